import { setImmediate } from 'node:timers/promises';
import type { Findable } from '../findable.ts';
import { findable } from '../findable.ts';
import type { DirectoryRecord, DirectoryRecords } from '../model.ts';
import type { SaidHere } from './records/queries.ts';
import { weekText } from '../week.ts';
import { gather } from './gather.ts';
import type { Card, Gathered } from './gather.ts';

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
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
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
  'latitudes',
  'longitudes',
];

const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** How many services are made findable before others get a turn, in a large directory a fraction of a second each. */
const atOnce = 100;

/**
 * Makes every service among the records findable; what people here said of its conditions and groups outweighs its texts. Works in
 * pieces, so that the database and other requests need not wait for all of it.
 */
export async function finderRows(
  records: DirectoryRecords,
  reachOf: (serviceId: string) => string,
  said: ReadonlyMap<string, SaidHere> = new Map(),
): Promise<FinderRow[]> {
  const gathered = gather(records);
  const rows: FinderRow[] = [];
  for (let start = 0; start < records.service.length; start += atOnce) {
    for (const service of records.service.slice(start, start + atOnce))
      rows.push(rowOf(service, gathered(service), { reach: reachOf(service.id), own: said.get(service.id) }));
    await setImmediate();
  }
  return rows;
}

type Beside = { readonly reach: string; readonly own: SaidHere | undefined };

function rowOf(service: DirectoryRecord, { texts, card }: Gathered, { reach, own }: Beside): FinderRow {
  const read = findable(texts);
  return {
    id: service.id,
    ...read,
    marks: own?.conditions ?? read.marks,
    groups: own?.groups ?? read.groups,
    minimum_age: number(service.minimum_age),
    maximum_age: number(service.maximum_age),
    status: String(service.status),
    reach,
    assured_on: typeof service.assured_date === 'string' ? service.assured_date : null,
    languages: texts.languageCodes,
    week: weekText(card.hours),
    card,
    latitudes: card.points.map(({ latitude }) => latitude),
    longitudes: card.points.map(({ longitude }) => longitude),
  };
}
