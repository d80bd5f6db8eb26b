import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import {
  carriedCodes,
  carriedCoders,
  type ClearMemo,
  leftBehind,
  memosToCarry,
} from '../../../coding/server/index.ts';
import { fileNamesOf, openSourcesOf, type StudyRow } from '../../../evidence/server/index.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import { describe } from '../../refi/description.ts';
import type { Element } from '../../refi/elements.ts';
import { guidFor } from '../../refi/guid.ts';
import { Losses } from '../../refi/losses.ts';
import { lockedGuid } from '../../refi/own.ts';
import type { CodeOut } from '../../refi/writeProject.ts';
import words from '../../words.json' with { type: 'json' };
import { coderLabels, keptOf, originsOf } from './queries.ts';

/** A text of the study on its way out, without its words. */
export type TextOut = {
  readonly id: string;
  readonly guid: string;
  readonly name: string;
  readonly kind: string;
  readonly siteId: string | null;
  readonly person:
    | {
        readonly id: string;
        readonly participantId: string;
        readonly pseudonym: string;
        readonly part: string | null;
      }
    | undefined;
};

/** Everything of a study that leaves, but the words and passages of its texts. */
export type Leaving = {
  readonly study: StudyRow;
  readonly losses: Losses;
  readonly texts: readonly TextOut[];
  readonly codes: readonly CodeOut[];
  /** The GUID of each code of the study. */
  readonly codeGuids: ReadonlyMap<string, string>;
  readonly instead: readonly { readonly from: string; readonly to: string }[];
  readonly users: readonly { readonly guid: string; readonly name: string }[];
  /** The GUID of whoever made a coding, by the name a file gave or the account. */
  readonly userOf: (name: string | null, accountId: string) => string;
  readonly memos: readonly (ClearMemo & { readonly guid: string })[];
  /** The GUIDs of the memos on each coding, by its id. */
  readonly memosOn: ReadonlyMap<string, readonly string[]>;
  readonly kept: readonly { readonly element: Element; readonly about: string | null }[];
};

/** Gathers what leaves with a study: texts whose consent stands, its codebook, coders under pseudonyms, memos, and what was kept beside it. */
export async function gatherStudy(tx: Tx, study: StudyRow): Promise<Leaving> {
  const losses = new Losses();
  const codebook = await gatherCodes(tx, study, losses);
  const rows = await openSourcesOf(tx, study.id);
  const names = await fileNamesOf(tx, rows);
  const origins = await originsOf(tx, study.id, [
    ...rows.map((row) => row.id),
    ...rows.flatMap((row) => row.participantId ?? []),
  ]);
  const guidOf = (id: string) => origins.get(id)?.guid ?? id;
  const texts = rows.map(({ id, kind, siteId, participantId, pseudonym, part }, index) => ({
    id,
    guid: guidOf(id),
    name: pseudonym ?? names[index] ?? '',
    kind,
    siteId,
    person:
      participantId === null || pseudonym === null
        ? undefined
        : { id: guidOf(participantId), participantId, pseudonym, part },
  }));
  const { lost, withdrawn } = await leftBehind(tx, study.id);
  losses.add('Coding', 'deleted', lost);
  losses.add('Coding', 'withdrawn', withdrawn);
  const { memos, noteGuids } = await gatherMemos(tx, study, codebook);
  return {
    study,
    losses,
    texts,
    ...codebook,
    codes: codebook.codes.map((code) => ({ ...code, notes: noteGuids.get(code.guid) ?? [] })),
    ...(await gatherUsers(tx, study)),
    memos,
    memosOn: byCoding(memos),
    kept: await gatherKept(tx, study),
  };
}

