import { found, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { addDays, asSaid, dayOf } from '../../../kernel/time.ts';
import { type Locale, say } from '../../../kernel/words.ts';
import { measuresFor, seriesOf, sitesInReach, totalOf } from '../../measures/server/index.ts';
import type { Measure } from '../../vocabulary/model.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import { quartersOf, type Report, type ReportChart, sayFigure } from '../model.ts';
import { threshold } from '../../../kernel/suppress.ts';
import words from '../words.json' with { type: 'json' };
import { monthsToLeave, tooSmall } from './small.ts';

/** What a report is asked for. */
export type Asked = {
  readonly program: string;
  readonly siteId: string | null;
  readonly year: number;
  readonly quarter: number;
  readonly locale: Locale;
};

const mostCharts = 4;
const monthsShown = 12;

type Place = { timeZone: string; name: string };

async function placeOf(tx: Tx, asked: Asked): Promise<Place> {
  const column = asked.locale;
  const site =
    asked.siteId === null
      ? undefined
      : await tx.maybe<{ en: string; fr: string }>(
          sql`select name_en as en, name_fr as fr from identity.site_view where community_id = ${tx.actor.communityId} and id = ${asked.siteId}`,
        );
  const community = await tx.one<{ en: string; fr: string; timeZone: string }>(
    sql`select name_en as en, name_fr as fr, time_zone as "timeZone" from identity.community_view where community_id = ${tx.actor.communityId}`,
  );
  const name =
    asked.siteId === null
      ? say(words, 'report.allSites', asked.locale, { community: community[column] })
      : found(site, 'reports.noSuchSite')[column];
  return { timeZone: community.timeZone, name };
}

const monthName = (day: string, locale: Locale) =>
  new Intl.DateTimeFormat(`${locale}-CA`, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

async function chartsOf(
  tx: Tx,
  measures: readonly Measure[],
  siteIds: readonly string[],
  asked: Asked & { to: string },
): Promise<ReportChart[]> {
  const from = `${Number(asked.to.slice(0, 4)) - 1}${asked.to.slice(4)}`;
  const charts: ReportChart[] = [];
  for (const measure of measures.filter((one) => one.window.every === 'month').slice(0, mostCharts)) {
    const series = await seriesOf(tx, measure, { siteIds, from, to: asked.to });
    const points = monthsToLeave(series.slice(-monthsShown), measure.format);
    charts.push({
      key: measure.key,
      name: measure.name[asked.locale],
      unit: measure.unit[asked.locale],
      format: measure.format,
      points: points.map(({ period, value }) => ({ label: monthName(period, asked.locale), value })),
    });
  }
  return charts;
}

/** Counts everything a quarter's report says. Refuses a quarter that has not begun. */
export async function gather(tx: Tx, asked: Asked): Promise<Report> {
  const { locale } = asked;
  const { now, before } = quartersOf(asked.year, asked.quarter);
  const place = await placeOf(tx, asked);
  const today = dayOf(tx.now, place.timeZone);
  if (now.from > today) throw refuse('invalid', 'reports.notYet');
  const until = [now.to, addDays(today, 1)].sort()[0] ?? now.to;
  const siteIds = await sitesInReach(tx, asked.siteId);
  const program = await findDefinition(tx, 'program', { key: asked.program });
  const measures = await measuresFor(tx, asked.program);
  const rows = [];
  for (const measure of measures) {
    const [current, earlier] = [
      await totalOf(tx, measure, { siteIds, from: now.from, to: until }),
      await totalOf(tx, measure, { siteIds, ...before }),
    ];
    const { key, name, unit, rule, format } = measure;
    const written = (figure: typeof current) =>
      tooSmall(figure, format)
        ? say(words, 'report.few', locale, { threshold })
        : sayFigure(figure.value, format, locale);
    rows.push({
      key,
      name: name[locale],
      unit: unit[locale],
      rule: rule[locale],
      now: written(current),
      before: written(earlier),
    });
  }
  const at = (key: keyof typeof words, fill = {}) => say(words, key, locale, fill);
  const quarter =
    asked.quarter === 1
      ? at('report.first', { year: String(asked.year) })
      : at('report.quarter', { quarter: asked.quarter, year: String(asked.year) });
  const calendar = new Intl.DateTimeFormat(`${locale}-CA`, { dateStyle: 'long', timeZone: 'UTC' });
  const day = asSaid(calendar.format(new Date(`${today}T00:00:00Z`)), locale);
  return {
    locale,
    title: at('report.title', { program: program.name[locale] }),
    subtitle: `${place.name} · ${quarter}`,
    madeOn: at('report.madeOn', { day }),
    head: { measure: at('report.measure'), now: at('report.now'), before: at('report.before') },
    headings: { figures: at('report.figures'), charts: at('report.charts'), rules: at('report.rules') },
    rows,
    charts: await chartsOf(tx, measures, siteIds, { ...asked, to: until }),
    notes: [at('report.held'), at('report.dash')],
  };
}
