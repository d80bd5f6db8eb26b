import type { Kind, Value } from '../../directory/model.ts';
import { afternoon, readByday, readDays, readTime } from './hours.ts';
import { readLanguage } from './languages.ts';
import { readPhone } from './values.ts';
import type { Why } from './raw.ts';

/** The non-blank cells of one record under our column names, open for putting in order. */
export type Cells = Record<string, string>;

/** What putting a record in order needed: notes, values with no text form, or the reason it cannot be loaded. */
export type Ordered = {
  readonly notes: string[];
  readonly values: Record<string, Value>;
  readonly refused?: Why;
};

const done = (notes: string[] = [], values: Record<string, Value> = {}): Ordered => ({ notes, values });
const no = (key: string, text: string): Ordered => ({
  notes: [],
  values: {},
  refused: { key, facts: { text } },
});

const statuses = ['active', 'inactive', 'defunct', 'temporarily closed'];

function service(cells: Cells): Ordered {
  const status = (cells.status ?? '').toLowerCase().replaceAll('_', ' ');
  if (status !== '' && !statuses.includes(status)) return no('unknownStatus', cells.status ?? '');
  cells.status = status === '' ? 'active' : status;
  return done(status === '' ? ['statusBlank'] : []);
}

const places = ['physical', 'postal', 'virtual'];

function placeType(cells: Cells, column: 'location_type' | 'address_type'): Ordered {
  const type = (cells[column] ?? '').toLowerCase();
  cells[column] = places.includes(type) ? type : 'physical';
  return done(places.includes(type) ? [] : ['placeTypeBlank']);
}

function location(cells: Cells): Ordered {
  const ordered = placeType(cells, 'location_type');
  const far = Math.abs(Number(cells.latitude ?? 0)) > 90 || Math.abs(Number(cells.longitude ?? 0)) > 180;
  if (!far) return ordered;
  cells['source latitude'] = cells.latitude ?? '';
  cells['source longitude'] = cells.longitude ?? '';
  delete cells.latitude;
  delete cells.longitude;
  return done([...ordered.notes, 'offTheMap']);
}

function address(cells: Cells): Ordered {
  const lines = [cells.address_2, cells.address_3, cells.address_4].filter((line) => line !== undefined);
  delete cells.address_3;
  delete cells.address_4;
  if (lines.length > 0) cells.address_2 = lines.join(', ');
  const ordered = placeType(cells, 'address_type');
  return lines.length > 1 ? done([...ordered.notes, 'addressLinesJoined']) : ordered;
}

function phone(cells: Cells): Ordered {
  if (cells.number === undefined) return done();
  const read = readPhone(cells.number);
  if (read === undefined) return no('noDigits', cells.number);
  const apart = read.extension !== '' && cells.extension === undefined;
  const notes = apart ? ['extensionApart'] : read.number === cells.number ? [] : ['quotesTakenOff'];
  if (apart) cells.extension = read.extension;
  if (apart || read.extension === '') cells.number = read.number;
  return done(notes);
}

function language(cells: Cells): Ordered {
  const read = readLanguage(cells.name ?? '', cells.code ?? '');
  if (read.code !== null) cells.code = read.code;
  return done(read.code === null && cells.name !== undefined ? ['languageFreeText'] : [], {
    codes: read.codes,
  });
}

function schedule(cells: Cells, table: string): Ordered {
  const notes: string[] = [];
  if (cells.byday !== undefined) {
    const read = table === 'regular_schedule' ? readDays(cells.byday) : readByday(cells.byday);
    if (read === undefined) return no('unreadDay', cells.byday);
    cells.byday = read;
  }
  for (const column of ['opens_at', 'closes_at'] as const) {
    const given = cells[column];
    if (given === undefined) continue;
    const read = readTime(given);
    if (read === undefined) return no(column === 'opens_at' ? 'unreadOpening' : 'unreadClosing', given);
    const time =
      column === 'closes_at' && cells.opens_at !== undefined ? afternoon(cells.opens_at, read) : read.time;
    if (time !== read.time) notes.push('closingAfternoon');
    else if (given !== read.time && given !== `${read.time}:00`) notes.push('timeRewritten');
    if (read.rest !== '') {
      cells.notes = [cells.notes, read.rest].filter((part) => part !== undefined).join('; ');
      notes.push('timeRemark');
    }
    cells[column] = time;
  }
  return done(notes);
}

const byKind: Partial<Record<Kind, (cells: Cells, table: string) => Ordered>> = {
  service,
  location,
  address,
  phone,
  language,
  schedule,
};

/** Puts the cells of one record in order, in place, as its kind needs it. */
export function order(kind: Kind, table: string, cells: Cells): Ordered {
  return byKind[kind]?.(cells, table) ?? done();
}
