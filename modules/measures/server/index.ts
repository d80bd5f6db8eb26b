import { serve } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Measure } from '../../vocabulary/model.ts';
import { findDefinition, latestDefinitions } from '../../vocabulary/server/index.ts';
import { measures, type MeasureShown } from '../contract.ts';
import { readRun } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { recordsOf, seriesOf, totalOf } from './figure.ts';
import { sitesInReach } from './reach.ts';

export { recordsOf, type Scope, seriesOf, totalOf, totalsBySite } from './figure.ts';
export { sitesInReach } from './reach.ts';

/** A measure as a reader needs it. */
export function shown(measure: Measure): MeasureShown {
  const { key, version, name, unit, counts, rule, format, direction, window } = measure;
  return { key, version, name, unit, counts, rule, format, direction, every: window.every };
}

/** The measures of a program in its own order, or all of them. */
export async function measuresFor(tx: Tx, program: string | undefined): Promise<Measure[]> {
  const all = await latestDefinitions(tx, 'measure');
  if (program === undefined) return all;
  const { measures: keys } = await findDefinition(tx, 'program', { key: program });
  return keys.flatMap((key) => all.find((one) => one.key === key) ?? []);
}

const mostShown = 200;

/** Figures, as the server counts them. */
export const measuresServer = serve(
  measures,
  {
    listMeasures: async (tx, input) => ({ measures: (await measuresFor(tx, input.program)).map(shown) }),
    series: async (tx, input) => {
      const measure = await findDefinition(tx, 'measure', { key: input.measure });
      const siteIds = await sitesInReach(tx, input.siteId);
      const points = await seriesOf(tx, measure, { siteIds, from: input.from, to: input.to });
      return { measure: shown(measure), points, reading: readRun(points, input.trialFrom) };
    },
    totals: async (tx, input) => {
      const siteIds = await sitesInReach(tx, input.siteId);
      const rows = [];
      for (const measure of await measuresFor(tx, input.program)) {
        rows.push({
          measure: shown(measure),
          ...(await totalOf(tx, measure, { siteIds, from: input.from, to: input.to })),
        });
      }
      return { rows };
    },
    openFigure: async (tx, input) => {
      const measure = await findDefinition(tx, 'measure', { key: input.measure });
      const siteIds = await sitesInReach(tx, input.siteId);
      const rows = await recordsOf(tx, measure, { siteIds, from: input.from, to: input.to }, mostShown + 1);
      return { rows: rows.slice(0, mostShown), more: rows.length > mostShown };
    },
  },
  { words },
);
