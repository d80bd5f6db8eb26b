import { diffArrays } from 'diff';

/** A replacement in a text: `text` takes the place of the code points from `start` up to `end`. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/**
 * What was replaced, in code points: from `at` of the text before, `removed` characters gave way to `added`; the first `head` and the
 * last `tail` of both are the same. Hunks stand in the order of the text and do not touch.
 */
export type Hunk = {
  readonly at: number;
  readonly removed: number;
  readonly added: number;
  readonly head: number;
  readonly tail: number;
};

type Stretch = { readonly start: number; readonly end: number };

/** Why edits cannot be applied: they leave the text, cross each other, or change nothing. */
export type EditFault = 'outside' | 'crossing' | 'nothing';

/** Applies edits to a text. Gives the text after, and how its places moved; or the reason why not. */
export function revised(before: string, edits: readonly Edit[]): { text: string; hunks: Hunk[] } | EditFault {
  const points = [...before];
  const sorted = [...edits].sort((left, right) => left.start - right.start);
  const parts: string[] = [];
  const hunks: Hunk[] = [];
  let from = 0;
  for (const { start, end, text } of sorted) {
    if (start < 0 || end < start || end > points.length) return 'outside';
    if (start < from) return 'crossing';
    parts.push(points.slice(from, start).join(''), text);
    hunks.push(
      ...hunksOf(points.slice(start, end).join(''), text).map((hunk) => ({ ...hunk, at: hunk.at + start })),
    );
    from = end;
  }
  parts.push(points.slice(from).join(''));
  return hunks.length === 0 ? 'nothing' : { text: parts.join(''), hunks };
}

/** Words, runs of white space, and single other characters: corrections are found in these, so that a misspelt word counts as one. */
const pieces = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*|\s+|[^]/gu;
const mostEdits = 2_000;

/** Where two texts differ, piece by piece. Texts that have almost nothing in common differ as a whole. */
export function hunksOf(before: string, after: string): Hunk[] {
  if (before === after) return [];
  const changes = diffArrays(before.match(pieces) ?? [], after.match(pieces) ?? [], {
    maxEditLength: mostEdits,
  });
  if (changes === undefined) return [hunkAt(0, before, after)];
  const hunks: Hunk[] = [];
  let [at, gone, come] = [0, '', ''];
  const close = () => {
    if (gone !== '' || come !== '') hunks.push(hunkAt(at, gone, come));
    at += length(gone);
    [gone, come] = ['', ''];
  };
  for (const { added, removed, value } of changes) {
    const text = value.join('');
    if (removed) gone += text;
    else if (added) come += text;
    else {
      close();
      at += length(text);
    }
  }
  close();
  return hunks;
}

function hunkAt(at: number, gone: string, come: string): Hunk {
  const [before, after] = [[...gone], [...come]];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { at, removed: before.length, added: after.length, head, tail };
}

const length = (text: string): number => [...text].length;

/**
 * Where a stretch stands after a correction; nothing when all its words were deleted. Words put in at its edges stay outside; a word
 * corrected at its edge belongs to it whole, and one it held only part of is followed letter by letter from both ends.
 */
export function movedBy(hunks: readonly Hunk[], { start, end }: Stretch): Stretch | undefined {
  const [from, to] = [placeAfter(hunks, start, 'start'), placeAfter(hunks, end, 'end')];
  return to > from ? { start: from, end: to } : undefined;
}

/** Where a place stands after a correction, as the beginning or the end of what it marks. */
export function placeAfter(hunks: readonly Hunk[], place: number, edge: 'start' | 'end'): number {
  let moved = 0;
  for (const { at, removed, added, head, tail } of hunks) {
    const until = at + removed;
    if (place < at || (place === at && edge === 'end')) break;
    const within = edge === 'start' ? place < until : place <= until;
    if (!within) {
      moved += added - removed;
      continue;
    }
    if (place === at) return at + moved;
    if (place === until) return at + moved + added;
    if (place - at <= head) return place + moved;
    if (until - place <= tail) return at + moved + added - (until - place);
    return at + moved + (edge === 'start' ? head : added - tail);
  }
  return place + moved;
}
