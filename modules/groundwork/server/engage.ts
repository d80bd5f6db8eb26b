import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { keepSource } from '../../evidence/server/index.ts';
import { namesOf } from '../../identity/server/index.ts';
import { trialById } from '../../learning/server/index.ts';
import { ruleById } from '../../supply/server/index.ts';
import type { Entry, groundwork } from '../contract.ts';
import { knownIn, listsOf, runsSite, seesSite } from './place.ts';
import * as rows from './queries/entry.ts';
import { today } from './queries/place.ts';

type Cases = UseCases<typeof groundwork.operations>;
type Asked = Parameters<Cases['changeEntry']>[1];

async function theEntry(tx: Tx, id: string): Promise<rows.EntryRow> {
  const entry = found(await rows.entryById(tx, id), 'groundwork.noSuchEntry');
  await runsSite(tx, entry.siteId);
  return entry;
}

/** Refuses codes the lists do not have, a day that lies ahead, and a link to something that is not there. */
async function written(tx: Tx, input: Omit<Asked, 'version'>): Promise<rows.Written> {
  const lists = await listsOf(tx);
  const kind = knownIn(lists, 'engagement', input.kindCode);
  const asks = (fact: string) => kind.facts?.[fact] === true;
  const levelCode = asks('level') ? (input.levelCode ?? null) : null;
  const stanceCode = asks('stance') ? (input.stanceCode ?? null) : null;
  if (levelCode !== null) knownIn(lists, 'level', levelCode);
  if (stanceCode !== null) knownIn(lists, 'stance', stanceCode);
  if (input.happenedOn > (await today(tx))) throw refuse('invalid', 'groundwork.notYet');
  if (input.trialId !== undefined) found(await trialById(tx, input.trialId), 'groundwork.noSuchTrial');
  if (input.ruleId !== undefined) found(await ruleById(tx, input.ruleId), 'groundwork.noSuchRule');
  const { id, kindCode, happenedOn, who, asked, said, changed } = input;
  const nextStep = input.nextStep || null;
  return {
    ...{ id, kindCode, levelCode, stanceCode, happenedOn, who, asked, said, changed, nextStep },
    trialId: input.trialId ?? null,
    ruleId: input.ruleId ?? null,
    nextOn: nextStep === null ? null : (input.nextOn ?? null),
  };
}

const moved = (entry: rows.EntryRow) =>
  refuse('conflict', 'groundwork.changed', { current: { version: entry.version } });

/** Writes an entry down. */
export const writeEntry: Cases['writeEntry'] = async (tx, input) => {
  const { siteId, id } = input;
  const { organisationId } = await runsSite(tx, siteId);
  await rows.insertEntry(tx, { ...(await written(tx, input)), siteId, organisationId });
  tx.emit('groundwork.engaged', id, { siteId, kindCode: input.kindCode });
  return { id, version: 1 };
};

/** Corrects an entry. */
export const changeEntry: Cases['changeEntry'] = async (tx, input) => {
  const entry = await theEntry(tx, input.id);
  if ((await rows.updateEntry(tx, { ...(await written(tx, input)), version: input.version })) !== 1)
    throw moved(entry);
  return { id: input.id, version: input.version + 1 };
};

/** The next step is done. */
export const finishNext: Cases['finishNext'] = async (tx, input) => {
  const entry = await theEntry(tx, input.id);
  if ((await rows.markNextDone(tx, input, await today(tx))) !== 1) throw moved(entry);
  return { id: input.id, version: input.version + 1 };
};

/** Takes an entry out. */
export const withdrawEntry: Cases['withdrawEntry'] = async (tx, input) => {
  const entry = await theEntry(tx, input.id);
  if ((await rows.markWithdrawn(tx, input)) !== 1) throw moved(entry);
  return { id: input.id, version: input.version + 1 };
};

/** Where the screens say that an entry came from. */
const screen = '/groundwork';

/** Hands the words of an entry to the evidence; once. */
export const offerEntry: Cases['offerEntry'] = async (tx, { id, version, sourceId }) => {
  const entry = await theEntry(tx, id);
  if (entry.sourceId !== null) throw refuse('conflict', 'groundwork.alreadyOffered');
  const kind = (await listsOf(tx)).of('engagement').find((one) => one.code === entry.kindCode);
  const title = `${kind?.name[tx.actor.locale] ?? entry.kindCode}, ${entry.happenedOn}: ${entry.who}`;
  const text = [title, entry.asked, entry.said, entry.changed].filter((part) => part !== '').join('\n\n');
  if ((await rows.markOffered(tx, { id, version }, sourceId)) !== 1) throw moved(entry);
  await keepSource(tx, {
    id: sourceId,
    kind: 'suggestion',
    text,
    studyId: null,
    siteId: entry.siteId,
    screen,
  });
  tx.emit('groundwork.offered', id, { sourceId });
  return { id, version: version + 1 };
};

async function titlesOf(tx: Tx, entries: readonly rows.EntryRow[]) {
  const trials = new Map<string, string>();
  const rules = new Map<string, { en: string; fr: string }>();
  for (const { trialId, ruleId } of entries) {
    const trial = trialId === null || trials.has(trialId) ? undefined : await trialById(tx, trialId);
    if (trial) trials.set(trial.id, trial.title);
    const rule = ruleId === null || rules.has(ruleId) ? undefined : await ruleById(tx, ruleId);
    if (rule) rules.set(rule.id, { en: rule.titleEn, fr: rule.titleFr });
  }
  return { trials, rules };
}

/** The log of a site. */
export const listEntries: Cases['listEntries'] = async (tx, { siteId, kindCode }) => {
  const { runs } = await seesSite(tx, siteId);
  const kept = await rows.entriesAt(tx, siteId, kindCode);
  const { trials, rules } = await titlesOf(tx, kept);
  const names = await namesOf(
    tx,
    kept.map((one) => one.createdBy),
  );
  const shown = ({ siteId: _site, createdBy, sourceId, ...row }: rows.EntryRow): Entry => ({
    ...row,
    trial: trials.get(row.trialId ?? '') ?? null,
    rule: rules.get(row.ruleId ?? '') ?? null,
    offered: sourceId !== null,
    by: names.get(createdBy) ?? '',
  });
  return { today: await today(tx), runs, rows: kept.map(shown) };
};
