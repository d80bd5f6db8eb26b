import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edit, type Hunk, hunksOf, movedBy, placeAfter, revised } from './textShift.ts';

const correct = (before: string, after: string) => {
  const hunks = hunksOf(before, after);
  return (words: string) => {
    const start = [...(before.split(words)[0] ?? '')].length;
    const moved = movedBy(hunks, { start, end: start + [...words].length });
    return moved && [...after].slice(moved.start, moved.end).join('');
  };
};

describe('a coding stays on its words', () => {
  test.each([
    [
      'a typo within it',
      'we had no tiem to call',
      'we had no time to call',
      'had no tiem to',
      'had no time to',
    ],
    ['a typo that is all of it', 'we had no tiem to call', 'we had no time to call', 'tiem', 'time'],
    ['a letter missing at its end', 'they hel us', 'they help us', 'they hel', 'they help'],
    ['words put in before it', 'nobody called', 'And then nobody called', 'called', 'called'],
    ['words put in at its edge', 'no time left', 'no spare time left', 'time left', 'time left'],
    ['an emoji before it', 'ok 😀 nobody called', 'ok 😀😀 nobody called', 'nobody', 'nobody'],
    ['part of it deleted', 'well you know nobody called', 'well nobody called', 'you know nobody', 'nobody'],
    [
      'a word it begins in the middle of',
      'the unhelpfull desk',
      'the unhelpful desk',
      'helpfull desk',
      'helpful desk',
    ],
  ])('%s', (_, before, after, words, then) => {
    expect(correct(before, after)(words)).toBe(then);
  });
  test('and is told to be lost when all its words were deleted', () => {
    expect(correct('well you know nobody called', 'well nobody called')('you know')).toBeUndefined();
  });
});

test.each([
  ['outside', [{ start: 0, end: 99, text: '' }]],
  [
    'crossing',
    [
      { start: 0, end: 3, text: 'a' },
      { start: 2, end: 4, text: 'b' },
    ],
  ],
  ['nothing', [{ start: 0, end: 3, text: 'one' }]],
])('edits that go wrong are refused as %s', (reason, edits) => {
  expect(revised('one two', edits)).toBe(reason);
});

const letters = fc.constantFrom('a', 'b', 'é', '😀', ' ', '\n', '.', 'time', 'tiem', 'no ', '👩‍👩‍👧');
const texts = fc.array(letters, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));
const cuts = fc.array(
  fc.record({ at: fc.nat({ max: 60 }), gone: fc.nat({ max: 8 }), text: fc.array(letters, { maxLength: 4 }) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

/** Edits that do not cross, from places wherever they fall. */
function editsIn(
  points: readonly string[],
  wanted: readonly { at: number; gone: number; text: string[] }[],
): Edit[] {
  let from = 0;
  return [...wanted]
    .sort((left, right) => left.at - right.at)
    .flatMap(({ at, gone, text }) => {
      const start = Math.max(from, Math.min(at, points.length));
      const end = Math.min(start + gone, points.length);
      if (start < from) return [];
      from = end + 1;
      return start > points.length ? [] : [{ start, end, text: text.join('') }];
    })
    .filter(({ start }) => start <= points.length);
}

/** The slow, independent way: every character outside the edits carries its own number, and is looked for in the text after. */
function survivors(points: readonly string[], edits: readonly Edit[]): Map<number, number> {
  const places = new Map<number, number>();
  let written = 0;
  let at = 0;
  for (const { start, end, text } of [...edits, { start: points.length, end: points.length, text: '' }]) {
    for (; at < start; at += 1) {
      places.set(at, written);
      written += 1;
    }
    written += [...text].length;
    at = end;
  }
  return places;
}

type Move = (
  hunks: readonly Hunk[],
  stretch: { start: number; end: number },
) => { start: number; end: number } | undefined;

/** What is wrong with where a stretch went, by the slow way. */
function wrong(
  move: Move,
  text: string,
  wanted: { at: number; gone: number; text: string[] }[],
  stretch: { start: number; end: number },
) {
  const points = [...text];
  const edits = editsIn(points, wanted);
  const made = revised(text, edits);
  if (typeof made === 'string' || stretch.end > points.length) return [];
  const faults: string[] = [];
  const after = [...made.text];
  const places = survivors(points, edits);
  const moved = move(made.hunks, stretch);
  if (moved && (moved.start < 0 || moved.end > after.length || moved.end <= moved.start))
    faults.push('it leaves the text');
  for (const [old, now] of places) {
    if (points[old] !== after[now]) faults.push('the slow way is wrong');
    const own = old >= stretch.start && old < stretch.end;
    const held = moved !== undefined && now >= moved.start && now < moved.end;
    if (own && !held) faults.push(`it lost its own character ${old}`);
    if (!own && held) faults.push(`it took character ${old} of others`);
  }
  const whole =
    [...places.keys()].filter((old) => old >= stretch.start && old < stretch.end).length ===
    stretch.end - stretch.start;
  const untouched = whole && !edits.some((edit) => edit.start > stretch.start && edit.start < stretch.end);
  if (
    untouched &&
    moved &&
    after.slice(moved.start, moved.end).join('') !== points.slice(stretch.start, stretch.end).join('')
  )
    faults.push('its words changed though nobody touched them');
  return faults;
}

const cases = [texts, cuts, fc.nat({ max: 40 }), fc.integer({ min: 1, max: 20 })] as const;

test('any stretch, through any corrections, keeps its own characters and takes none of others', () => {
  fc.assert(
    fc.property(...cases, (text, wanted, start, size) => {
      expect(wrong(movedBy, text, wanted, { start, end: start + size })).toEqual([]);
    }),
    { numRuns: 3_000, seed: 20 },
  );
});

test('whatever the hunks say was not replaced is the same before and after', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const [old, now] = [[...before], [...after]];
      const hunks = hunksOf(before, after);
      const replaced = (place: number) =>
        hunks.some(({ at, removed }) => place >= at && place < at + removed);
      for (let place = 0; place < old.length; place += 1)
        if (!replaced(place)) expect(now[placeAfter(hunks, place, 'start')]).toBe(old[place]);
      const moved = hunks.reduce((sum, { added, removed }) => sum + added - removed, 0);
      expect(now.length - old.length).toBe(moved);
    }),
    { numRuns: 1_000, seed: 21 },
  );
});

test('canary: a mapping that forgets what was put in before is noticed', () => {
  const forgetful: Move = (_, stretch) => stretch;
  const greedy: Move = (hunks, stretch) => {
    const moved = movedBy(hunks, stretch);
    return moved && { start: moved.start, end: moved.end + 1 };
  };
  const at = {
    text: 'no time to call',
    wanted: [{ at: 0, gone: 0, text: ['no '] }],
    stretch: { start: 3, end: 7 },
  };
  expect(wrong(forgetful, at.text, at.wanted, at.stretch)).not.toEqual([]);
  expect(wrong(greedy, at.text, at.wanted, at.stretch)).not.toEqual([]);
  expect(wrong(movedBy, at.text, at.wanted, at.stretch)).toEqual([]);
});
