import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Locale, say } from '../../../../kernel/words.ts';
import type { Participation, Tally } from '../../contract.ts';
import type { Standing } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { participationOf } from './queries.ts';

type Line = {
  readonly part: string | null;
  readonly siteId: string | null;
  readonly standing: Standing;
  readonly people: number;
};

/** The participation of a study, as far as whoever is acting sees its people: all of it for those who study it. */
export async function participationIn(
  tx: Tx,
  studyId: string,
  locale: Locale = tx.actor.locale,
): Promise<Participation> {
  const lines = await participationOf(tx, studyId);
  const groups = Map.groupBy(lines, ({ part, siteId }) => JSON.stringify([part, siteId]));
  const rows = [...groups.values()].map((group) => ({
    part: group[0]?.part ?? null,
    siteId: group[0]?.siteId ?? null,
    ...tallyOf(group),
  }));
  rows.sort(
    (left, right) =>
      (left.part ?? '').localeCompare(right.part ?? '', locale) ||
      (left.siteId ?? '').localeCompare(right.siteId ?? ''),
  );
  const whole = tallyOf(lines);
  return { studyId, ...whole, sentence: sentenceOf(whole, locale), rows };
}

/** Adds up lines of people. */
export function tallyOf(lines: readonly Pick<Line, 'standing' | 'people'>[]): Tally {
  const counts = { invited: 0, took_part: 0, declined: 0, missing: 0, withdrew: 0 };
  for (const { standing, people } of lines) counts[standing] += people;
  const asked = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { asked, counts, rate: asked === 0 ? null : counts.took_part / asked };
}

/** Participation as a methods section says it. */
export function sentenceOf({ asked, counts, rate }: Tally, locale: Locale): string {
  if (rate === null) return say(words, 'participation.nobody', locale);
  const percent = new Intl.NumberFormat(`${locale}-CA`, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(rate);
  const { took_part: took, declined, missing, withdrew, invited } = counts;
  const facts = { asked, took, percent, declined, missing, withdrew, waiting: invited };
  const whole = say(words, 'participation.sentence', locale, facts);
  return invited === 0 ? whole : `${whole} ${say(words, 'participation.waiting', locale, facts)}`;
}
