import { type Column, type ColumnUse, folded, nameAtMost, single, wordingAtMost } from './columns.ts';
import { dayIn, numberIn, orderOf } from './dates.ts';

/** What a column holds, as a person is shown it beside the guess. */
export type Found = Column & {
  readonly filled: number;
  readonly distinct: number;
  readonly samples: readonly string[];
};

type Looked = { readonly heading: string; readonly cells: readonly string[]; readonly distinct: number };
type Rule = { readonly use: ColumnUse; readonly name: RegExp; readonly holds: (one: Looked) => boolean };

const looksAt = 2_000;
const all = (one: Looked, test: (cell: string) => boolean, share = 1): boolean =>
  one.cells.length > 0 && one.cells.filter(test).length >= one.cells.length * share;
const mostly = 0.8;
const half = 0.5;

const address = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);
const phone = (cell: string): boolean =>
  /^[+(]?[\d() .-]{9,20}$/.test(cell) && cell.replace(/\D/g, '').length >= 10;
const isDay = (cell: string): boolean => dayIn(cell, 'dmy') !== undefined || dayIn(cell, 'mdy') !== undefined;
const language = /^(en|fr|eng|fra|english|french|francais|anglais)(-ca)?$/;

const rules: readonly Rule[] = [
  {
    use: 'ignore',
    name: /(^| )(ip|ip address|adresse ip|latitude|longitude|recipient|progress|duration|duree|user agent)( |$)/,
    holds: () => true,
  },
  {
    use: 'identity',
    name: /e ?-?mail|courriel|phone|telephone|^(full |last |first )?name$|^(nom|prenom|nom complet|nom de famille)$/,
    holds: () => true,
  },
  { use: 'identity', name: /^/, holds: (one) => all(one, (cell) => address(cell) || phone(cell), mostly) },
  {
    use: 'pseudonym',
    name: /pseudonym|^id$|_id$| id$|^(participant|respondent|repondant|respid|case)|code/,
    holds: (one) => all(one, (cell) => cell.length <= 40) && one.distinct === one.cells.length,
  },
  { use: 'language', name: /^(lang|langue)/, holds: (one) => all(one, (cell) => cell.length <= 20) },
  { use: 'language', name: /^/, holds: (one) => all(one, (cell) => language.test(folded(cell))) },
  {
    use: 'date',
    name: /date|day|jour|submitted|completed|timestamp|horodat|soumis/,
    holds: (one) => all(one, isDay, mostly),
  },
  {
    use: 'part',
    name: /(^| )(role|part|poste|fonction|job|occupation|profession)( |$)/,
    holds: (one) => one.distinct <= 40,
  },
];

/** What a study knows already: the codes and names of places (folded), the questions it asks and its variables with their kinds. */
export type KnownBefore = {
  readonly sites: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<string, Column['kind']>;
};

/** Guesses what each column of a survey is; a person looks at it and corrects it. What the study knows under this heading stays what it is. */
export function guessColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  known: KnownBefore,
): Found[] {
  const taken = new Set<ColumnUse>();
  return headings.map((heading, index) => {
    const every = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    const cells = every.slice(0, looksAt);
    const one = { heading, cells, distinct: new Set(cells).size };
    const guess = before(one, known) ?? guessed(one, known.sites, taken);
    if ((single as readonly string[]).includes(guess.use)) taken.add(guess.use);
    const samples = [...new Set(cells)].slice(0, 3).map((cell) => [...cell].slice(0, 120).join(''));
    return { heading, ...guess, filled: every.length, distinct: new Set(every).size, samples };
  });
}

function before(
  { heading, cells }: Looked,
  { questions, kinds }: KnownBefore,
): Omit<Column, 'heading'> | undefined {
  const order = orderOf(cells);
  if (questions.has(heading.slice(0, wordingAtMost))) return { use: 'open', kind: 'choice', order };
  const kind = kinds.get(heading.slice(0, nameAtMost));
  return kind && { use: 'variable', kind, order };
}

function guessed(
  one: Looked,
  sites: ReadonlySet<string>,
  taken: ReadonlySet<ColumnUse>,
): Omit<Column, 'heading'> {
  const order = orderOf(one.cells);
  const as = (use: ColumnUse, kind: Column['kind'] = 'choice') => ({ use, kind, order });
  if (one.cells.length === 0) return as('ignore');
  const name = folded(one.heading)
    .replace(/[^a-z0-9@-]+/g, ' ')
    .trim();
  const share = /(^| )(site|where|clinic|clinique|lieu|endroit|location|team|equipe)( |$)/.test(name)
    ? half
    : mostly;
  if (!taken.has('site') && all(one, (cell) => sites.has(folded(cell)), share)) return as('site');
  const rule = rules.find(({ name: named, holds }) => named.test(name) && holds(one));
  if (rule?.use === 'identity' && taken.has('identity')) return as('ignore');
  if (rule !== undefined && !taken.has(rule.use)) return as(rule.use);
  if (all(one, isDay)) return as('variable', 'date');
  if (all(one, (cell) => numberIn(cell) !== undefined)) return as('variable', 'number');
  if (isOpen(one)) return as('open');
  return as('variable', one.distinct <= Math.max(2, Math.min(30, one.cells.length / 2)) ? 'choice' : 'text');
}

/** Somebody's own words: some are long, or most differ and are made of several words. */
function isOpen({ cells, distinct }: Looked): boolean {
  const long = cells.filter((cell) => cell.length > 80).length;
  const sentences = cells.filter((cell) => cell.split(/\s+/).length >= 4).length;
  return (
    long >= Math.max(1, cells.length / 20) || (distinct > cells.length * 0.7 && sentences > cells.length / 3)
  );
}
