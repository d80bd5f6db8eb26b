import { cleanText } from '../model.ts';
import { type Column, folded, nameAtMost, single, wordingAtMost } from './columns.ts';
import { dayIn, numberIn } from './dates.ts';

/** Why a row is not taken in; `reason.<name>` in the words says it, `column` names where. */
export type RowFault = {
  readonly reason:
    | 'cells'
    | 'key'
    | 'twice'
    | 'site'
    | 'date'
    | 'value'
    | 'long'
    | 'nothing'
    | 'other'
    | 'who'
    | 'withdrew';
  readonly column?: string;
};

/** One row of a survey as it will be kept. Nothing in it is stored yet. */
export type Answered = {
  readonly row: number;
  readonly pseudonym: string | null;
  readonly identity: string | null;
  readonly siteId: string | null;
  readonly part: string | null;
  readonly on: string | null;
  readonly language: string | null;
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly answers: readonly { readonly question: string; readonly text: string }[];
  /** How it was sent, when it was asked here: by which link, under which name of its own, in answer to which edition. */
  readonly asked?: { readonly linkId: string; readonly sentAs: string; readonly edition: number };
};

/** The places a site column may name, folded codes and names, with their ids. */
export type Places = ReadonlyMap<string, string>;

const answerAtMost = 100_000;

/** Why columns cannot be taken as told: one that is not there, one told twice, or two of a use that stands for one. */
export function columnFault(
  columns: readonly Column[],
  headings: readonly string[],
): { reason: 'unknown' | 'repeated' | 'empty'; column: string } | undefined {
  const known = new Set(headings);
  const told = new Set<string>();
  const uses = new Set<string>();
  for (const { heading, use } of columns) {
    if (!known.has(heading)) return { reason: 'unknown', column: heading };
    const kept =
      use === 'ignore' ? heading : `${use} ${heading.slice(0, use === 'open' ? wordingAtMost : nameAtMost)}`;
    const second = uses.has(use) && (single as readonly string[]).includes(use);
    if (told.has(heading) || told.has(kept) || second) return { reason: 'repeated', column: heading };
    told.add(heading).add(kept);
    uses.add(use);
  }
  return ['open', 'variable', 'pseudonym', 'identity'].some((use) => uses.has(use))
    ? undefined
    : { reason: 'empty', column: '' };
}

/** Reads every row of a survey as its columns say: what fits, and what does not with its number and reason. Blank rows are passed over. */
export function fitRows(
  table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
  columns: readonly Column[],
  places: Places,
): { fits: Answered[]; faults: (RowFault & { readonly row: number })[] } {
  const at = new Map(table.columns.map((heading, index) => [heading, index]));
  const asked = columns.map((column) => ({ ...column, at: at.get(column.heading) ?? -1 }));
  const met = new Set<string>();
  const fits: Answered[] = [];
  const faults: (RowFault & { row: number })[] = [];
  table.rows.forEach((cells, index) => {
    const row = index + 1;
    if (cells.every((cell) => cell.trim() === '')) return;
    const extra = cells.slice(table.columns.length).some((cell) => cell.trim() !== '');
    const one = extra ? ({ reason: 'cells' } as const) : fitRow(row, cells, asked, places);
    if ('reason' in one) return void faults.push({ row, ...one });
    const key = one.identity === null ? one.pseudonym : folded(one.identity);
    if (key !== null && met.has(key)) return void faults.push({ row, reason: 'twice' });
    if (key !== null) met.add(key);
    fits.push(one);
  });
  return { fits, faults };
}

type Asked = Column & { readonly at: number };

function fitRow(
  row: number,
  cells: readonly string[],
  columns: readonly Asked[],
  places: Places,
): Answered | RowFault {
  const values: { name: string; value: string }[] = [];
  const answers: { question: string; text: string }[] = [];
  const said: Record<string, string | null> = {};
  for (const column of columns) {
    const cell = cleanText(cells[column.at] ?? '').trim();
    if (column.use === 'ignore' || cell === '') continue;
    const taken = cellOf(column, cell, places);
    if ('reason' in taken) return { ...taken, column: column.heading };
    if (column.use === 'open')
      answers.push({ question: column.heading.slice(0, wordingAtMost), text: taken.is });
    else if (column.use === 'variable')
      values.push({ name: column.heading.slice(0, nameAtMost), value: taken.is });
    else said[column.use] = taken.is;
  }
  const of = (use: string): string | null => said[use] ?? null;
  const nobody = of('pseudonym') === null && of('identity') === null;
  if (nobody && columns.some(({ use }) => use === 'pseudonym' || use === 'identity'))
    return { reason: 'key' };
  if (nobody && answers.length === 0 && values.length === 0) return { reason: 'nothing' };
  return {
    row,
    pseudonym: of('pseudonym'),
    identity: of('identity'),
    siteId: of('site'),
    part: of('part'),
    on: of('date'),
    language: of('language'),
    values,
    answers,
  };
}

function cellOf(column: Asked, cell: string, places: Places): { is: string } | Pick<RowFault, 'reason'> {
  const or = (value: string | undefined, reason: RowFault['reason']) =>
    value === undefined ? { reason } : { is: value };
  switch (column.use) {
    case 'pseudonym':
      return or(cell.length <= 80 ? cell : undefined, 'long');
    case 'identity':
      return or(cell.length <= 200 ? cell : undefined, 'long');
    case 'site':
      return or(places.get(folded(cell)), 'site');
    case 'date':
      return or(dayIn(cell, column.order), 'date');
    case 'language':
      return { is: languageIn(folded(cell)) };
    case 'part':
      return or(cell.length <= 120 ? cell : undefined, 'long');
    case 'open':
      return or([...cell].length <= answerAtMost ? cell : undefined, 'long');
    case 'variable':
      return valueOf(column, cell);
    case 'ignore':
      return { is: '' };
  }
}

function languageIn(cell: string): string {
  if (/^(fr|fra|french|francais)\b/.test(cell)) return 'fr';
  return /^(en|eng|english|anglais)\b/.test(cell) ? 'en' : cell.slice(0, 20);
}

function valueOf({ kind, order }: Asked, cell: string): { is: string } | Pick<RowFault, 'reason'> {
  const value =
    kind === 'number'
      ? numberIn(cell)
      : kind === 'date'
        ? dayIn(cell, order)
        : cell.length <= (kind === 'choice' ? 80 : 2_000)
          ? cell
          : undefined;
  return value === undefined ? { reason: 'value' } : { is: value };
}
