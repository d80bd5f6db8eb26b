import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { say } from '../words.ts';
import type { Fill, Locale, Words } from '../words.ts';

const LocaleContext = createContext<{ locale: Locale; choose: (locale: Locale) => void }>({
  locale: 'en',
  choose: () => undefined,
});

/** Sets the reader's language for everything below. */
export function LocaleProvider(props: {
  locale: Locale;
  choose: (locale: Locale) => void;
  children: ReactNode;
}) {
  const { locale, choose } = props;
  const value = useMemo(() => ({ locale, choose }), [locale, choose]);
  return <LocaleContext value={value}>{props.children}</LocaleContext>;
}

/** The reader's language and the way to change it. */
export function useLocale() {
  return useContext(LocaleContext);
}

type Stem<K extends string> = K extends `${infer Before}.other` ? Before : never;

/** A key of one words.json, or the stem of keys that differ by number (`waiting` for `waiting.one` and `waiting.other`). */
export type WordKey<W extends Words> = (keyof W & string) | Stem<keyof W & string>;

/** Says a key of one words.json in the reader's language. */
export type Say<W extends Words> = (key: WordKey<W>, fill?: Fill) => string;

/**
 * The words of one module in the reader's language: `const t = useWords(words)`, then `t('contact.saved', { name })`.
 * When `fill.count` is a number and the file has `key.one` or `key.other`, that form is said.
 */
export function useWords<W extends Words>(words: W): Say<W> {
  const { locale } = useLocale();
  return useMemo(() => speak(words, locale), [words, locale]);
}

/** The same as `useWords`, outside a component. */
export function speak<W extends Words>(words: W, locale: Locale): Say<W> {
  const plural = new Intl.PluralRules(`${locale}-CA`);
  return (key, fill = {}) => {
    const { count } = fill;
    if (typeof count !== 'number') return say(words, key, locale, fill);
    const form = `${key}.${plural.select(count)}`;
    if (form in words) return say(words, form, locale, fill);
    const other = `${key}.other`;
    return say(words, other in words ? other : key, locale, fill);
  };
}
