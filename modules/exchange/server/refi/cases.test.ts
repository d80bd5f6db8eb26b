import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { publish } from '../../../evidence/server/testing/study.ts';
import { bring, faultsOf, openProject, take, unordered } from '../testing/refi.ts';
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

const load = (name: string, study: string, more: Record<string, unknown> = {}) =>
  bring(at, evaluator, study, { name, content: readFileSync(join(cases, name)) }, more);

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
  test('ATLAS.ti, every element of the standard: the texts are not in the file, and each thing not carried is named', async () => {
    const done = await load('atlasti-8.4_refi-annexA2_all-elements.qdpx', 'atlas');
    expect(sums(done)).toEqual({ selections: 8, placed: 0, exact: 0, quoted: 0 });
    expect(done.loaded).toMatchObject({ codes: 14, coders: 3, memos: 2, kept: 18, texts: 0, codings: 0 });
    expect(done.refused).toHaveLength(11);
    expect(done.refused[0]?.reason).toMatch(/^TextSource: its text is not in the file/);
    expect(lost(done)).toMatchObject({
      'PictureSource media': 1,
      'PDFSource media': 2,
      'VideoSelection media': 2,
      'Set kept': 16,
      'Graph kept': 1,
      'Link kept': 1,
    });
  });
  test('MAXQDA, a bare project file: 307 coloured codes in their tree', async () => {
    const done = await load('maxqda-24.7_project.qde', 'maxqda');
    expect(done.loaded).toMatchObject({ codes: 307, coders: 1, kept: 2, texts: 0 });
    expect(done.refused).toHaveLength(10);
    const { rows } = await at.admin.query<{ codes: number; coloured: number; below: number }>(
      `select count(*)::int as codes, count(c.color)::int as coloured, count(c.parent)::int as below from coding.code c
       join evidence.study s on s.id = c.study_id where s.code = 'maxqda'`,
    );
    expect(rows).toEqual([{ codes: 307, coloured: 307, below: 289 }]);
  });
  test('NVivo for Mac: 262 nested codes; two empty texts are refused by name of their element', async () => {
    const done = await load('nvivo-mac-15.0_nested-codebook.qdpx', 'mac');
    expect(done.loaded).toMatchObject({ codes: 262, coders: 2, texts: 0 });
    expect(done.refused.map((one) => one.row)).toEqual([1, 2]);
  });
  test('codebooks: the standard’s own, with braces and folders, and Taguette’s, which no schema accepts', async () => {
    const annex = await load('refi-annexA1_codebook.qdc', 'codebook');
    expect(annex).toMatchObject({ form: 'codebook', loaded: { codes: 6 } });
    const taguette = await load('taguette-1.5.2_codebook.qdc', 'codebook');
    expect(taguette).toMatchObject({ loaded: { codes: 49 }, refused: [] });
    expect(faultsOf(readFileSync(join(cases, 'taguette-1.5.2_codebook.qdc')), 'Codebook.xsd')).toMatch(
      /Sets/,
    );
    const out = await take(evaluator, 'codebook', { form: 'codebook' });
    expect(faultsOf(out, 'Codebook.xsd')).toBe(undefined);
    const again = await bring(at, evaluator, 'codebook-again', { name: 'out.qdc', content: out });
    expect(again.loaded).toMatchObject({ codes: 55 });
  });
  test.each([
    ['nvivo-win-12.6_deid.qdpx', 'nvivo'],
    ['qualcoder-4.0_synthetic_lf.qdpx', 'qualcoder'],
    ['atlasti-8.4_refi-annexA2_all-elements.qdpx', 'atlas'],
    ['maxqda-24.7_project.qde', 'maxqda'],
    ['nvivo-mac-15.0_nested-codebook.qdpx', 'mac'],
  ])('%s goes out valid, comes in again and goes out the same', async (_, study) => {
    const first = await take(evaluator, study);
    const brought = await bring(at, evaluator, `${study}-again`, { name: 'out.qdpx', content: first });
    expect(brought.refused).toEqual([]);
    const total = sums(brought);
    expect([total.placed, total.exact]).toEqual([total.selections, total.selections]);
    const [one, two] = [await openProject(first), await openProject(await take(evaluator, `${study}-again`))];
    expect(two.texts).toEqual(one.texts);
    expect(unordered(two.tree)).toEqual(unordered(one.tree));
    expect((await bring(at, evaluator, study, { name: 'out.qdpx', content: first })).loaded).toMatchObject({
      texts: 0,
      codes: 0,
      codings: 0,
      memos: 0,
      kept: 0,
      coders: 0,
    });
  });
});
