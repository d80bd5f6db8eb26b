import given from '../../definitions/links/needs.json' with { type: 'json' };
import { plain, stem } from './plain.ts';

type Both = { readonly en: readonly string[]; readonly fr: readonly string[] };

/** A need or a condition by its code, named in both languages. */
export type Named = { readonly code: string; readonly name: { readonly en: string; readonly fr: string } };

/** The needs people ask for, in the order they are offered. */
export const needs: readonly Named[] = given.needs;

/** The conditions a service may meet (no ID needed, step-free …); a service carries the codes of those its texts speak of. */
export const conditions: readonly Named[] = given.conditions;

/** The gender groups a service may be for; one that names none is for everybody, or does not say. */
export const groups: readonly Named[] = given.groups;

const phrases = (words: Both) => [...words.en, ...words.fr].map(plain);
const stems = (phrase: string) => phrase.split(' ').map(stem).join(' ');

const byPhrase = new Map<string, { needs: Set<string>; words: Set<string> }>();
for (const need of given.needs) {
  const words = phrases(need.words);
  for (const word of words) {
    const known = byPhrase.get(stems(word)) ?? { needs: new Set<string>(), words: new Set<string>() };
    known.needs.add(need.code);
    for (const other of words) known.words.add(other);
    byPhrase.set(stems(word), known);
  }
}

/** What a phrase means: the needs it names, and every word for them in both languages; undefined when it names none. */
export function meaningOf(
  phrase: string,
): { readonly needs: readonly string[]; readonly words: readonly string[] } | undefined {
  const known = byPhrase.get(stems(phrase));
  return known === undefined ? undefined : { needs: [...known.needs], words: [...known.words] };
}

/** Single words of the list, for reading misspelt ones. */
export const needWords: readonly string[] = [
  ...new Set(given.needs.flatMap(({ words }) => phrases(words).filter((word) => !word.includes(' ')))),
];

/** Words that carry no meaning in a question. */
export const smallWords: ReadonlySet<string> = new Set(phrases(given.small));

type Cue = {
  readonly phrase: string;
  readonly mark?: string;
  readonly day?: string;
  readonly time?: string;
  readonly checked?: number;
  readonly now?: true;
};

/** Phrases that set a condition or a time instead of naming a need, longest first. */
export const cues: readonly Cue[] = [
  ...given.conditions.flatMap(({ code, asked }) => phrases(asked).map((phrase) => ({ phrase, mark: code }))),
  ...given.days.flatMap(({ code, words }) => phrases(words).map((phrase) => ({ phrase, day: code }))),
  ...given.hours.flatMap(({ at, words }) => phrases(words).map((phrase) => ({ phrase, time: at }))),
  ...given.checked.flatMap(({ days, words }) => phrases(words).map((phrase) => ({ phrase, checked: days }))),
  ...phrases(given.now).map((phrase) => ({ phrase, now: true as const })),
].sort((left, right) => right.phrase.length - left.phrase.length);

const said = given.conditions
  .flatMap((condition) =>
    phrases(condition.said).map((phrase) => ({ phrase, code: condition.code, where: condition.where })),
  )
  .sort((left, right) => right.phrase.length - left.phrase.length)
  .map(({ phrase, ...one }) => ({ ...one, alone: ` ${phrase} `, many: ` ${phrase}s ` }));

/** The conditions a service's own texts speak of. A longer phrase uses its words up, so that "no referral" is not read as "referral". */
export function marksOf(texts: { readonly entry: string; readonly place: string }): string[] {
  const left: Record<string, string> = { entry: ` ${plain(texts.entry)} `, place: ` ${plain(texts.place)} ` };
  const marks = new Set<string>();
  for (const { alone, many, code, where } of said) {
    const text = left[where] ?? '';
    if (!text.includes(alone) && !text.includes(many)) continue;
    marks.add(code);
    left[where] = text.replaceAll(alone, ' . ').replaceAll(many, ' . ');
  }
  return [...marks].sort();
}

const saidOfGroups = given.groups.flatMap(({ code, said: ways }) =>
  phrases(ways).map((phrase) => ({ phrase, code })),
);

/** The gender groups a service's own texts say it is for. */
export function groupsOf(entry: string): string[] {
  const text = ` ${plain(entry)} `;
  const codes = saidOfGroups.filter(({ phrase }) => text.includes(` ${phrase} `)).map(({ code }) => code);
  return [...new Set(codes)].sort();
}