/** The codebook of a study: the locked codes as they were published, then its own. */
export async function gatherCodes(tx: Tx, study: StudyRow, losses: Losses) {
  const { system, codebookVersion: version } = study;
  const published = await findDefinition(tx, 'vocabulary', { key: system, version });
  const rows = await carriedCodes(tx, study.id);
  const own = rows.filter((row) => row.name !== null);
  losses.add('Code guidance', 'notCarried', rows.length - own.length);
  const origins = await originsOf(
    tx,
    study.id,
    own.map((row) => row.id),
  );
  const codeGuids = new Map([
    ...published.codes.map(({ code }) => [code, lockedGuid(system, version, code)] as const),
    ...own.map((row) => [row.code, origins.get(row.id)?.guid ?? row.id] as const),
  ]);
  const guidOf = (code: string | null | undefined) => (code == null ? undefined : codeGuids.get(code));
  const { locale } = tx.actor;
  const locked: CodeOut[] = published.codes.map((one) => ({
    guid: guidOf(one.code) ?? '',
    parent: guidOf(one.parent),
    name: one.name[locale],
    description: one.definition?.[locale] ?? '',
    codable: true,
    color: null,
    notes: [],
  }));
  const added: CodeOut[] = own.map((row) => ({
    guid: guidOf(row.code) ?? row.id,
    parent: guidOf(row.parent),
    name: row.name ?? '',
    description: describe({
      definition: row.definition ?? '',
      include: row.include ?? '',
      exclude: row.exclude ?? '',
    }),
    codable: row.codable,
    color: row.color,
    notes: [],
  }));
  const instead = own.flatMap((row) =>
    row.instead.flatMap((code) => {
      const to = guidOf(code);
      return to === undefined ? [] : [{ from: guidOf(row.code) ?? row.id, to }];
    }),
  );
  return { codes: [...locked, ...added], codeGuids, instead };
}

function byCoding(memos: Leaving['memos']): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { codingId, guid } of memos)
    if (codingId !== null) found.set(codingId, [...(found.get(codingId) ?? []), guid]);
  return found;
}

/** Everybody who coded or rated, under the name a file gives them, and their GUID. */
export async function gatherUsers(tx: Tx, study: StudyRow) {
  const labels = await coderLabels(tx, study.id);
  const byName = new Map(labels.map((one) => [one.label, one.guid]));
  const users = labels.map(({ guid, label }) => ({ guid, name: label }));
  const byAccount = new Map<string, string>();
  for (const { name, accountId } of await carriedCoders(tx, study.id)) {
    if (name !== null && !byName.has(name)) byName.set(name, guidFor('coder', study.id, name));
    else if (name !== null || byAccount.has(accountId)) continue;
    else byAccount.set(accountId, guidFor('account', study.id, accountId));
    const taken = new Set(users.map((user) => user.name));
    const guid = (name === null ? byAccount.get(accountId) : byName.get(name)) ?? '';
    users.push({ guid, name: name ?? nextName(tx, taken) });
  }
  const userOf = (name: string | null, accountId: string) =>
    (name === null ? byAccount.get(accountId) : byName.get(name)) ?? guidFor('account', study.id, accountId);
  return { users, userOf };
}

function nextName(tx: Tx, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const name = say(words, 'coder.label', tx.actor.locale, { n });
    if (!taken.has(name)) return name;
  }
}

async function gatherMemos(
  tx: Tx,
  study: StudyRow,
  { codeGuids }: { codeGuids: ReadonlyMap<string, string> },
) {
  const rows = (await memosToCarry(tx, study.id)).filter((memo) => memo.text !== '');
  const origins = await originsOf(
    tx,
    study.id,
    rows.map((memo) => memo.id),
  );
  const memos = rows.map((memo) => ({ ...memo, guid: origins.get(memo.id)?.guid ?? memo.id }));
  const noteGuids = Map.groupBy(
    memos.filter((memo) => memo.about === 'code'),
    (memo) => codeGuids.get(memo.code ?? '') ?? '',
  );
  return {
    memos,
    noteGuids: new Map([...noteGuids].map(([code, all]) => [code, all.map((memo) => memo.guid)])),
  };
}

async function gatherKept(tx: Tx, study: StudyRow): Promise<Leaving['kept']> {
  const rows = await keptOf(tx, study.id);
  const bodies = await openMany(
    tx,
    rows.map((row) => ({ subjectId: study.id, place: 'exchange.kept.body', rowId: row.id, bytes: row.body })),
  );
  return rows.flatMap(({ about }, index) => {
    const body = bodies[index];
    return body == null ? [] : [{ element: JSON.parse(body) as Element, about }];
  });
}
