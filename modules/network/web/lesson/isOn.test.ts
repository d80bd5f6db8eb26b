import { expect, test } from 'vitest';
import { isOn } from './isOn.ts';

test('a lesson is on its construct and on those above it, never on one whose code only begins alike', () => {
  expect([isOn({ code: 'inner.work' }, 'inner.work'), isOn({ code: 'inner.work' }, 'inner')]).toEqual([
    true,
    true,
  ]);
  expect([
    isOn({ code: 'inner.workforce' }, 'inner.work'),
    isOn({ code: 'inner' }, 'inner.work'),
    isOn(null, 'inner'),
  ]).toEqual([false, false, false]);
});
