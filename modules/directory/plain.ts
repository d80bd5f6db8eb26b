/** Text as it is searched: lower case, no accents, ligatures opened, everything but letters and digits a space. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

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
