import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { makeZip } from '../../../../kernel/server/files/testing/zip.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish, send } from '../../../evidence/server/testing/study.ts';
import { conventionNamed, conventionNames } from '../../refi/conventions.ts';
import { type MadePassage, made, type MadeText, projectXml, projectZip } from '../testing/make.ts';
import { bring, openProject, take, unordered } from '../testing/refi.ts';

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
const text = 'P1: 😀 nobody had time.\nP1: The 👩‍👩‍👧 team helped, résumé e\u0301tait prêt.\nLast words.';
const passage = (words: string, more: Partial<MadePassage> = {}): MadePassage => {
  const start = [...(text.split(words)[0] ?? '')].length;
  return { start, end: start + [...words].length, ...more };
};
const passages = [
  passage('nobody had time'),
  passage('👩‍👩‍👧 team'),
  passage('e\u0301tait prêt'),
  passage('Last words'),
];
const file = (content: Buffer | string, name = 'made.qdpx') => ({ name, content });
const rowsOf = async (study: string) => {
  const { rows } = await at.admin.query<Record<string, number>>(
    `select (select count(*)::int from evidence.source x where x.study_id = s.id) as texts, (select count(*)::int from coding.code x where x.study_id = s.id) as codes,
       (select count(*)::int from coding.coding x where x.study_id = s.id) as codings, (select count(*)::int from exchange.origin x where x.study_id = s.id) as origins
     from evidence.study s where s.code = $1`,
    [study],
  );
  return rows[0];
};
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
    expect(await rowsOf('look')).toBe(undefined);
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
    const before = await rowsOf('twice');
    const again = await bring(at, evaluator, 'twice', file(projectZip([one], plain)));
    expect(again.loaded).toMatchObject({
      texts: 0,
      codes: 0,
      codings: 0,
      coders: 0,
      codingsKnown: 4,
      textsKnown: 1,
    });
    expect(await rowsOf('twice')).toEqual(before);
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
    expect(await rowsOf('hostile')).toBe(undefined);
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

describe('who may', () => {
  test('only those who study: others are turned away, and another study or community sees nothing', async () => {
    const content = projectZip([{ name: 'mine', text, passages }], plain);
    const { studyId } = await bring(at, evaluator, 'mine', file(content));
    for (const role of ['lead', 'worker', 'funder', 'clinician']) {
      const person = await at.person(role, at.sites.a1);
      const sent = await send<{ code: string }>(at, person, 'exchange.importRefi', { study: 'mine' }, [
        file(content),
      ]);
      expect([sent.status, sent.body.code]).toEqual([403, 'kernel.notAllowed']);
      expect((await person.call('exchange.exportRefi', { study: studyId })).status).toBe(403);
    }
    const far = await at.person('evaluator', at.sites.b1);
    expect((await far.call('exchange.exportRefi', { study: studyId })).status).toBe(404);
    const elsewhere = await beginStudy(evaluator, 'elsewhere');
    const narrow = await at.person([{ role: 'evaluator', studyId: elsewhere }]);
    const { rows } = (
      await at.database.asActor(narrow.actor, { id: newId() }, async (tx) => ({
        rows: await tx.many({ parts: ['select 1 from exchange.origin'], values: [] }),
      }))
    ).value;
    expect(rows).toEqual([]);
    const out = await narrow.call('exchange.exportRefi', { study: studyId });
    if (out.status === 200)
      expect((await openProject(Buffer.from(await out.raw.arrayBuffer()))).texts).toEqual({});
  });
  test('an export is written on the record of every text that leaves', async () => {
    await take(evaluator, 'mine');
    const { rows } = await at.admin.query<{ subjects: number }>(
      `select cardinality(e.subjects) as subjects from kernel.audit_event e where e.operation = 'exchange.exportRefi' and e.action = 'read' order by e.at desc limit 1`,
    );
    expect(rows).toEqual([{ subjects: 1 }]);
  });
});

