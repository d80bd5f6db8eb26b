import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type World, world } from '../../../tests/world.ts';
import { publish, send } from '../../evidence/server/testing/study.ts';
import type { MatrixRow } from '../model.ts';

let at: World;
let evaluator: Person;
const textOf = (length: number) => 'abc 😀 def\n'.repeat(Math.ceil(length / 10)).slice(0, length);

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

const matrix = async (study: string, by: string) =>
  (await evaluator.ok<{ rows: MatrixRow[] }>('coding.matrix', { study, by })).rows;

describe('an import of codings', () => {
  const line = (one: object) =>
    JSON.stringify({
      document: 'int.docx',
      start: 0,
      end: 5,
      code: 'outer.financing',
      valence: 'barrier',
      coder: 'Ada',
      ...one,
    });
  const lines = [
    line({}),
    line({ coder: 'Ben', strength: 1, memo: 'costs' }),
    line({ document: 'int', start: 6, end: 9, code: 'inner.culture.learning' }),
    line({ end: 10_000 }),
    line({ start: -1 }),
    line({ start: 5, end: 5 }),
    line({ start: 0.5 }),
    line({ code: 'nowhere' }),
    line({ document: 'missing.txt' }),
    line({ valence: 'bad' }),
    line({ strength: 3 }),
    'not json',
    '[]',
    line({}),
    '',
  ];
  const load = (content: string) =>
    send<{ loaded: Record<string, number>; refused: { row: number; reason: string }[] }>(
      at,
      evaluator,
      'coding.importCodings',
      { study: 'imported' },
      [{ name: 'codings.jsonl', content }],
    ).then(({ body }) => body);
  beforeAll(async () => {
    await send(at, evaluator, 'evidence.importTexts', { study: 'imported' }, [
      { name: 'int.txt', content: textOf(60) },
    ]);
  });
  test('loads what fits, refuses the rest by number, and accounts for every record', async () => {
    const content = `\ufeff${lines.join('\r\n')}`.replace('int.docx', 'int.txt');
    const answer = await load(content);
    expect(answer.loaded).toEqual({ codings: 4, unchanged: 0 });
    expect(answer.refused.map((one) => one.row)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(answer.refused.every((one) => one.reason.length > 10)).toBe(true);
    expect(await matrix('imported', 'domain')).toMatchObject([
      { key: 'outer', barrier: { codings: 3, passages: 1 } },
      { key: 'inner', barrier: { codings: 1, passages: 1 } },
    ]);
    expect((await load(content)).loaded).toEqual({ codings: 0, unchanged: 4 });
    expect((await matrix('imported', 'construct')).map((row) => row.key)).toEqual([
      'outer.financing',
      'inner.culture',
    ]);
    expect((await matrix('imported', 'site')).map((row) => row.key)).toEqual(['none']);
  });
  test('canary: without its fingerprint the same record would load again', async () => {
    await at.admin.query(
      `update coding.coding set fingerprint = null, version = version + 1 where coder_name = 'Ben'`,
    );
    expect((await load(lines.join('\n'))).loaded).toEqual({ codings: 1, unchanged: 3 });
  });
});
