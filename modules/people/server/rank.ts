import { wordsOf } from './tokens.ts';

/** Letters to change, add, leave out or swap with their neighbour to turn one word into another; `limit` + 1 when it is more. */
export function distance(left: string, right: string, limit = 2): number {
  const a = [...left];
  const b = [...right];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : limit + 1,
      );
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return Math.min(last.at(-1) ?? 0, limit + 1);
}

/** How far a typed word is from a word of a name: 0 the same, 0.5 its beginning, 1 to 2 misspelt, more than 2 another word. */
function wordCost(typed: string, word: string): number {
  if (typed === word) return 0;
  if (word.startsWith(typed)) return 0.5;
  const start = [...word].slice(0, [...typed].length).join('');
  return Math.min(distance(typed, word), distance(typed, start) + 0.5);
}

/** How far typed words are from a client's names, lower is nearer; undefined when some typed word fits none of them. */
export function nearness(typed: readonly string[], names: readonly string[]): number | undefined {
  const words = names.flatMap(wordsOf);
  let total = 0;
  for (const one of typed) {
    const nearest = Math.min(...words.map((word) => wordCost(one, word)));
    if (!(nearest <= 2)) return undefined;
    total += nearest;
  }
  return total;
}
