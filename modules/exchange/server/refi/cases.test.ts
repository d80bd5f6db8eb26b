import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { publish, send } from '../../../evidence/server/testing/study.ts';
import type { ImportedProject } from '../../contract.ts';

const cases = join(import.meta.dirname, '../../../../../shared/cases/refi-qda');
const there = existsSync(cases);

let at: World;
let evaluator: Person;
beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

async function load(
  name: string,
  study: string,
  more: object = {},
  operation = 'importRefi',
): Promise<ImportedProject> {
  const content = readFileSync(join(cases, name));
  const { status, body } = await send<ImportedProject>(
    at,
    evaluator,
    `exchange.${operation}`,
    { study, ...more },
    [{ name, content }],
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const sums = (done: ImportedProject) =>
  done.sources.reduce(
    (sum, one) => ({
      selections: sum.selections + one.selections,
      placed: sum.placed + one.placed,
      exact: sum.exact + one.exact,
      quoted: sum.quoted + one.quoted,
    }),
    { selections: 0, placed: 0, exact: 0, quoted: 0 },
  );
const lost = (done: ImportedProject) =>
  Object.fromEntries(done.losses.map((loss) => [`${loss.element} ${loss.why}`, loss.count]));

describe.skipIf(!there)('files that other tools wrote', () => {
  test('NVivo for Windows: all 303 passages, under UTF-16 with CRLF as two', async () => {
    const done = await load('nvivo-win-12.6_deid.qdpx', 'nvivo');
    expect(sums(done)).toEqual({ selections: 303, placed: 303, exact: 303, quoted: 0 });
    expect(done.sources.map((one) => [one.convention, one.because])).toEqual([
      ['utf16-crlf2', 'same'],
      ['utf16-crlf2', 'edges'],
    ]);
    expect(done.sources[1]?.confidence).toBeGreaterThan(0.7);
    expect(done.loaded).toMatchObject({ texts: 2, codes: 152, codings: 303, coders: 2 });
    expect(done.refused).toEqual([]);
    const again = await load('nvivo-win-12.6_deid.qdpx', 'nvivo');
    expect(again.loaded).toMatchObject({
      texts: 0,
      codes: 0,
      codings: 0,
      memos: 0,
      coders: 0,
      kept: 0,
      codingsKnown: 303,
    });
  });
  test('QualCoder: every quotation stands where the file says, annotations and journal come along', async () => {
    const done = await load('qualcoder-4.0_synthetic_lf.qdpx', 'qualcoder');
    expect(sums(done)).toEqual({ selections: 8, placed: 8, exact: 8, quoted: 8 });
    expect(done.sources.map((one) => one.convention)).toEqual(['codepoint-crlf1', 'codepoint-crlf1']);
    expect(done.loaded).toMatchObject({ texts: 2, codes: 7, codings: 8, memos: 5, kept: 4, coders: 2 });
    expect(lost(done)).toMatchObject({ 'Variable kept': 2, 'Case kept': 2, 'PlainTextSelection inNote': 1 });
  });
});
