import { expect, test } from 'vitest';
import type { ContactLine } from '../../contract.ts';
import { grouped } from './grouped.ts';

const contact = (id: string, visitId: string | null) =>
  ({ id, visit: { version: 0, visitId, maybeSameAs: null } }) as ContactLine;
const shown = (contacts: readonly ContactLine[]) =>
  grouped(contacts).map(({ head, also }) => [head.id, ...also.map(({ id }) => id)]);

test('contacts of one visit stand together under the one that stands for it', () => {
  expect(shown([contact('c', 'a'), contact('b', 'a'), contact('a', 'a'), contact('z', null)])).toEqual([
    ['a', 'c', 'b'],
    ['z'],
  ]);
});

test('a contact whose visit lies on another page is shown by itself, and none is ever left out', () => {
  expect(shown([contact('b', 'elsewhere'), contact('a', 'a')])).toEqual([['b'], ['a']]);
});
