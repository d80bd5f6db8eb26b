const cutShort = /(?:…|\.\.\.)$/u;
const bare = (text: string) => text.replace(/\s+/gu, '');

/**
 * How the words of a passage compare with what a file says they are. Tools write the quoted words into the name or the description of a
 * selection, often only their beginning, with line ends turned into spaces or dropped: white space is not compared.
 */
export function quotes(words: string, said: string): boolean {
  const [have, want] = [bare(words), bare(said).replace(cutShort, '')];
  if (want === '') return false;
  if (have === want) return true;
  const beginning = cutShort.test(said.trim()) || want.length >= longEnough;
  return beginning && have.startsWith(want);
}

/** From here on what a file says may be the beginning of the passage without saying so. */
const longEnough = 40;

/** True when these words stand somewhere in the text: then they are a quotation, wherever the offsets point. */
export function standsIn(text: string, said: string): boolean {
  const want = bare(said).replace(cutShort, '');
  return want.length >= 4 && text.includes(want);
}

/** A text without its white space, as `standsIn` looks through it. */
export const withoutSpace = bare;
