import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeZip } from '../../../../kernel/server/files/testing/zip.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { publish } from '../../../evidence/server/testing/study.ts';
import { conventionNamed, conventionNames } from '../../refi/conventions.ts';
import { made, type MadeText, projectXml, projectZip } from '../testing/make.ts';
import { bring, openProject, take } from '../testing/refi.ts';
import { file, passages, rowsOf, text } from '../testing/sample.ts';

let at: World;
let evaluator: Person;
beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

const utf16 = conventionNamed('utf16-crlf2');
const plain = conventionNamed('codepoint-crlf1');
const wordsIn = async (study: string) => {
  const list = await evaluator.ok<{ rows: { text: string }[] }>('coding.listQuotes', {
    study,
    by: 'site',
    limit: 100,
  });
  return list.rows.map((row) => row.text);
};

describe('a made project', () => {
  test.each(conventionNames)('written under %s lands on its words', async (name) => {
    const convention = conventionNamed(name);
    const one: MadeText = {
      name,
      text,
      crlf: true,
      marked: convention.mark === 'counted',
      passages: passages.map((each) => ({ ...each, quoted: true })),
    };
    const done = await bring(at, evaluator, `under-${name}`, file(projectZip([one], convention)));
    expect(done.sources[0]).toMatchObject({
      convention: name,
      because: 'quotes',
      selections: 4,
      placed: 4,
      exact: 4,
      quoted: 4,
    });
    expect((await wordsIn(`under-${name}`)).toSorted()).toEqual(
      ['Last words', 'e\u0301tait prêt', 'nobody had time', '👩‍👩‍👧 team'].toSorted(),
    );
  });
  test('canary: under a convention a person chose wrongly the words are others, and the report says so', async () => {
    const one = {
      name: 'wrong',
      text,
      crlf: true,
      passages: passages.map((each) => ({ ...each, quoted: true })),
    };
    const done = await bring(at, evaluator, 'wrong', file(projectZip([one], utf16)), {
      convention: 'codepoint-crlf1',
    });
    expect(done.sources[0]).toMatchObject({ because: 'person', selections: 4 });
    expect(done.sources[0]?.exact).toBeLessThan(4);
  });
  test('may be overridden text by text, by GUID', async () => {
    const one = { name: 'asked', text, crlf: true, passages };
    const done = await bring(at, evaluator, 'asked', file(projectZip([one], utf16)), {
      conventions: { [made('text', 'asked')]: 'utf16-crlf2' },
    });
    expect(done.sources[0]).toMatchObject({ because: 'person', convention: 'utf16-crlf2', placed: 4 });
  });
  test('a look at it changes nothing and shows the words; the import after it loads the same', async () => {
    const content = projectZip([{ name: 'look', text, passages }], plain);
    const seen = await bring(at, evaluator, 'look', file(content), { operation: 'previewRefi' });
    expect(await rowsOf(at, 'look')).toBe(undefined);
    expect(seen.sources[0]?.samples?.[0]).toMatchObject({ words: 'nobody had time', before: 'P1: 😀 ' });
    const done = await bring(at, evaluator, 'look', file(content));
    expect(done.loaded).toEqual(seen.loaded);
    expect(done.sources[0]).not.toHaveProperty('samples');
    expect(done.sources[0]).not.toHaveProperty('name');
    const { rows } = await at.admin.query<{ answer: string }>(
      `select answer::text as answer from kernel.idempotency where answer::text like '%nobody had%' limit 1`,
    );
    expect(rows).toEqual([]);
  });
  test('sent twice changes nothing, and coders keep their pseudonyms', async () => {
    const one = {
      name: 'twice',
      text,
      passages: passages.map((each, index) => ({
        ...each,
        user: index % 2 === 0 ? 'Ada Somebody' : 'Bo Person',
      })),
    };
    await bring(at, evaluator, 'twice', file(projectZip([one], plain)));
    const before = await rowsOf(at, 'twice');
    const again = await bring(at, evaluator, 'twice', file(projectZip([one], plain)));
    expect(again.loaded).toMatchObject({
      texts: 0,
      codes: 0,
      codings: 0,
      coders: 0,
      codingsKnown: 4,
      textsKnown: 1,
    });
    expect(await rowsOf(at, 'twice')).toEqual(before);
    const { rows } = await at.admin.query<{ name: string }>(
      `select distinct c.coder_name as name from coding.coding c join evidence.study s on s.id = c.study_id where s.code = 'twice' order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(['Coder 1', 'Coder 2']);
  });
  test('may come bare, with its texts beside it', async () => {
    const one = { name: 'bare', text, passages };
    const sent = [file(projectXml([one], plain), 'made.qde'), file(text, `${made('text', 'bare')}.txt`)];
    expect((await bring(at, evaluator, 'bare', sent)).sources[0]).toMatchObject({ placed: 4, exact: 4 });
  });
  test('a text that changed here, or was withdrawn, takes no passages and says so', async () => {
    const one = { name: 'moved', text, passages };
    await bring(at, evaluator, 'moved', file(projectZip([one], plain)));
    const other = await bring(
      at,
      evaluator,
      'moved',
      file(projectZip([{ ...one, text: `${text} More.` }], plain)),
    );
    expect(other).toMatchObject({
      loaded: { codings: 0 },
      refused: [{ reason: expect.stringContaining('another wording') as string }],
    });
    const { rows } = await evaluator.ok<{ rows: { id: string; version: number }[] }>('evidence.listSources', {
      studyId: other.studyId,
    });
    await evaluator.ok('evidence.setConsent', {
      id: rows[0]?.id,
      version: rows[0]?.version,
      consent: 'withdrawn',
    });
    const gone = await bring(at, evaluator, 'moved', file(projectZip([one], plain)));
    expect(gone.refused[0]?.reason).toContain('withdrawn');
    expect((await openProject(await take(evaluator, 'moved'))).texts).toEqual({});
  });
  test('passages that split an emoji, lie outside, are empty or run backwards are refused one by one', async () => {
    const xml = projectXml([{ name: 'odd', text, passages }], utf16)
      .replace(/startPosition="\d+" endPosition="\d+"/, 'startPosition="5" endPosition="12"')
      .replace(/(passage.*?)$/, '$1');
    const broken = xml
      .replace(/startPosition="(?!5")\d+" endPosition="\d+"/, 'startPosition="0" endPosition="9999"')
      .replace(/startPosition="(?![05]")\d+" endPosition="\d+"/, 'startPosition="7" endPosition="7"')
      .replace(/startPosition="(?![057]")\d+" endPosition="\d+"/, 'startPosition="20" endPosition="10"');
    const sent = makeZip([
      { name: 'p.qde', content: broken },
      { name: `sources/${made('text', 'odd')}.txt`, content: text },
    ]);
    const done = await bring(at, evaluator, 'odd', file(sent), { convention: 'utf16-crlf2' });
    expect(done.refused.map((one) => one.reason)).toEqual([
      'The passage from 5 to 12 in text 1 cuts a character in two.',
      'The passage from 0 to 9,999 lies outside text 1.',
      'The passage from 7 to 7 in text 1 holds no character.',
      'The passage from 20 to 10 in text 1 ends before it begins.',
    ]);
    expect(done.sources[0]).toMatchObject({ selections: 4, placed: 0 });
  });
});
