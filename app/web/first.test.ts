import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { named } from '../wordsOnDemand.ts';
import { allowPlainTextOnly } from './policy.ts';
import { matches } from './bars/matches.ts';

test('the palette finds without accents and by the beginning of each word', () => {
  expect(matches('Écouter · Suggestions reçues', 'ecou')).toBe(true);
  expect(matches('Écouter · Suggestions reçues', 'reçu sugg')).toBe(true);
  expect(matches('Écouter · Suggestions reçues', 'outer')).toBe(false);
});

test('a front door brings only the words it names', () => {
  expect(named({ 'menu.a': 1, 'page.b': 2 }, `label: 'menu.a'`)).toEqual({ 'menu.a': 1 });
});

test('only text without markup becomes part of the page, and only the worker is started', () => {
  type Policies = NonNullable<Parameters<typeof allowPlainTextOnly>[0]>;
  const made = vi.fn<Policies['createPolicy']>();
  allowPlainTextOnly({ createPolicy: made });
  const rules = made.mock.calls[0]?.[1];
  expect(rules?.createHTML('@media (width > 4em) { a { color: red } }')).toContain('color: red');
  expect(() => rules?.createHTML('<img src=x onerror=alert(1)>')).toThrow(TypeError);
  expect(rules?.createScriptURL('/worker.js')).toBe('/worker.js');
  for (const other of ['/worker.js?x', 'https://elsewhere.example/worker.js', 'data:text/javascript,1'])
    expect(() => rules?.createScriptURL(other)).toThrow(TypeError);
  expect(Object.keys(rules ?? {})).toEqual(['createHTML', 'createScriptURL']);
});

test('every module that has a screen is in the application', () => {
  const root = join(import.meta.dirname, '../..');
  const source = readFileSync(join(root, 'app/web.tsx'), 'utf8');
  const screens = readdirSync(join(root, 'modules')).filter((id) =>
    existsSync(join(root, 'modules', id, 'web/index.ts')),
  );
  expect(screens.filter((id) => !source.includes(`${id}Web,`))).toEqual([]);
});
