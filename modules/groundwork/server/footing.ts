import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { threshold } from '../../../kernel/suppress.ts';
import { addDays } from '../../../kernel/time.ts';
import { sitesInReach, totalOf } from '../../measures/server/index.ts';
import { programAt } from '../../pathway/server/index.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import type { groundwork, Rate } from '../contract.ts';
import { endingOf, ratesSystem, reachDays } from '../model.ts';
import { knownIn, listsOf, runsSite, seesSite } from './place.ts';
import * as rows from './queries/footing.ts';
import { today } from './queries/place.ts';

type Cases = UseCases<typeof groundwork.operations>;

function inOrder({ startsOn, lastOn }: { startsOn: string; lastOn?: string | undefined }): void {
  if (lastOn !== undefined && lastOn < startsOn) throw refuse('invalid', 'groundwork.endsBeforeItBegins');
}

/** Records money. */
export const addFunding: Cases['addFunding'] = async (tx, input) => {
  const { organisationId } = await runsSite(tx, input.siteId);
  inOrder(input);
  const [amountCents, lastOn] = [input.amountCents ?? null, input.lastOn ?? null];
  await rows.insertFunding(tx, { ...input, organisationId, amountCents, lastOn });
  tx.emit('groundwork.fundingRecorded', input.id, { siteId: input.siteId });
  return { id: input.id, version: 1 };
};

/** Corrects money, or takes out what was recorded by mistake. */
export const changeFunding: Cases['changeFunding'] = async (tx, input) => {
  const there = found(await rows.fundingById(tx, input.id), 'groundwork.noSuchFunding');
  await runsSite(tx, there.siteId);
  inOrder(input);
  const [amountCents, lastOn] = [input.amountCents ?? null, input.lastOn ?? null];
  if ((await rows.updateFunding(tx, { ...input, amountCents, lastOn })) !== 1)
    throw refuse('conflict', 'groundwork.changed', { current: { version: there.version } });
  return { id: input.id, version: input.version + 1 };
};

/** The money of a site. */
export const listFunding: Cases['listFunding'] = async (tx, { siteId }) => {
  const { runs } = await seesSite(tx, siteId, true);
  const day = await today(tx);
  const kept = await rows.fundingAt(tx, [siteId]);
  return {
    today: day,
    runs,
    rows: kept.map((row) => ({ ...row, ending: endingOf(row.lastOn, row.renewal, day) })),
  };
};

/** Records an estimate; its range holds the number. */
export const estimateNeed: Cases['estimateNeed'] = async (tx, input) => {
  const { organisationId } = await runsSite(tx, input.siteId);
  await programAt(tx, input.siteId, input.programCode);
  knownIn(await listsOf(tx), 'estimate', input.estimateCode);
  const [low, high] = [input.low ?? null, input.high ?? null];
  const holds = low !== null && high !== null && low <= input.people && input.people <= high;
  if (!holds && (low !== null || high !== null)) throw refuse('invalid', 'groundwork.rangeMisses');
  await rows.insertNeed(tx, { ...input, organisationId, low, high });
  return { id: input.id, version: 1 };
};

/** Takes an estimate out. */
export const withdrawNeed: Cases['withdrawNeed'] = async (tx, input) => {
  const there = found(await rows.needById(tx, input.id), 'groundwork.noSuchNeed');
  await runsSite(tx, there.siteId);
  if ((await rows.markNeedWithdrawn(tx, input)) !== 1)
    throw refuse('conflict', 'groundwork.changed', { current: { version: there.version } });
  return { id: input.id, version: input.version + 1 };
};

type About = { readonly measure?: string; readonly programCode?: string };

