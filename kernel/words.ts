/** The languages of the product; every visible word exists in both. */
export type Locale = 'en' | 'fr';
export const locales: readonly Locale[] = ['en', 'fr'];

/** One module's visible words: a flat key, both languages side by side, equal holes in each. */
export type Words = Readonly<Record<string, { readonly en: string; readonly fr: string }>>;

/** The value that fills a hole of a sentence. */
export type Fill = Readonly<Record<string, string | number>>;

/** The names of the holes of a sentence, `{count}`. */
export function holesOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{([a-zA-Z0-9]+)\}/g)].map((match) => match[1] ?? '').sort();
}

/** Says a key in a language with its holes filled; numbers are written as that language writes them. */
export function say<W extends Words>(
  words: W,
  key: keyof W & string,
  locale: Locale,
  fill: Fill = {},
): string {
  const sentence = words[key]?.[locale] ?? key;
  return sentence.replace(/\{([a-zA-Z0-9]+)\}/g, (hole, name: string) => {
    const value = fill[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? new Intl.NumberFormat(`${locale}-CA`).format(value) : value;
  });
}

/** Picks the language the reader asked for from an Accept-Language header; English when unsure. */
export function localeFrom(header: string | undefined): Locale {
  return /^\s*fr\b/i.test(header ?? '') ? 'fr' : 'en';
}
