import type { Findable } from '../findable.ts';
import { findable } from '../findable.ts';
import type { DirectoryRecords } from '../model.ts';
import { weekText } from '../week.ts';
import { gather } from './gather.ts';
import type { Card } from './gather.ts';

/** A row of `directory.finder`: the words, conditions, languages and hours by which a service is found, and the card it is shown with. */
export type FinderRow = Omit<Findable, 'marks'> & {
  readonly id: string;
  readonly status: string;
  readonly reach: string;
  readonly assured_on: string | null;
  readonly marks: readonly string[];
  readonly languages: readonly string[];
  readonly week: string;
  readonly card: Card;
};

/** The columns of a finder row that an import decides. */
export const finderColumns = [
  'name',
  'needs',
  'body',
  'status',
  'reach',
  'assured_on',
  'marks',
  'languages',
  'week',
  'card',
];

/** Makes every service among the records findable. */
export function finderRows(records: DirectoryRecords, reach: string): FinderRow[] {
  const gathered = gather(records);
  return records.service.map((service) => {
    const { texts, card } = gathered(service);
    return {
      id: service.id,
      ...findable(texts),
      status: String(service.status),
      reach,
      assured_on: typeof service.assured_date === 'string' ? service.assured_date : null,
      languages: texts.languageCodes,
      week: weekText(card.hours),
      card,
    };
  });
}
