/** Text as it is searched: lower case, no accents, ligatures opened, everything but letters and digits a space. */
export function plain(text: string): string {
  if (onlyAscii.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Text without any accent, ligature or letter of another alphabet: most of what is searched, and folded in half the time. */
const onlyAscii = /^[\0-\x7f]*$/;

/** A word without its plural: `meals` and `meal`, `repas` and `repa`, `jeux` and `jeu` meet. Short words stay. */
export function stem(word: string): string {
  return word.length > 3 ? word.replace(/[sx]$/, '') : word;
}

/** A question to the index for one word or phrase: plurals and longer forms count, words of up to three letters do not stretch. */
export function asQuery(phrase: string): string {
  const parts = phrase.split(' ').map((word) => {
    const short = stem(word);
    return short.length > 3 ? `'${short}':*` : short === word ? `'${word}'` : `('${word}' | '${short}')`;
  });
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' <-> ')})`;
}
