import type { Said } from '../shapes/header.ts';

/** A bilingual text and where it stands. */
export type Placed = { readonly at: string; readonly said: Said };

/** Every text in both languages inside a definition, with its place. */
export function textsIn(value: unknown, at = ''): Placed[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => textsIn(one, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const here = value as Readonly<Record<string, unknown>>;
  const below = Object.entries(here).flatMap(([key, one]) => textsIn(one, at === '' ? key : `${at}.${key}`));
  if (typeof here.en !== 'string' || typeof here.fr !== 'string') return below;
  return [{ at, said: { en: here.en, fr: here.fr } }, ...below];
}

/** The different numbers of a sentence, written alike in both languages: 2,847 and 2 847, 49.9 and 49,9. */
function numbersIn(sentence: string): string {
  const digits = sentence.replace(/(\d)[\u00a0 ,.](?=\d)/g, '$1').match(/\d+/g) ?? [];
  return [...new Set(digits)].sort().join(' ');
}

/** True when both sentences hold numbers and they are not the same; one language may spell a number out. */
function numbersDiffer(said: Said): boolean {
  const [en, fr] = [numbersIn(said.en), numbersIn(said.fr)];
  return en !== '' && fr !== '' && en !== fr;
}

/** What is wrong with the two languages of a text: one missing, left untranslated, other numbers, or French without its spaces. */
export function languageFaults(texts: readonly Placed[]): string[] {
  return texts.flatMap(({ at, said }) => {
    const faults: string[] = [];
    if (said.en.trim() === '' || said.fr.trim() === '') faults.push(`${at}: a language is empty`);
    if (said.en === said.fr && said.en.split(/\s+/).length > 3) faults.push(`${at}: not translated`);
    if (numbersDiffer(said)) faults.push(`${at}: the numbers differ between languages`);
    if (/\p{L}'\p{L}/u.test(said.fr) || /[^\u00a0]»|«[^\u00a0]| :/.test(said.fr)) {
      faults.push(`${at}: French typography`);
    }
    return faults;
  });
}
