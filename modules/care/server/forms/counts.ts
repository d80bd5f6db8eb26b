import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { protect, threshold } from '../../../../kernel/suppress.ts';
import { siteCatalogue } from '../../../identity/server/index.ts';
import type { Question } from '../../../vocabulary/model.ts';
import type { Quarter } from '../../asks/formBank.ts';
import type { care } from '../../contract.ts';
import { choiceCodes } from '../../forms/answers.ts';
import { bankOf } from './bank.ts';

type Cases = UseCases<typeof care.operations>;

type CountRow = {
  readonly siteId: string;
  readonly quarter: string;
  readonly choice: string | null;
  readonly declined: boolean;
  readonly answers: number;
  readonly median: number | null;
};

/** Answers of a question by site, quarter and choice; runs as the counting role, which sees no names and opens no record. */
function countsOf(
  tx: Tx,
  asked: { code: string; siteIds: readonly string[]; from: string; to: string },
): Promise<CountRow[]> {
  return tx.count<CountRow>(sql`select a.site_id as "siteId", date_trunc('quarter', a.answered_on)::date::text as quarter, a.choice_code as choice, a.declined,
      count(*)::int as answers, percentile_cont(0.5) within group (order by a.amount) as median
    from care.answer_fact a where a.community_id = ${tx.actor.communityId} and a.question_code = ${asked.code}
      and a.site_id = any(${asked.siteIds}::uuid[]) and a.answered_on >= ${asked.from}::date and a.answered_on < ${asked.to}::date
    group by 1, 2, 3, 4 order by 2 desc`);
}

const across = new Set(['steward', 'evaluator', 'privacy']);
const carers = new Set(['coordinator', 'worker', 'clinician']);

/** True when the reader works with the records of a site, and need not be kept from small counts of it. */
const worksAt = (tx: Tx, siteId: string) =>
  tx.actor.roles.some((held) => carers.has(held.role) && (held.siteId === null || held.siteId === siteId));

/** The rows of one site: quarters, with a column for each choice and one for those who did not wish to answer. */
function quartersOf(rows: readonly CountRow[], choices: readonly string[], whole: boolean): Quarter[] {
  const quarters = [...new Set(rows.map((row) => row.quarter))];
  const at = (quarter: string, test: (row: CountRow) => boolean) =>
    rows.filter((row) => row.quarter === quarter && test(row)).reduce((sum, row) => sum + row.answers, 0);
  const counts = quarters.map((quarter) => [
    ...choices.map((code) => at(quarter, (row) => row.choice === code)),
    at(quarter, (row) => row.declined),
    at(quarter, (row) => row.choice === null && !row.declined),
  ]);
  const cells: readonly (readonly (number | null)[])[] = whole
    ? counts
    : protect(counts, threshold, 'both').cells;
  return quarters.map((from, index) => {
    const row = cells[index] ?? [];
    const numbers = row.at(-1) ?? null;
    const median = rows.find((one) => one.quarter === from && one.median !== null)?.median ?? null;
    return {
      from,
      counts: row.slice(0, choices.length),
      declined: row.at(-2) ?? null,
      answers: choices.length > 0 ? null : numbers,
      median: numbers === null ? null : median,
    };
  });
}

/** Every choice a question ever had, under the name it bore last. */
function choicesOf(versions: readonly Question[]) {
  const names = new Map<string, { en: string; fr: string } | null>();
  for (const version of versions)
    for (const code of choiceCodes(version))
      if (!names.has(code)) names.set(code, version.choices?.find((one) => one.code === code)?.name ?? null);
  return [...names].map(([code, name]) => ({ code, name }));
}

/** How a question was answered. */
export const answerCounts: Cases['answerCounts'] = async (tx, { code, siteId, from, to }) => {
  const versions = (await bankOf(tx)).versionsOf(code);
  const question = found(versions[0], 'care.noSuchQuestion');
  if (question.kind === 'text' || question.kind === 'day') throw refuse('invalid', 'care.notCounted');
  const everywhere = tx.actor.roles.some((held) => across.has(held.role));
  const reach = (await siteCatalogue(tx)).filter((site) => everywhere || tx.actor.siteIds.includes(site.id));
  const sites = reach.filter((site) => siteId === null || site.id === siteId);
  if (siteId !== null) found(sites[0], 'care.noSuchSite');
  const siteIds = sites.map((site) => site.id);
  const rows = await countsOf(tx, { code, siteIds, from, to });
  const choices = choicesOf(versions);
  const codes = choices.map((one) => one.code);
  const shown = sites
    .map((site) => {
      const mine = rows.filter((row) => row.siteId === site.id);
      return {
        siteId: site.id,
        siteName: site.name,
        quarters: quartersOf(mine, codes, worksAt(tx, site.id)),
      };
    })
    .filter((site) => site.quarters.length > 0);
  return { question, choices, sites: shown, heldBack: siteIds.some((id) => !worksAt(tx, id)) };
};