describe('our own round trip', () => {
  test('valence, strength, notes, memos, crossings, guidance, colours and participants come back', async () => {
    const studyId = await beginStudy(evaluator, 'own');
    const sourceId = await addText(
      at,
      evaluator,
      studyId,
      { name: 'interview.txt', content: text.replaceAll('\n', '\r\n') },
      { pseudonym: 'P01', part: 'nurse', siteId: at.sites.a1.id },
    );
    const code = newId();
    await evaluator.ok('coding.addCode', {
      id: code,
      studyId,
      name: 'no time',
      definition: 'Include:\nwhat',
      include: 'waiting',
      exclude: 'travel',
      color: '#aa3300',
      instead: ['inner.available-resources'],
      origin: 'team',
    });
    const coding = newId();
    await evaluator.ok('coding.addCoding', {
      id: coding,
      sourceId,
      ...passage('nobody had time'),
      code,
      valence: 'barrier',
      strength: 2,
      memo: 'again & <again>',
    });
    await evaluator.ok('coding.addCoding', {
      id: newId(),
      sourceId,
      ...passage('👩‍👩‍👧 team'),
      code: 'inner.available-resources',
      valence: 'mixed',
    });
    const memo = (on: object) =>
      evaluator.ok('coding.addMemo', { id: newId(), studyId, text: `About ${JSON.stringify(on)} 😀`, on });
    for (const on of [
      { about: 'study' },
      { about: 'source', sourceId },
      { about: 'code', code },
      { about: 'coding', codingId: coding },
      { about: 'passage', sourceId, ...passage('Last words') },
    ])
      await memo(on);
    const first = await take(evaluator, 'own');
    const done = await bring(at, evaluator, 'own-again', file(first));
    expect(done).toMatchObject({
      refused: [],
      loaded: { texts: 1, codes: 1, codings: 2, memos: 5, coders: 1 },
    });
    expect(done.losses).toEqual([]);
    const [one, two] = [await openProject(first), await openProject(await take(evaluator, 'own-again'))];
    expect(unordered(two.tree)).toEqual(unordered(one.tree));
    const codings = async (study: string) => {
      const { rows } = await at.admin.query(
        `select c.start_at, c.end_at, c.valence, c.strength, c.code_system, coalesce(k.name, c.code) as code, p.pseudonym, p.part, x.kind, x.site_id from coding.coding c
         join evidence.study s on s.id = c.study_id join evidence.source x on x.id = c.source_id left join evidence.participant p on p.id = x.participant_id
         left join coding.code k on k.code = c.code and k.study_id = c.study_id where s.code = $1 order by c.start_at`,
        [study],
      );
      return rows as object[];
    };
    expect(await codings('own-again')).toEqual(await codings('own'));
    expect(JSON.stringify(one.tree)).not.toContain(evaluator.accountId);
  });
  test('the file for NVivo on Windows counts as NVivo does, and comes in again under that convention', async () => {
    const out = await take(evaluator, 'own', { profile: 'windows' });
    expect(Object.values((await openProject(out)).texts)[0]).toMatch(/^\ufeffP1: 😀 nobody had time\.\r\n/);
    const done = await bring(at, evaluator, 'own-windows', file(out));
    expect(done.sources[0]).toMatchObject({
      convention: 'utf16-crlf2',
      because: 'writer',
      exact: 3,
      placed: 3,
    });
  });
  test('any project comes out as it went in', async () => {
    const letters = fc.constantFrom('a', 'b', ' ', '\n', '😀', 'e\u0301', '資', '&', '<');
    const anyText = fc.array(letters, { minLength: 3, maxLength: 40 }).map((all) => `x${all.join('')}`);
    const anyMade = fc.tuple(
      anyText,
      fc.boolean(),
      fc.array(
        fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('c1', 'c<2>', 'é&'), fc.constantFrom('u1', 'u2')),
        { maxLength: 6 },
      ),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMade, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...conventionNames.slice(0, 4)),
        async (all, name) => {
          run += 1;
          const texts = all.map(([words, crlf, spans], index): MadeText => {
            const length = [...words].length;
            const stretches = spans.map(([one, two, code, user]) => {
              const start = one % length;
              return { start, end: start + 1 + (two % (length - start)), code, user };
            });
            return { name: `t${run}-${index}`, text: words, crlf, passages: stretches };
          });
          const done = await bring(
            at,
            evaluator,
            `any-${run}`,
            file(projectZip(texts, conventionNamed(name))),
            { convention: name },
          );
          expect(done.refused).toEqual([]);
          expect(done.sources.every((one) => one.placed === one.selections && one.exact === one.placed)).toBe(
            true,
          );
          const first = await take(evaluator, `any-${run}`);
          await bring(at, evaluator, `any-${run}-again`, file(first));
          const [one, two] = [
            await openProject(first),
            await openProject(await take(evaluator, `any-${run}-again`)),
          ];
          expect(two.texts).toEqual(one.texts);
          expect(unordered(two.tree)).toEqual(unordered(one.tree));
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
