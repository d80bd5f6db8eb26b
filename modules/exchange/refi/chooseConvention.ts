import {
  type CameAs,
  candidatesFor,
  type Convention,
  type ConventionName,
  nameOfConvention,
} from './conventions.ts';
import { keptText, placeOffsets } from './place.ts';
import { quotes, standsIn, withoutSpace } from './quotes.ts';

/** What a file says the words of some passages are: the passage's place in the list, and what may be its words. */
export type Said = { readonly index: number; readonly words: readonly string[] };

/** What is known of the passages of one text before they are placed: starts and ends in turn, and what the file says of some. */
export type Evidence = {
  readonly offsets: ArrayLike<number>;
  readonly said: readonly Said[];
  readonly origin: string;
};

/** Why a convention was taken: there was nothing to decide, the quoted words decided, the edges of words did, the writer's habit, a person, or the writer's own word. */
export type Because = 'same' | 'quotes' | 'edges' | 'habit' | 'person' | 'writer';

/** How the offsets of one text are read, how sure that is (0 to 1), and where they stand. */
export type Chosen = {
  readonly convention: Convention;
  readonly name: ConventionName;
  readonly confidence: number;
  readonly because: Because;
  /** Starts and ends in turn, in code points of the kept text; negative where there is no place. */
  readonly points: Int32Array;
  /** The same in UTF-16 units. */
  readonly units: Int32Array;
  /** Passages of which the file tells the words, and of those how many the convention gives. */
  readonly quoted: number;
  readonly agreeing: number;
};

const lookedAt = 2_000;
const lettersLookedThrough = 100_000_000;

type Tried = {
  readonly convention: Convention;
  readonly points: Int32Array;
  readonly units: Int32Array;
  readonly faults: number;
  readonly agreeing: number;
  readonly edges: number;
};

/** Finds out how the offsets of a text count: by the words the file quotes, by offsets that have no place, by the edges of words. */
export function chooseConvention(
  came: CameAs,
  evidence: Evidence,
  asked?: Convention,
  by: 'person' | 'writer' = 'person',
): Chosen {
  const kept = keptText(came.text);
  const said = truly(kept, evidence.said);
  const candidates = asked === undefined ? candidatesFor(came) : [asked];
  const tried = candidates.map((convention) => tryOne(came, kept, convention, { ...evidence, said }));
  const habit = /nvivo/i.test(evidence.origin) ? habitOfNvivo : habitOfOthers;
  const ranked = tried.toSorted((left, right) => rank(right) - rank(left) || habit(left) - habit(right));
  const [best, ...others] = ranked;
  if (best === undefined) throw new Error('a text has at least one convention');
  const second = others.find((one) => !sameNumbers(one.points, best.points));
  const { confidence, because } = asked
    ? { confidence: 1, because: by }
    : certainty(best, second, said.length);
  const { convention, points, units, agreeing } = best;
  const name = nameOfConvention(convention);
  return { convention, name, confidence, because, points, units, quoted: said.length, agreeing };
}

/** Of what a file says of its passages, what are words of the text at all; names such as "Quotation 6:1" are not. */
function truly(kept: string, said: readonly Said[]): Said[] {
  const whole = withoutSpace(kept);
  const affordable = Math.max(20, Math.floor(lettersLookedThrough / Math.max(1, whole.length)));
  return said.slice(0, affordable).flatMap(({ index, words }) => {
    const real = words.filter((one) => standsIn(whole, one));
    return real.length === 0 ? [] : [{ index, words: real }];
  });
}

function tryOne(came: CameAs, kept: string, convention: Convention, evidence: Evidence): Tried {
  const { points, units } = placeOffsets(came, convention, evidence.offsets);
  const faults = points.reduce((sum, point) => sum + (point < 0 ? 1 : 0), 0);
  const agreeing = evidence.said.filter(({ index, words }) => {
    const [from = -1, to = -1] = [units[index * 2], units[index * 2 + 1]];
    return from >= 0 && to >= from && words.some((one) => quotes(kept.slice(from, to), one));
  }).length;
  return { convention, points, units, faults, agreeing, edges: edgesOf(kept, units) };
}

const letter = /[\p{L}\p{N}]/u;

/** How many of the first passages begin and end at the edge of a word, counting both ends. */
function edgesOf(kept: string, units: Int32Array): number {
  let count = 0;
  for (let index = 0; index + 1 < Math.min(units.length, 2 * lookedAt); index += 2) {
    const [from = -1, to = -1] = [units[index], units[index + 1]];
    if (from < 0 || to < 0) continue;
    const [before, first] = [kept.charAt(from - 1), kept.charAt(from)];
    if ((from === 0 || !letter.test(before)) && !/\s/.test(first)) count += 1;
    if (to === kept.length || !letter.test(kept.charAt(to)) || !letter.test(kept.charAt(to - 1))) count += 1;
  }
  return count;
}

/** One offset without a place tells more than many edges; one quotation tells more than a hundred. */
function rank({ faults, agreeing, edges }: Tried): number {
  return agreeing * 100 - faults * 50 + edges;
}

function certainty(
  best: Tried,
  second: Tried | undefined,
  quoted: number,
): { confidence: number; because: Because } {
  if (second === undefined) return { confidence: 1, because: 'same' };
  if (best.agreeing > second.agreeing)
    return { confidence: rounded(best.agreeing / quoted), because: 'quotes' };
  if (rank(best) === rank(second)) return { confidence: 0.5, because: 'habit' };
  const ends = Math.min(best.points.length, 2 * lookedAt) - best.faults;
  const share = ends > 0 ? best.edges / ends : 0;
  const ahead = (rank(best) - rank(second)) / Math.max(1, Math.abs(rank(best)), Math.abs(rank(second)));
  return { confidence: rounded(0.5 + 0.5 * share * Math.min(1, ahead)), because: 'edges' };
}

const rounded = (value: number) => Math.round(value * 100) / 100;

const habitOfNvivo = ({ convention: { unit, lineEnd, mark } }: Tried) =>
  (unit === 'utf16' ? 0 : 1) + (lineEnd === 'two' ? 0 : 1) + (mark === 'skipped' ? 0 : 2);
const habitOfOthers = ({ convention: { unit, lineEnd, mark } }: Tried) =>
  (unit === 'codepoint' ? 0 : 1) + (lineEnd === 'one' ? 0 : 1) + (mark === 'skipped' ? 0 : 2);

function sameNumbers(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}
