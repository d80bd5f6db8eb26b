import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOf } from './places.ts';

test('as many points share a place, and the places after it stay empty', () => {
  expect(placesOf([5, 9, 5, 0, 2])).toEqual([
    { place: 2, shared: true },
    { place: 1, shared: false },
    { place: 2, shared: true },
    null,
    { place: 4, shared: false },
  ]);
  expect(placesOf([])).toEqual([]);
});

test('places agree with a walk down the sorted points, whatever the points', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 30 }), (points) => {
      const down = points.filter((one) => one > 0).toSorted((one, two) => two - one);
      const slow = points.map((own) => {
        if (own === 0) return null;
        const place = down.indexOf(own) + 1;
        return { place, shared: down[place] === own };
      });
      expect(placesOf(points)).toEqual(slow);
    }),
  );
});
