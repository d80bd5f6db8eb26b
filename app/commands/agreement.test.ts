import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import figures from '../../modules/coding/agreement/published/figures.json' with { type: 'json' };

const program = join(import.meta.dirname, '..', 'commands.ts');
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tributary agreement '));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function asked(content: string | undefined, ...more: string[]) {
  const file = join(home, 'ratings.json');
  await rm(file, { force: true });
  if (content !== undefined) await writeFile(file, content);
  return new Promise<{ code: number; out: string; said: string }>((resolve) => {
    const words = ['--disable-warning=ExperimentalWarning', program, 'agreement', file, ...more];
    execFile(process.execPath, words, (error, out, said) =>
      resolve({ code: Number(error?.code ?? 0), out, said }),
    );
  });
}

test('works out a file of several sets, beside no installation', async () => {
  const { code, out } = await asked(`\ufeff${JSON.stringify({ fixtures: figures })}`, '--json');
  const { rows } = JSON.parse(out) as { rows: { id: string; agreement: { cohen: { value: number } } }[] };
  expect([code, rows.length]).toEqual([0, figures.length]);
  expect(rows.find(({ id }) => id === 'cohen1960_p45')?.agreement.cohen.value.toFixed(3)).toBe('0.492');
});

test('what has no value is said to have none', async () => {
  const { out } = await asked('{"raters":[[1,1],[1,1]]}');
  expect(out).toContain('2 units, 2 raters, 1 categories (k)');
  expect(out).toMatch(/cohen +undefined \(oneValue\)/);
});

test.each([
  ['a missing file', undefined, /is not there/],
  ['something else', 'raters', /is not JSON/],
  ['raters of unequal length', '{"raters":[[1,2],[1]]}', /no ratings in a shape that is known/],
  ['a table that is not square', '{"table":[[1,2],[1]]}', /no ratings in a shape that is known/],
  ['a stretch beyond the text', '{"text_length":5,"coder_a":[[0,6]],"coder_b":[]}', /no ratings/],
  ['counts below zero', '{"counts":[[1,-1]]}', /no ratings/],
  ['one bad set among several', '{"fixtures":[{"id":"x","data":{}}]}', /fixtures\.0\.data/],
])('%s is refused with a sentence', async (_, content, sentence) => {
  const { code, out, said } = await asked(content);
  expect([code, out]).toEqual([1, '']);
  expect(said).toMatch(sentence);
});
