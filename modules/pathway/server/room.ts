import { newId } from '../../../kernel/id.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { pathway } from '../contract.ts';
import { capacityOf, conditionsOn, excludesNobody, hasRule, placesLeft, rooms } from '../model.ts';
import { known, programAt, programOf, settlesAt, todayOf } from './record.ts';
import {
  adoptedAt,
  type At,
  capacityInputs,
  endSentence,
  insertSentence,
  placesAt,
  replaceAdoption,
  replaceInput,
  replaceTarget,
  siteSentences,
  takenAt,
} from './queries/room.ts';

type Cases = UseCases<typeof pathway.operations>;

/** Says how many places there are from today on; a program that is new at the site comes in its latest version. */
export const setTarget: Cases['setTarget'] = async (tx, input) => {
  const { id, siteId, programCode, places } = input;
  await settlesAt(tx, siteId);
  const { version } = await programOf(tx, programCode);
  await replaceTarget(tx, input);
  if ((await adoptedAt(tx, input)) === undefined)
    await replaceAdoption(tx, { id: newId(), siteId, programCode, programVersion: version });
  tx.emit('pathway.targetSet', id, { siteId, programCode, places });
  return { id, version: 1 };
};

/** Adopts a version; who is enrolled already stays in the version of their enrolment. */
export const adoptVersion: Cases['adoptVersion'] = async (tx, input) => {
  const { id, siteId, programCode, programVersion } = input;
  await settlesAt(tx, siteId);
  await programOf(tx, programCode, programVersion);
  await replaceAdoption(tx, input);
  tx.emit('pathway.versionAdopted', id, { siteId, programCode, programVersion });
  return { id, version: 1 };
};

/** Says what there is to work with from a day on. */
export const setCapacityInput: Cases['setCapacityInput'] = async (tx, input) => {
  const { siteId, programCode, resource, clients } = input;
  await settlesAt(tx, siteId);
  const program = await programAt(tx, siteId, programCode);
  if (resource !== rooms) known(program.roles, resource);
  if (clients === undefined && !hasRule(program.capacity, resource))
    throw refuse('invalid', 'pathway.noCaseloadRule');
  if (!(await replaceInput(tx, { ...input, clients: clients ?? null })))
    throw refuse('invalid', 'pathway.laterInputThere');
  tx.emit('pathway.capacityInputSet', input.id, { siteId, programCode, resource });
  return { id: input.id, version: 1 };
};

/** What can be carried, beside what is aimed at. */
export const capacity: Cases['capacity'] = async (tx, at) => {
  const { capacity: rule } = await programAt(tx, at.siteId, at.programCode);
  const target = (await placesAt(tx, at.siteId)).find((one) => one.programCode === at.programCode);
  const { places, lines } = capacityOf(rule, await capacityInputs(tx, at));
  return { target: target?.target ?? null, places, lines: [...lines], unit: rule?.unit ?? null };
};

/** Where programs are offered: at one site or anywhere, each with the version in use there and the latest. */
async function offeredAt(tx: Tx, siteId?: string) {
  const rows = await placesAt(tx, siteId);
  const latest = new Map<string, string>();
  for (const code of new Set(rows.map((row) => row.programCode)))
    latest.set(code, (await programOf(tx, code)).version);
  return rows.map(({ adopted, ...row }) => {
    const latestVersion = latest.get(row.programCode) ?? '';
    return { ...row, programVersion: adopted ?? latestVersion, latestVersion };
  });
}

/** What each site offers and by which version, without counting anybody: asked by every screen that names a code of a program. */
export const listAdoptions: Cases['listAdoptions'] = async (tx) => ({
  rows: (await offeredAt(tx)).map(({ siteId, programCode, programVersion }) => ({
    siteId,
    programCode,
    programVersion,
  })),
});

/** Where a program is offered, with the places taken and left. */
export const listPlaces: Cases['listPlaces'] = async (tx, input) => {
  const taken = await takenAt(tx, input.siteId);
  return {
    rows: (await offeredAt(tx, input.siteId)).map((row) => {
      const enrolled =
        taken.find((one) => one.siteId === row.siteId && one.programCode === row.programCode)?.enrolled ?? 0;
      return { ...row, enrolled, left: placesLeft(row.target, enrolled) ?? 0 };
    }),
  };
};

/** The conditions at a site, whatever their dates, and whether they turn anybody away today. */
export const conditions: Cases['conditions'] = async (tx, at) => {
  const program = await programAt(tx, at.siteId, at.programCode);
  const site = await siteSentences(tx, at);
  return {
    programVersion: program.version,
    sentences: program.eligibility,
    site,
    excludesNobody: excludesNobody(conditionsOn(program.eligibility, site, await todayOf(tx))),
  };
};

/** Keeps a condition of a site and says so. */
async function keepSentence(tx: Tx, at: At & { id: string; sentenceId: string }, effect: string) {
  tx.emit('pathway.conditionChanged', at.id, { siteId: at.siteId, programCode: at.programCode, effect });
  return { id: at.id, version: 1 };
}

/** A condition of the site's own; its id tells it from every condition of the program. */
export const addCondition: Cases['addCondition'] = async (tx, input) => {
  await settlesAt(tx, input.siteId);
  await programAt(tx, input.siteId, input.programCode);
  const sentenceId = `here-${input.id.slice(-12)}`;
  await insertSentence(tx, { ...input, sentenceId, effect: 'adds' });
  return keepSentence(tx, { ...input, sentenceId }, 'adds');
};

/** A condition of the program that does not hold at the site. */
export const liftCondition: Cases['liftCondition'] = async (tx, input) => {
  const { siteId, programCode, sentenceId } = input;
  await settlesAt(tx, siteId);
  const program = await programAt(tx, siteId, programCode);
  if (!program.eligibility.some((one) => one.id === sentenceId))
    throw refuse('invalid', 'pathway.unknownCode', { code: sentenceId });
  const lifted = (await siteSentences(tx, input)).some(
    (one) => one.effect === 'lifts' && one.sentenceId === sentenceId && one.to === null,
  );
  if (lifted) throw refuse('conflict', 'pathway.liftedAlready');
  await insertSentence(tx, { ...input, en: null, fr: null, required: false, effect: 'lifts' });
  return keepSentence(tx, input, 'lifts');
};

/** From that day on the condition no longer holds, or holds again. */
export const endSiteCondition: Cases['endSiteCondition'] = async (tx, input) => {
  const { id, siteId, programCode, version } = input;
  await settlesAt(tx, siteId);
  if (!(await endSentence(tx, input))) throw refuse('conflict', 'pathway.conditionChanged');
  tx.emit('pathway.conditionChanged', id, { siteId, programCode, effect: 'ends' });
  return { id, version: version + 1 };
};
