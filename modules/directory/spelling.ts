const vowels = /[aeiouyhw]/g;

/** The consonants of a word in order, doubled ones once: what a misspelling usually leaves alone. */
function skeleton(word: string): string {
  const bones = word.replace(vowels, '').replace(/(.)\1+/g, '$1');
  return bones === '' ? word : bones;
}

/** The keys of a word: its consonants whole, and each with one left out. Two words that share no key are not spellings of one another. */
export function keysOf(word: string): string[] {
  const bones = skeleton(word.slice(0, 24));
  const shorter =
    bones.length < 3 ? [] : Array.from(bones, (_, index) => bones.slice(0, index) + bones.slice(index + 1));
  return [...new Set([bones, ...shorter])];
}

/** How many letters may be wrong in a word of this length. */
export function tolerance(length: number): number {
  return length < 4 ? 0 : length < 6 ? 1 : 2;
}

/** Letters to add, leave out, change or swap to make one word of the other (optimal string alignment), or `most + 1` when there are more. */
export function distance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return Math.min(row[right.length] ?? 0, most + 1);
}

/** The nearest of the words that a misspelt one may mean, at most three, all equally near. */
export function nearest(word: string, words: Iterable<string>): string[] {
  let most = tolerance(word.length);
  let found: string[] = [];
  for (const candidate of words) {
    const apart = distance(word, candidate, most);
    if (apart > most) continue;
    if (apart < most) found = [];
    most = apart;
    found.push(candidate);
  }
  return found.slice(0, 3);
}
