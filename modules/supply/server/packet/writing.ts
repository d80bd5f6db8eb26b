import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Fill, type Locale, say } from '../../../../kernel/words.ts';
import { identitiesOf } from '../../../people/server/index.ts';
import type { SectionKey } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { recordWords } from '../terms.ts';
import { type Period, zoneOf } from './packetQueries.ts';

/** One section: its heading, the heads of its columns, and rows of plain text in the reader's order. */
export type Section = {
  readonly key: SectionKey;
  readonly heading: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Whose records, when, and in which language. */
export type Reading = {
  readonly clients: readonly { clientId: string; siteId: string }[];
  readonly period: Period;
  readonly locale: Locale;
};

export type Key = keyof typeof words;

/** How codes, days, moments and people are written in a packet. */
export async function writing(tx: Tx, { clients, locale }: Reading) {
  const ids = clients.map((client) => client.clientId);
  const list = new Map((await recordWords(tx)).codes.map((one) => [one.code, one.name[locale]]));
  const identities = await identitiesOf(tx, ids, ['name', 'birth_date']);
  const { timeZone } = await zoneOf(tx);
  const moment = new Intl.DateTimeFormat(`${locale}-CA`, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  });
  const day = new Intl.DateTimeFormat(`${locale}-CA`, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    ids,
    locale,
    say: (key: Key, fill: Fill = {}) => say(words, key, locale, fill),
    code: (code: string | null) => (code === null ? '' : (list.get(code) ?? code)),
    client: (id: string) => identities.get(id)?.name ?? '',
    birth: (id: string) => identities.get(id)?.birthDate ?? '',
    day: (value: string | null) => (value === null ? '' : day.format(new Date(`${value}T00:00:00Z`))),
    moment: (value: Date) => moment.format(value),
    withdrawn: (row: { voided: boolean; correction: string | null }) =>
      row.correction === null
        ? ''
        : say(words, row.voided ? 'packet.withdrawn' : 'packet.putRight', locale, { reason: row.correction }),
  };
}

/** A way to write, bound to a reading. */
export type Writing = Awaited<ReturnType<typeof writing>>;

/** A section with its heads in the reader's language. */
export function section(
  write: Writing,
  key: SectionKey,
  columns: readonly Key[],
  rows: readonly (readonly string[])[],
): Section {
  return {
    key,
    heading: write.say(`section.${key}`),
    head: columns.map((column) => write.say(column)),
    rows,
  };
}

/** True for a day of the period. */
export const during = ({ from, to }: Period, day: string) => day >= from && day < to;
