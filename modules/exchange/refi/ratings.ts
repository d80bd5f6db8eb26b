import { childrenOf, type Element } from './elements.ts';
import { guidFor, guidOf } from './guid.ts';
import { variableOf } from './own.ts';

/** The parts of a rating; each is a variable of the case that stands for the site or the participant. */
export const ratingFields = ['value', 'summary', 'rationale', 'quotes'] as const;
export type RatingField = (typeof ratingFields)[number];

/** Which part of which rating a variable holds: the GUID of the construct's code, and of whoever rated; nobody for the team. */
export type RatingMark = {
  readonly field: RatingField;
  readonly code: string;
  readonly by: string | undefined;
};

/** A variable of ratings, with the GUID it has in every file. */
export const ratingVariable = ({ field, code, by }: RatingMark): string =>
  guidFor('rating', field, code, by ?? 'team');

/** The case that stands for a site. */
export const siteCase = (siteCode: string): string => guidFor('site', siteCode);

const head = 'Tributary rating';

/** The description that tells what a variable holds, for people of other tools and for reading it back. */
export const describeRating = ({ field, code, by }: RatingMark): string =>
  `${head} ${field}, code ${code}, by ${by ?? 'team'}`;

/** Reads such a description; nothing for any other. */
export function markOf(description: string | undefined): RatingMark | undefined {
  const parts = new RegExp(`^${head} ([a-z]+), code (\\S+), by (\\S+)$`).exec(description?.trim() ?? '');
  const field = ratingFields.find((one) => one === parts?.[1]);
  const code = guidOf(parts?.[2]);
  const by = parts?.[3] === 'team' ? undefined : guidOf(parts?.[3]);
  if (field === undefined || code === undefined || (by === undefined && parts?.[3] !== 'team'))
    return undefined;
  return { field, code, by };
}

/** True for a variable that holds part of a rating. */
export const isRatingVariable = (element: Element): boolean =>
  element.name === 'Variable' &&
  markOf(element.children.find((child) => child.name === 'Description')?.text) !== undefined;

/** A rating as a case holds it. */
export type RatingRead = Pick<RatingMark, 'code' | 'by'> & Partial<Record<RatingField, string>>;

/** The ratings on a case, by the variables of the file. */
export function ratingsOn(one: Element, variables: ReadonlyMap<string, RatingMark>): RatingRead[] {
  const found = new Map<string, RatingRead>();
  for (const value of childrenOf(one, 'VariableValue')) {
    const mark = variables.get(variableOf(value) ?? '');
    const text = value.children.find((child) => child.name === 'TextValue')?.text;
    if (mark === undefined || text === undefined) continue;
    const { code, by, field } = mark;
    const key = `${code} ${by ?? ''}`;
    found.set(key, { ...(found.get(key) ?? { code, by }), [field]: text });
  }
  return [...found.values()];
}

/** The variables of a file that hold ratings, by GUID. */
export function ratingVariables(others: readonly Element[]): Map<string, RatingMark> {
  return new Map(
    others.flatMap((element) => {
      const guid = guidOf(element.attributes['guid']);
      const mark = markOf(element.children.find((child) => child.name === 'Description')?.text);
      return element.name !== 'Variable' || guid === undefined || mark === undefined ? [] : [[guid, mark]];
    }),
  );
}
