import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../app/installation.ts';
import { holesOf, type Words } from '../kernel/words.ts';
import { importBreaches, importCircles, literalTexts, longFunctions, refusalCodes } from './fence/rules.ts';
import { filesOf, parse, sourcesOf } from './fence/tree.ts';

const { modules: order } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as {
  modules: string[];
};
const sources = sourcesOf(root);
const screens = sources.filter(
  ({ path }) =>
    /^(modules\/\w+\/web|ui|kernel\/web|app)\//.test(path) &&
    path.endsWith('.tsx') &&
    !path.includes('.test.'),
);
const wordFiles = filesOf(root, ['words.json']).filter((path) => !path.startsWith('node_modules'));
const wordsIn = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Words;

test('the fence looked at the whole house', () => {
  expect(sources.length).toBeGreaterThan(150);
  expect(screens.length).toBeGreaterThan(30);
});

describe('imports', () => {
  test('go to the left, through the front doors', () => {
    expect(importBreaches(sources, order)).toEqual([]);
  });
  test.each([
    ['modules/people/model.ts', `import { care } from '../care/contract.ts';`],
    ['modules/care/model.ts', `import { q } from '../people/server/queries.ts';`],
    ['modules/care/web/Page.tsx', `import { q } from '../server/queries.ts';`],
    ['kernel/id.ts', `import { x } from '../modules/care/contract.ts';`],
    ['modules/care/server/queries.ts', `import pg from 'pg';`],
    ['ui/Button.tsx', `import { x } from '../modules/care/contract.ts';`],
    ['modules/care/server/index.ts', `import { x } from '../../../app/server.ts';`],
  ])('a planted breach in %s is seen', (path, text) => {
    expect(importBreaches([parse(path, text)], order)).toHaveLength(1);
  });
  test('make no circle', () => {
    expect(importCircles(sources)).toEqual([]);
    const planted = [
      parse('a/one.ts', `import './two.ts';`),
      parse('a/two.ts', `import { x } from './one.ts';`),
    ];
    expect(importCircles(planted)).toHaveLength(1);
  });
});

describe('words', () => {
  test.each(wordFiles)('%s says everything in English and French, with equal holes', (path) => {
    const wrong = Object.entries(wordsIn(path)).filter(
      ([, { en, fr }]) => !en?.trim() || !fr?.trim() || holesOf(en).join() !== holesOf(fr).join(),
    );
    expect(wrong).toEqual([]);
  });
  test('no literal text stands in a screen', () => {
    expect(screens.flatMap(literalTexts)).toEqual([]);
    expect(literalTexts(parse('x.tsx', 'const a = <p>Hello there</p>;'))).toHaveLength(1);
    expect(literalTexts(parse('x.tsx', 'const a = <input placeholder="Your name" />;'))).toHaveLength(1);
  });
  test('every refusal has its sentence', () => {
    const codes = [...new Set(sources.filter(({ path }) => !/test|^tests/.test(path)).flatMap(refusalCodes))];
    expect(codes.length).toBeGreaterThan(20);
    const missing = codes.filter((code) => {
      const [module = '', reason = ''] = code.split('.');
      const file = module === 'kernel' ? 'kernel/words.json' : `modules/${module}/words.json`;
      return !wordFiles.includes(file) || !(`refusal.${reason}` in wordsIn(file));
    });
    expect(missing).toEqual([]);
    expect(refusalCodes(parse('x.ts', `throw refuse('missing', 'care.gone');`))).toEqual(['care.gone']);
  });
});

describe('size', () => {
  test('no file is over 400 lines, the median at most 80, nine in ten at most 250', () => {
    const lines = sources
      .filter(({ path }) => !path.includes('.test.'))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    const sorted = lines.map((file) => file.lines).sort((a, b) => a - b);
    expect(lines.filter((file) => file.lines > 400)).toEqual([]);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(250);
  });
  test('no function of the server is over 60 lines', () => {
    const server = sources.filter(
      ({ path }) => !path.includes('.test.') && path.endsWith('.ts') && !path.startsWith('tests/'),
    );
    expect(server.flatMap((source) => longFunctions(source, 60))).toEqual([]);
  });
  test('every module has its page, its contract and its words', () => {
    const missing = order
      .flatMap((name) => ['README.md', 'contract.ts', 'words.json'].map((file) => `modules/${name}/${file}`))
      .filter((path) => !exists(path));
    expect(missing).toEqual([]);
  });
});

function exists(path: string): boolean {
  return statSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}
