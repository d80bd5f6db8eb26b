import MiniSearch from 'minisearch';
import type { Proposal } from '../../asked/answers.ts';

/** What is known of a code: its names, its rules, and words that were coded with it. */
export type Known = {
  readonly id: string;
  readonly names: string;
  readonly rules: string;
  readonly quotes: string;
};

const atMost = 5;

/** Words as they are compared: without accents and capitals; the shortest say too little. */
function term(word: string): string | null {
  const folded = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.length < 4 ? null : folded;
}

/** Ranks codes for a passage (BM25+ over names, rules and earlier quotes), best first, with what spoke for each. Stays in this process. */
export function rank(passage: string, codes: readonly Known[], without: readonly string[]): Proposal[] {
  const index = new MiniSearch<Known>({ fields: ['names', 'rules', 'quotes'], processTerm: term });
  index.addAll(codes);
  const found = index.search(passage, {
    boost: { names: 2, quotes: 1.5 },
    fuzzy: (word) => (word.length > 6 ? 0.15 : false),
    filter: (one) => !without.includes(String(one.id)),
  });
  return found.slice(0, atMost).map((one) => {
    const fields = new Set(Object.values(one.match).flat());
    const [codebook, codings] = [fields.has('names') || fields.has('rules'), fields.has('quotes')];
    return {
      code: String(one.id),
      score: Math.round(one.score * 100) / 100,
      because: codebook && codings ? 'both' : codings ? 'codings' : 'codebook',
    };
  });
}
