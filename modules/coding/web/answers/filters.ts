import type { AnswerRow } from '../../contract.ts';

const occasions = ['start', 'six_months', 'year', 'leaving', 'other'] as const;
type Occasion = (typeof occasions)[number];

/** The occasion of the survey a text belongs to; nothing for other texts. */
export function occasionOf(row: AnswerRow): Occasion | undefined {
  return occasions.find((one) => one === row.occasion);
}

/** What of a row a filter looks at: its question, its occasion, its language or one of its variables. */
const partsOf = (row: AnswerRow): string[] => [
  ...(row.question === null ? [] : [`question=${row.question}`]),
  ...(row.occasion === null ? [] : [`occasion=${row.occasion}`]),
  ...(row.language === null ? [] : [`language=${row.language}`]),
  ...row.values.map(({ variableId, value }) => `${variableId}=${value}`),
];

/** True when a row has what is asked for. */
export function holds(row: AnswerRow, filter: string): boolean {
  return partsOf(row).includes(filter);
}

const mostValues = 40;

/** What rows can be narrowed to: every question, occasion, language and variable with what was answered; a variable with too many answers is left out. */
export function filtersOf(
  rows: readonly AnswerRow[],
  variables: readonly { id: string; name: string }[],
  said: {
    question: string;
    occasion: string;
    language: string;
    occasionName: (occasion: Occasion) => string;
  },
): { value: string; label: string; group: string }[] {
  const parts = [...new Set(rows.flatMap(partsOf))].sort((left, right) => left.localeCompare(right));
  const groups = new Map([
    ['question', said.question],
    ['occasion', said.occasion],
    ['language', said.language],
    ...variables.map(({ id, name }) => [id, name] as const),
  ]);
  const nameOf = (key: string, value: string): string => {
    const occasion = key === 'occasion' ? occasions.find((one) => one === value) : undefined;
    return occasion === undefined ? value : said.occasionName(occasion);
  };
  return [...groups].flatMap(([key, group]) => {
    const own = parts.filter((part) => part.startsWith(`${key}=`));
    if (own.length > mostValues) return [];
    return own.map((value) => ({
      value,
      label: `${group}: ${nameOf(key, value.slice(key.length + 1))}`,
      group,
    }));
  });
}
