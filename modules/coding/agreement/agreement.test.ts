import { describe, expect, test } from 'vitest';
import { allCoefficients, ratingsIn, Shape } from './shapes.ts';
import figures from './published/figures.json' with { type: 'json' };

type Figures = Readonly<Record<string, unknown>>;

/** `alpha.nominal` of what was worked out. */
function at(all: Figures, name: string): unknown {
  return name.split('.').reduce<unknown>((one, part) => (one as Figures)[part], all);
}
const valueOf = (answer: unknown) =>
  typeof answer === 'number' ? answer : (answer as { value: number | null }).value;
const printed = (value: number | null, as: string) => value?.toFixed(/\.(\d+)$/.exec(as)?.[1]?.length ?? 0);

/** Printed from shares that the source had rounded to three digits before it squared them; checked by itself below. */
const fromRounded = 'expectedFleiss';

describe('published examples come out to the printed digits', () => {
  test('the list is whole', () => {
    expect(figures.length).toBe(34);
  });
  test.each(figures.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const all = allCoefficients(ratingsIn(Shape.parse(one.data)));
    for (const [name, as] of Object.entries(one.printed as Record<string, string>)) {
      if (name !== fromRounded) expect([name, printed(valueOf(at(all, name)), as)]).toEqual([name, as]);
    }
    for (const [name, value] of Object.entries(one.computed as Record<string, number>))
      expect([name, valueOf(at(all, name))?.toFixed(6)]).toEqual([name, value.toFixed(6)]);
  });
  test('Fleiss 1971 prints chance from shares of three digits', () => {
    const counts = (figures.find(({ id }) => id === 'fleiss1971')?.data.counts ?? []) as number[][];
    const shares = [0, 1, 2, 3, 4].map((at) => counts.reduce((sum, row) => sum + (row[at] ?? 0), 0) / 180);
    const expected = shares.reduce((sum, share) => sum + Number(share.toFixed(3)) ** 2, 0);
    expect(expected.toFixed(4)).toBe('0.2201');
    expect(shares.reduce((sum, share) => sum + share ** 2, 0).toFixed(4)).toBe('0.2199');
  });
});
