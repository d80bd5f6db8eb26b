import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeZip } from '../../../../kernel/server/files/testing/zip.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { publish, send } from '../../../evidence/server/testing/study.ts';
import { conventionNamed } from '../../refi/conventions.ts';
import { made, projectXml } from '../testing/make.ts';
import { bring } from '../testing/refi.ts';
import { file, passages, rowsOf, text } from '../testing/sample.ts';

let at: World;
let evaluator: Person;
beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

const plain = conventionNamed('codepoint-crlf1');

describe('a hostile file', () => {
  const good = projectXml([], plain, { codes: `<Code guid="${made('c')}" name="c" isCodable="true"/>` });
  const zip = (...entries: Parameters<typeof makeZip>[0]) => file(makeZip(entries));
  test.each([
    ['empty', () => file(''), 'kernel.fileEmpty'],
    [
      'with two projects',
      () => zip({ name: 'a.qde', content: good }, { name: 'B.QDE', content: good }),
      'exchange.refiTwoProjects',
    ],
    ['without a project', () => zip({ name: 'sources/a.txt', content: 'x' }), 'exchange.refiNoProject'],
    [
      'with a project that is not at the top',
      () => zip({ name: 'in/a.qde', content: good }),
      'exchange.refiNoProject',
    ],
    [
      'with a path that leads out',
      () => zip({ name: 'a.qde', content: good }, { name: '../../etc/x.txt', content: 'x' }),
      'kernel.fileEntryUnsafe',
    ],
    [
      'with a link',
      () =>
        zip(
          { name: 'a.qde', content: good },
          { name: 'sources/x.txt', content: '/etc/passwd', mode: 0o120777 },
        ),
      'kernel.fileEntryUnsafe',
    ],
    [
      'that declares two gigabytes',
      () =>
        zip(
          { name: 'a.qde', content: good },
          { name: 'sources/x.txt', content: 'x', declaredSize: 2_000_000_000 },
        ),
      'kernel.fileUnpacksTooLarge',
    ],
    [
      'that is a bomb',
      () =>
        zip({
          name: 'a.qde',
          content: `<Project>${'<a/>'.repeat(15_000_000)}`,
        }),
      'kernel.fileUnpacksTooLarge',
    ],
    [
      'with entities of its own',
      () => zip({ name: 'a.qde', content: good.replace('?>', '?><!DOCTYPE Project [<!ENTITY a "b">]>') }),
      'kernel.fileXmlUnsafe',
    ],
    [
      'whose codebook is a circle',
      () =>
        zip({
          name: 'a.qde',
          content: good.replace(
            'isCodable="true"/>',
            `isCodable="true"><Code guid="${made('c')}" name="d" isCodable="true"/></Code>`,
          ),
        }),
      'exchange.refiCodeTwice',
    ],
    [
      'in Latin letters',
      () => zip({ name: 'a.qde', content: Buffer.from(good.replace('made', 'caf\xe9'), 'latin1') }),
      'kernel.fileEncoding',
    ],
    ['that breaks off', () => zip({ name: 'a.qde', content: good.slice(0, -20) }), 'kernel.fileDamaged'],
    ['of something else', () => file('<html><body/></html>', 'a.qde'), 'exchange.refiNotAProject'],
    [
      'of a picture',
      () => file(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'a.qdpx'),
      'kernel.fileEncoding',
    ],
  ])('%s is refused with a sentence, and leaves nothing', async (_, make, code) => {
    const { status, body } = await send<{ code: string; title: string }>(
      at,
      evaluator,
      'exchange.importRefi',
      { study: 'hostile' },
      [make()],
    );
    expect([status, body.code]).toEqual([422, code]);
    expect(body.title).toMatch(/^[A-Z].*\.$/);
    expect(await rowsOf(at, 'hostile')).toBe(undefined);
  });
  test('canary: the same file without its fault is loaded', async () => {
    expect(
      (await bring(at, evaluator, 'not-hostile', zip({ name: 'a.qde', content: good }))).loaded,
    ).toMatchObject({ codes: 1 });
  });
  test('a wrong encoding of one text refuses that text and loads the rest', async () => {
    const texts = [
      { name: 'good', text, passages },
      { name: 'bad', text: 'x', passages: [{ start: 0, end: 1 }] },
    ];
    const xml = projectXml(texts, plain);
    const content = makeZip([
      { name: 'p.qde', content: xml },
      { name: `sources/${made('text', 'good')}.txt`, content: text },
      { name: `sources/${made('text', 'bad')}.txt`, content: Buffer.from([0, 1, 2, 3, 0, 0, 200, 0, 7]) },
    ]);
    const done = await bring(at, evaluator, 'half', file(content));
    expect(done.sources.map((one) => one.placed)).toEqual([4, 0]);
    expect(done.refused).toMatchObject([
      { row: 2, reason: 'TextSource: its characters could not be understood. Passages not placed: 1.' },
    ]);
  });
});
