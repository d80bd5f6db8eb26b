import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { type CarriedRating, ratingsLeftBehind, ratingsToCarry } from '../../../coding/server/index.ts';
import type { Element } from '../../refi/elements.ts';
import { variableGuid } from '../../refi/own.ts';
import {
  describeRating,
  type RatingField,
  ratingFields,
  type RatingMark,
  ratingVariable,
  siteCase,
} from '../../refi/ratings.ts';
import { textValue } from '../../refi/writeProject.ts';
import { element, elementXml, textElement } from '../../refi/writeXml.ts';
import words from '../../words.json' with { type: 'json' };
import type { Leaving } from './gather.ts';
import { originsOf } from './queries.ts';

/** Ratings on their way out: a variable for each part of what is rated, and its values on the cases they are about. */
export type RatingsOut = {
  readonly variables: readonly string[];
  readonly siteCases: readonly string[];
  /** The values for a participant, by the id in the study. */
  readonly valuesOf: (participantId: string) => readonly Element[];
  readonly count: number;
};

/** Writes the ratings of a study as variables of cases, as REFI-QDA has no ratings; says what else of them is left behind. */
export async function ratingsOut(
  tx: Tx,
  leaving: Leaving,
  places: ReadonlyMap<string, string>,
): Promise<RatingsOut> {
  const { study, losses, codeGuids, userOf } = leaving;
  const all = await ratingsToCarry(tx, study.id);
  const ratings = all.filter((one) => codeGuids.has(one.construct));
  losses.add('Rating', 'noSuchCode', all.length - ratings.length);
  const left = await ratingsLeftBehind(tx, study.id);
  losses.add('Domain summary', 'notCarried', left.summaries);
  losses.add('Site standing', 'notCarried', left.standings);
  losses.add('Distinguishing verdict', 'notCarried', left.verdicts);
  const origins = await originsOf(
    tx,
    study.id,
    ratings.flatMap((one) => one.quotes),
  );
  const variables = new Map<string, string>();
  const valueOf = (rating: CarriedRating, field: RatingField): Element[] => {
    const text = textOf(rating, field, (id) => origins.get(id)?.guid ?? id);
    if (text === '') return [];
    const by = rating.layer === 'consensus' ? undefined : userOf(rating.analyst, rating.accountId);
    const mark = { field, by, code: codeGuids.get(rating.construct) ?? '' };
    variables.set(ratingVariable(mark), variableXml(tx, leaving, mark));
    return [textValue(ratingVariable(mark), text)];
  };
  const bySubject = Map.groupBy(ratings, (one) => one.participantId ?? one.siteId ?? '');
  const values = new Map(
    [...bySubject].map(([subject, of]) => [
      subject,
      of.flatMap((rating) => ratingFields.flatMap((field) => valueOf(rating, field))),
    ]),
  );
  const siteCases = [...places].flatMap(([siteId, code]) => {
    const rated = values.get(siteId);
    if (rated === undefined) return [];
    const own = textValue(variableGuid('site'), code);
    const inner = [own, ...rated].map(elementXml).join('');
    return [element('Case', { guid: siteCase(code), name: code }, inner)];
  });
  return {
    variables: [...variables.values()],
    siteCases,
    valuesOf: (participantId) => values.get(participantId) ?? [],
    count: ratings.length,
  };
}

function textOf(rating: CarriedRating, field: RatingField, guidOf: (codingId: string) => string): string {
  if (field === 'quotes') return rating.quotes.map(guidOf).join(' ');
  return rating[field] ?? '';
}

function variableXml(tx: Tx, { codes, users }: Leaving, mark: RatingMark): string {
  const { locale } = tx.actor;
  const who =
    mark.by === undefined
      ? say(words, 'rating.team', locale)
      : (users.find((user) => user.guid === mark.by)?.name ?? '');
  const code = codes.find((one) => one.guid === mark.code)?.name ?? '';
  const name = `${code} · ${say(words, `rating.${mark.field}`, locale)} · ${who}`;
  return element(
    'Variable',
    { guid: ratingVariable(mark), name, typeOfVariable: 'Text' },
    textElement('Description', describeRating(mark)),
  );
}
