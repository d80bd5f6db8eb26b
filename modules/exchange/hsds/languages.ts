import given from './languages.json' with { type: 'json' };

const byName = new Map<string, string>(Object.entries(given.alias));
for (const locale of ['en', 'fr']) {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  for (const code of given.codes) byName.set((names.of(code) ?? code).toLowerCase(), code);
}
for (const code of given.codes) byName.set(code, code);

/** A language as a directory words it: `code` when the words are one language's name, `codes` every language the words name. */
export type ReadLanguage = { readonly code: string | null; readonly codes: readonly string[] };

const split = /\s*(?:[,;/&+]|\band\b|\bet\b|\n)\s*/i;
const modest = /\((?:limited|limité|some)\)|^some\s+|\.$/gi;

/** Reads free text about languages (`Creole`, `English and Spanish`, `Spanish (limited)`); text that names none keeps no code. */
export function readLanguage(name: string, code: string): ReadLanguage {
  const parts = name.split(split).map((part) => part.replace(modest, '').trim().toLowerCase());
  const codes = [...new Set(parts.flatMap((part) => byName.get(part) ?? []))];
  const stated = code.trim().toLowerCase();
  if (stated !== '') return { code: stated, codes: [...new Set([stated.split('-')[0] ?? stated, ...codes])] };
  const whole = byName.get(name.trim().toLowerCase());
  return { code: whole ?? null, codes: whole === undefined ? codes : [whole] };
}
