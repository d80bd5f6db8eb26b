import type { Findable } from '../findable.ts';
import { findable } from '../findable.ts';
import type { DirectoryRecords } from '../model.ts';
import type { SaidHere } from './records/queries.ts';
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
  readonly minimum_age: number | null;
  readonly maximum_age: number | null;
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
  'groups',
  'minimum_age',
  'maximum_age',
  'languages',
  'week',
  'card',
];

const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** Makes every service among the records findable; what people here said of its conditions and groups outweighs its texts. */
export function finderRows(
  records: DirectoryRecords,
  reachOf: (serviceId: string) => string,
  said: ReadonlyMap<string, SaidHere> = new Map(),
): FinderRow[] {
  const gathered = gather(records);
  return records.service.map((service) => {
    const { texts, card } = gathered(service);
    const own = said.get(service.id);
    const read = findable(texts);
    return {
      id: service.id,
      ...read,
      marks: own?.conditions ?? read.marks,
      groups: own?.groups ?? read.groups,
      minimum_age: number(service.minimum_age),
      maximum_age: number(service.maximum_age),
      status: String(service.status),
      reach: reachOf(service.id),
      assured_on: typeof service.assured_date === 'string' ? service.assured_date : null,
      languages: texts.languageCodes,
      week: weekText(card.hours),
      card,
    };
  });
}
