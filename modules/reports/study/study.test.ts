import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnTogether, stateOfItem } from './study.ts';
import { widthsOf } from './widths.ts';

test('what a person says answers an item; records answer it wholly or in part', () => {
  expect(stateOfItem([], true, '')).toBe('missing');
  expect(stateOfItem(['a'], true, '')).toBe('filled');
  expect(stateOfItem(['a'], false, '')).toBe('part');
  expect(stateOfItem([], false, 'b')).toBe('said');
});

test('small groups are drawn together until they are no small group, and nobody is lost', () => {
  const rows = fc.array(fc.record({ people: fc.integer({ min: 0, max: 12 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(rows, (all) => {
      const { kept, together } = drawnTogether(all, 5);
      const sum = (of: readonly { people: number }[]) => of.reduce((total, one) => total + one.people, 0);
      expect(kept.length + together.length).toBe(all.length);
      expect(kept.every((one) => one.people >= 5)).toBe(true);
      expect(together.length === 0 || sum(together) >= 5 || kept.length === 0).toBe(true);
    }),
  );
});

test('a wide column is bounded and a narrow one can be read', () => {
  const table = {
    key: 'a',
    title: 'a',
    note: null,
    headings: ['n', 'text'],
    rows: [[1, 'word '.repeat(500)]],
  };
  expect(widthsOf(table)).toEqual([6, 32]);
});