/** Rates that stand beside a measure or a program's reach: the published list's, then the community's own. */
async function ratesFor(tx: Tx, about: About): Promise<Rate[]> {
  const { codes } = await findDefinition(tx, 'vocabulary', { key: ratesSystem });
  const said = (fact: unknown) => fact as { en: string; fr: string };
  const listed = codes
    .filter(
      ({ kind, facts }) =>
        kind === 'rate' &&
        (about.measure === undefined
          ? facts?.['program'] === about.programCode
          : facts?.['measure'] === about.measure),
    )
    .map(({ name, facts }) => ({
      id: null,
      version: null,
      name,
      percent: Number(facts?.['percent']),
      population: said(facts?.['population']),
      source: said(facts?.['source']),
      year: typeof facts?.['year'] === 'number' ? facts['year'] : null,
    }));
  const both = (text: string) => ({ en: text, fr: text });
  const own = (await rows.ratesHere(tx))
    .filter((row) =>
      about.measure === undefined ? row.programCode === about.programCode : row.measure === about.measure,
    )
    .map(({ id, version, name, percent, population, source, year }) => ({
      ...{ id, version, percent, year },
      name: both(name),
      population: both(population),
      source: both(source),
    }));
  return [...listed, ...own];
}

async function lastYear(tx: Tx): Promise<{ from: string; to: string }> {
  const to = addDays(await today(tx), 1);
  return { from: addDays(to, -reachDays), to };
}

/** Who is reached, beside the need; people of funders see the programs whose estimate is meant for them. */
export const reach: Cases['reach'] = async (tx, { siteId }) => {
  const { runs } = await seesSite(tx, siteId, true);
  const span = await lastYear(tx);
  const needs = await rows.needsAt(tx, siteId);
  const here = tx.actor.siteIds.includes(siteId) || runs;
  const codes = new Set([
    ...(here ? await rows.programsAt(tx, siteId) : []),
    ...needs.map((need) => need.programCode),
  ]);
  const counted = new Map(
    (await rows.reachedAt(tx, siteId, span)).map(({ programCode, people }) => [programCode, people]),
  );
  const programs = [];
  for (const programCode of [...codes].sort()) {
    const people = counted.get(programCode) ?? 0;
    const few = people > 0 && people < threshold;
    programs.push({
      programCode,
      reached: few ? null : people,
      few,
      needs: needs
        .filter((need) => need.programCode === programCode)
        .map(({ siteId: _site, programCode: _program, ...need }) => need),
      rates: await ratesFor(tx, { programCode }),
    });
  }
  return { runs, ...span, programs };
};

/** Records a rate of the community. */
export const addRate: Cases['addRate'] = async (tx, input) => {
  const { measure, programCode } = input;
  if ((measure === undefined) === (programCode === undefined))
    throw refuse('invalid', 'groundwork.rateOfWhat');
  if (measure !== undefined && (await findDefinition(tx, 'measure', { key: measure })).format !== 'percent')
    throw refuse('invalid', 'groundwork.notAPercentage');
  if (programCode !== undefined) await findDefinition(tx, 'program', { key: programCode });
  await rows.insertRate(tx, { ...input, measure: measure ?? null, programCode: programCode ?? null });
  return { id: input.id, version: 1 };
};

/** Takes a rate of the community out. */
export const withdrawRate: Cases['withdrawRate'] = async (tx, input) => {
  const there = found(
    (await rows.ratesHere(tx)).find((one) => one.id === input.id),
    'groundwork.noSuchRate',
  );
  if ((await rows.markRateWithdrawn(tx, input)) !== 1)
    throw refuse('conflict', 'groundwork.changed', { current: { version: there.version } });
  return { id: input.id, version: input.version + 1 };
};

/** A measure over the last year beside what was published; held back where fewer than five people are behind it. */
export const compare: Cases['compare'] = async (tx, input) => {
  const measure = await findDefinition(tx, 'measure', { key: input.measure });
  const span = await lastYear(tx);
  const rates = await ratesFor(tx, { measure: input.measure });
  if (rates.length === 0) return { format: measure.format, ...span, value: null, few: false, rates };
  const siteIds = await sitesInReach(tx, input.siteId);
  const { value, people } = await totalOf(tx, measure, { siteIds, ...span });
  const few = value !== null && people < threshold;
  return { format: measure.format, ...span, value: few ? null : value, few, rates };
};
