import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { vocabulary } from '../contract.ts';
import { draftFaults, draftOf, fold, Program, type ProgramDraft, programOf } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { digestOf } from './loader.ts';
import {
  communityName,
  type DraftRow,
  draftById,
  draftsOf,
  insertDraft,
  insertOwn,
  keyOfInstallation,
  latestOwn,
  removeDraft,
  updateDraft,
} from './draftQueries.ts';
import { findDefinition, forgetLatest, latestDefinitions } from './find.ts';

type Cases = UseCases<typeof vocabulary.operations>;

/** A key from an English name: its words in lower case, joined by hyphens. */
function keyFrom(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

const line = ({ content, changedAt, ...row }: DraftRow) => ({
  ...row,
  name: content.name,
  changedAt: changedAt.toISOString(),
});

/** The drafts of the community. */
export const listDrafts: Cases['listDrafts'] = async (tx) => ({ rows: (await draftsOf(tx)).map(line) });

/** One draft, with the measures and client forms it may name. */
export const getDraft: Cases['getDraft'] = async (tx, { id }) => {
  const row = found(await draftById(tx, id), 'vocabulary.noSuchDraft');
  const measures = await latestDefinitions(tx, 'measure');
  const scales = await latestDefinitions(tx, 'scale');
  const forms = scales.filter((one) => one.use === 'client');
  return {
    ...line(row),
    content: row.content,
    measures: measures.map(({ key, name }) => ({ key, name })),
    forms: forms.map(({ key, version, name }) => ({ key, version, name })),
  };
};

/** Begins a model after a pattern, under a key that nobody else bears. */
export const startDraft: Cases['startDraft'] = async (tx, { id, pattern, name }) => {
  const key = keyFrom(name.en);
  const taken = key === '' || (await keyOfInstallation(tx, key)) || (await latestOwn(tx, key)) !== undefined;
  if (taken) throw refuse('conflict', 'vocabulary.keyIsTaken', { name: name.en });
  const content = { ...draftOf(await findDefinition(tx, 'program', { key: pattern })), name };
  if (!(await insertDraft(tx, { id, key, follows: null, content })))
    throw refuse('conflict', 'vocabulary.keyIsTaken', { name: name.en });
  return { id, version: 1 };
};

/** Begins the next version of a model of the community's own. */
export const continueProgram: Cases['continueProgram'] = async (tx, { id, key }) => {
  const { version } = found(await latestOwn(tx, key), 'vocabulary.notYourModel');
  const content = draftOf(await findDefinition(tx, 'program', { key, version }));
  if (!(await insertDraft(tx, { id, key, follows: version, content })))
    throw refuse('conflict', 'vocabulary.draftIsThere');
  return { id, version: 1 };
};

const changed = (row: DraftRow) => refuse('conflict', 'vocabulary.draftChanged', { version: row.version });

/** Keeps what is written. */
export const saveDraft: Cases['saveDraft'] = async (tx, { content, ...at }) => {
  const row = found(await draftById(tx, at.id), 'vocabulary.noSuchDraft');
  if (!(await updateDraft(tx, at, content))) throw changed(row);
  return { id: at.id, version: at.version + 1 };
};

/** Codes of entries that were added in the editor follow from their English names; a code once published stays. */
function settledCodes(draft: ProgramDraft): ProgramDraft {
  const settle = <E extends { code: string; name: { en: string } }>(list: readonly E[]): E[] => {
    const used = new Set(list.map((one) => one.code).filter((code) => !code.startsWith('new-')));
    return list.map((one) => {
      if (!one.code.startsWith('new-')) return one;
      const plain = keyFrom(one.name.en) || 'entry';
      let code = plain;
      for (let number = 2; used.has(code); number += 1) code = `${plain}-${number}`;
      used.add(code);
      return { ...one, code };
    });
  };
  const roles = settle(draft.roles);
  const at = draft.roles.findIndex((role) => role.code === draft.capacity?.perRole);
  const conditions = settle(draft.eligibility.map((one) => ({ ...one, code: one.id, name: { en: one.en } })));
  const { contact } = draft;
  return {
    ...draft,
    roles,
    stages: settle(draft.stages),
    eligibility: conditions.map(({ code, name: _, ...one }) => ({ ...one, id: code })),
    principles: settle(draft.principles),
    contact: {
      kinds: settle(contact.kinds),
      places: settle(contact.places),
      outcomes: settle(contact.outcomes),
      nextSteps: settle(contact.nextSteps),
    },
    goals: settle(draft.goals),
    outcomes: settle(draft.outcomes),
    referralSources: settle(draft.referralSources),
    declineReasons: settle(draft.declineReasons),
    closeReasons: settle(draft.closeReasons),
    priorities: settle(draft.priorities),
    capacity: draft.capacity && { ...draft.capacity, perRole: roles[at]?.code ?? draft.capacity.perRole },
  };
}

/** The first version is 1.0.0; each later one adds one in the middle. */
function nextVersion(before: string | undefined): string {
  const [major = 1, minor = 0] = (before ?? '').split('.').filter(Boolean).map(Number);
  return before === undefined ? '1.0.0' : `${major}.${minor + 1}.0`;
}

/** The model that a draft makes: refused while anything is missing, or when nothing changed since the version before. */
async function settled(tx: Tx, row: DraftRow) {
  const measures = new Set((await latestDefinitions(tx, 'measure')).map((one) => one.key));
  const faults = draftFaults(row.content, measures);
  if (faults.length > 0) throw refuse('invalid', 'vocabulary.draftHasFaults', { count: faults.length });
  const before = await latestOwn(tx, row.key);
  if (before?.version !== (row.follows ?? undefined))
    throw refuse('conflict', 'vocabulary.draftChanged', { version: row.version });
  const header = {
    key: row.key,
    version: nextVersion(before?.version),
    source: (await communityName(tx)).en,
    terms: words['own.terms'],
  };
  const program = Program.parse(programOf(settledCodes(row.content), header));
  const digest = digestOf({ ...program, version: '0.0.0' });
  if (before?.digest === digest) throw refuse('invalid', 'vocabulary.nothingChanged');
  return { program, digest };
}

/** Publishes a draft; sites work by it once they adopt it. */
export const publishDraft: Cases['publishDraft'] = async (tx, at) => {
  const row = found(await draftById(tx, at.id), 'vocabulary.noSuchDraft');
  if (row.version !== at.version) throw changed(row);
  const { program, digest } = await settled(tx, row);
  await insertOwn(tx, at.id, program, digest);
  if (!(await removeDraft(tx, at))) throw changed(row);
  forgetLatest(tx, program.key);
  tx.emit('vocabulary.programPublished', at.id, { program: program.key, programVersion: program.version });
  return { id: at.id, version: 1, key: program.key, programVersion: program.version };
};

/** Throws a draft away. */
export const discardDraft: Cases['discardDraft'] = async (tx, at) => {
  const row = found(await draftById(tx, at.id), 'vocabulary.noSuchDraft');
  if (!(await removeDraft(tx, at))) throw changed(row);
  return { id: at.id };
};
