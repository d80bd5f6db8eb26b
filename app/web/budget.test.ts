import { expect, test } from 'vitest';
import { firstLoad, weightOf } from '../budget.ts';

const chunk = (fileName: string, imports: string[], isEntry = false) => ({
  type: 'chunk' as const,
  fileName,
  imports,
  isEntry,
  code: `export const name = '${fileName}';`,
});

test('the first load is the entry with what it imports at once, and not the pages', () => {
  const chunks = [
    chunk('web.js', ['shared.js'], true),
    chunk('shared.js', ['deep.js']),
    chunk('deep.js', []),
    chunk('page.js', ['shared.js']),
  ];
  expect(firstLoad(chunks).map(({ fileName }) => fileName)).toEqual(['web.js', 'shared.js', 'deep.js']);
});

test('an import planted in the entry is weighed', () => {
  const small = [chunk('web.js', [], true), chunk('page.js', [])];
  const planted = [chunk('web.js', ['page.js'], true), chunk('page.js', [])];
  expect(weightOf(planted)).toBeGreaterThan(weightOf(small));
});
