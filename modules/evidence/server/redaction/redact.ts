import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { blind, openMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { namesOf as accountNames } from '../../../identity/server/index.ts';
import type { evidence } from '../../contract.ts';
import { type RedactionKind, redactionKinds } from '../../redaction/patterns.ts';
import { capitalWords, foldName, type KnownNames, propose, replacements } from '../../redaction/propose.ts';
import words from '../../words.json' with { type: 'json' };
import { bodiesOf, bodyPlace } from '../keep.ts';
import { sourceById } from '../sourceQueries.ts';
import { bodyBefore } from '../textQueries.ts';
import { nameKind } from './names.ts';
import { type Corrected, reviseText } from '../text.ts';
import { insertDecisions, keyedNames, placeNames, refusedWords, staffIds } from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

const decidedKind = 'evidence.redaction.words';

/** Proposes what may have to be redacted. */
export const proposeRedactions: Cases['proposeRedactions'] = async (tx, { id }) => {
  const row = found(await sourceById(tx, id), 'evidence.noSuchText');
  if (row.consent === 'withdrawn') throw refuse('missing', 'evidence.noSuchText');
  const text = found((await bodiesOf(tx, [row]))[0], 'evidence.noSuchText');
  const all = propose(text, await knownNames(tx, row.studyId, text));
  const refused = await refusedWords(tx, id);
  const tokens = await decidedTokens(
    tx,
    id,
    all.map(({ from, to }) => text.slice(from, to)),
  );
  const open = all.filter((_, index) => !refused.has(String(tokens[index])));
  const labels = Object.fromEntries(
    redactionKinds.map((kind) => [kind, say(words, `redact.as.${kind}`, tx.actor.locale)]),
  ) as Record<RedactionKind, string>;
  const instead = replacements(text, open, labels);
  const points = pointsIn(
    text,
    open.flatMap(({ from, to }) => [from, to]),
  );
  return {
    contentVersion: row.contentVersion,
    redacted: row.redactedIn !== null,
    rows: open.map(({ from, to, kind, because }, index) => ({
      start: points[index * 2] ?? 0,
      end: points[index * 2 + 1] ?? 0,
      words: text.slice(from, to),
      kind,
      because,
      replacement: instead[index] ?? '',
    })),
    refusedBefore: all.length - open.length,
  };
};

async function knownNames(tx: Tx, studyId: string | null, text: string): Promise<KnownNames> {
  const candidates = capitalWords(text);
  const tokens = await blind(tx, nameKind, candidates);
  const wordOf = new Map(tokens.map((token, index) => [String(token), candidates[index] ?? '']));
  const people = studyId === null ? [] : await keyedNames(tx, studyId, tokens);
  const keyed = people.flatMap(({ pseudonym, tokens: own }) =>
    own.flatMap((token) => {
      const known = wordOf.get(token);
      return known === undefined ? [] : [[known, pseudonym] as const];
    }),
  );
  const staff = [...(await accountNames(tx, await staffIds(tx))).values()];
  return { keyed: new Map(keyed), staff, places: await placeNames(tx) };
}

function decidedTokens(tx: Tx, sourceId: string, said: readonly string[]): Promise<bigint[]> {
  return blind(
    tx,
    decidedKind,
    said.map((one) => `${sourceId}/${foldName(one)}`),
  );
}

/** Offsets of a string, which rise, in code points. */
function pointsIn(text: string, offsets: readonly number[]): number[] {
  let [at, points] = [0, 0];
  return offsets.map((offset) => {
    while (at < offset) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      points += 1;
    }
    return points;
  });
}

/** Words of a text as a person decided about them; offsets count code points. */
export type Decided = { readonly start: number; readonly end: number; readonly kind: RedactionKind };

/**
 * Takes accepted words out of a text that stands at `contentVersion` and keeps what was refused. The text before, its speakers and the
 * name of its file lose the words too; earlier versions are read by stewards alone. Nothing when nothing was accepted.
 */
export async function redactWords(
  tx: Tx,
  one: {
    id: string;
    contentVersion: number;
    accepted: readonly (Decided & { text: string })[];
    refused: readonly Decided[];
  },
): Promise<{ version: number; made: Corrected | undefined }> {
  const row = found(await sourceById(tx, one.id), 'evidence.noSuchText');
  if (row.consent === 'withdrawn') throw refuse('missing', 'evidence.noSuchText');
  if (row.contentVersion !== one.contentVersion)
    throw refuse('conflict', 'evidence.textCorrected', { contentVersion: row.contentVersion });
  const points = [...found((await bodiesOf(tx, [row]))[0], 'evidence.noSuchText')];
  const said = [...one.accepted, ...one.refused].map(({ start, end }) => points.slice(start, end).join(''));
  if (said.some((text) => text.trim() === '')) throw refuse('invalid', 'evidence.editOutside');
  const tokens = await decidedTokens(tx, row.id, said);
  const made =
    one.accepted.length === 0
      ? undefined
      : await reviseText(tx, {
          ...{ id: row.id, contentVersion: one.contentVersion, edits: one.accepted },
          redacted: one.accepted.map(({ text }, index) => ({ words: said[index] ?? '', text })),
        });
  insertDecisions(
    tx,
    { sourceId: row.id, contentVersion: made?.contentVersion ?? row.contentVersion },
    [...one.accepted, ...one.refused].map(({ kind }, index) => ({
      id: newId(),
      token: tokens[index] ?? 0n,
      kind,
      decision: index < one.accepted.length ? 'accepted' : 'refused',
    })),
  );
  if (made !== undefined) tx.emit('evidence.redacted', row.id, { contentVersion: made.contentVersion });
  return { version: made?.version ?? row.version, made };
}

/** Reads a text as it stood before a redaction. */
export const readUnredacted: Cases['readUnredacted'] = async (tx, { id, contentVersion }) => {
  const row = found(await sourceById(tx, id), 'evidence.noSuchText');
  const redacted = row.redactedIn !== null && contentVersion < row.redactedIn;
  if (row.consent === 'withdrawn' || row.silent !== null || !redacted)
    throw refuse('missing', 'evidence.noSuchText');
  const kept = found(await bodyBefore(tx, id, contentVersion), 'evidence.noSuchText');
  const [text] = await openMany(tx, [{ subjectId: id, place: bodyPlace, rowId: id, bytes: kept.bodySealed }]);
  return { id, contentVersion, text: found(text, 'evidence.noSuchText') };
};
