import { expect, test } from 'vitest';
import { presence } from './presence.ts';

test('whoever was there within twelve seconds is there, for others at the same place; then they are forgotten', () => {
  const here = presence();
  expect(here.beat('one', 'ann', 0)).toEqual([]);
  expect(here.beat('one', 'bo', 3_000)).toEqual(['ann']);
  expect(here.beat('two', 'cy', 3_000)).toEqual([]);
  expect(here.beat('one', 'ann', 12_000)).toEqual(['bo']);
  expect(here.beat('one', 'ann', 15_001)).toEqual([]);
  expect(here.size()).toBe(1);
});
