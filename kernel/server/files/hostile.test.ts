import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import words from '../../words.json' with { type: 'json' };
import { Refusal } from '../../refusal.ts';
import { residentBytes, startReader } from './child.ts';
import { openIntake } from './intake.ts';
import { fileLimits, fileReasons, type FileReason } from './problem.ts';
import { makeDocx, makeOdt, makePdf, makeZip } from './testing/zip.ts';

const mega = 1024 * 1024;
const intake = openIntake();
afterAll(() => intake.close());

const paragraph = '<w:p><w:r><w:t>hello there</w:t></w:r></w:p>';
const declared = (declaration: string, body = '&x;') =>
  makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?>${declaration}<w:document><w:p><w:r><w:t>${body}</w:t></w:r></w:p></w:document>`,
    },
  ]);
const laughs =
  '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">]>';

type Case = readonly [name: string, bytes: () => Buffer, reason: FileReason];

const documents: readonly Case[] = [
  [
    'a bomb that declares its true size',
    () => makeDocx('', [{ name: '_rels/.rels', content: Buffer.alloc(120 * mega, 32) }]),
    'fileUnpacksTooLarge',
  ],
  [
    'a bomb that lies about its size',
    () => makeDocx('', [{ name: '_rels/.rels', content: Buffer.alloc(60 * mega, 32), declaredSize: 1_000 }]),
    'fileUnpacksTooLarge',
  ],
  ['text repeated far beyond the ratio', () => makeDocx(paragraph.repeat(150_000)), 'fileUnpacksTooLarge'],
  [
    'a link inside',
    () => makeDocx(paragraph, [{ name: 'word/link', content: '/etc/passwd', mode: 0o120777 }]),
    'fileEntryUnsafe',
  ],
  [
    'a path that climbs',
    () => makeDocx(paragraph, [{ name: '../../etc/cron.d/x', content: 'x' }]),
    'fileEntryUnsafe',
  ],
  [
    'a path that climbs, with backslashes',
    () => makeDocx(paragraph, [{ name: '..\\..\\x', content: 'x' }]),
    'fileEntryUnsafe',
  ],
  ['an absolute path', () => makeDocx(paragraph, [{ name: '/etc/passwd', content: 'x' }]), 'fileEntryUnsafe'],
  ['a drive path', () => makeDocx(paragraph, [{ name: 'C:/x', content: 'x' }]), 'fileEntryUnsafe'],
  [
    'a locked entry',
    () => makeDocx(paragraph, [{ name: 'word/x', content: 'x', locked: true }]),
    'fileLocked',
  ],
  [
    'three thousand entries',
    () =>
      makeDocx(
        paragraph,
        Array.from({ length: 3_000 }, (_, n) => ({ name: `w${n}`, content: '' })),
      ),
    'fileTooManyEntries',
  ],
  ['a zip in a zip', () => makeZip([{ name: 'inner.docx', content: makeDocx(paragraph) }]), 'fileUnknown'],
  ['an empty zip', () => makeZip([]), 'fileUnknown'],
  [
    'two hundred thousand levels',
    () => makeDocx(`${'<w:sdt>'.repeat(200_000)}${'</w:sdt>'.repeat(200_000)}`),
    'fileXmlTooDeep',
  ],
  ['billion laughs', () => declared(laughs), 'fileXmlUnsafe'],
  [
    'billion laughs in UTF-16',
    () =>
      makeZip([
        { name: '[Content_Types].xml', content: '' },
        { name: 'word/document.xml', content: Buffer.from(`\ufeff${laughs}<a>&x;</a>`, 'utf16le') },
      ]),
    'fileXmlUnsafe',
  ],
  [
    'an external entity',
    () => declared('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    'fileXmlUnsafe',
  ],
  [
    'an entity on the network',
    () => declared('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">'),
    'fileXmlUnsafe',
  ],
  [
    'a parameter entity',
    () => declared('<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'),
    'fileXmlUnsafe',
  ],
  ['an entity nobody declared', () => declared(''), 'fileDamaged'],
  ['UTF-7', () => makeOdt('<text:p>x</text:p>', '<?xml version="1.0" encoding="UTF-7"?>'), 'fileEncoding'],
  ['an attribute of 10 MB', () => makeDocx(`<w:p w:x="${'a7'.repeat(5 * mega)}"/>`), 'fileUnpacksTooLarge'],
  [
    'an attribute of 10 MB that packs badly',
    () => makeDocx(`<w:p w:x="${noise(10 * mega)}"/>`),
    'fileXmlTooLong',
  ],
  [
    'ten thousand attributes',
    () => makeDocx(`<w:p ${Array.from({ length: 10_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
    'fileXmlTooLong',
  ],
  ['a truncated docx', () => makeDocx(paragraph).subarray(0, 200), 'fileDamaged'],
  ['a docx whose content was cut', () => cutInside(makeDocx(noise(40_000))), 'fileDamaged'],
  [
    'XML that never closes',
    () =>
      makeZip([
        { name: '[Content_Types].xml', content: '' },
        { name: 'word/document.xml', content: '<w:document><w:p>' },
      ]),
    'fileDamaged',
  ],
  ['a truncated pdf', () => makePdf(['hello']).subarray(0, 60), 'fileDamaged'],
  ['a pdf without text', () => makePdf([]), 'fileNoText'],
  ['a truncated rtf', () => Buffer.from('{\\rtf1 hello {\\b there'), 'fileDamaged'],
  ['rtf braces without end', () => Buffer.from(`{\\rtf1 ${'{'.repeat(300_000)}`), 'fileXmlTooDeep'],
  ['an empty file', () => Buffer.alloc(0), 'fileEmpty'],
  ['a file of blanks', () => Buffer.from(' \r\n \n'), 'fileNoText'],
  ['a picture called .txt', () => Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'fileUnknown'],
  [
    'a web page of scripts alone',
    () => Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
    'fileNoText',
  ],
  [
    'a web page two hundred thousand levels deep',
    () => Buffer.from(`<html>${'<div>'.repeat(200_000)}hello`),
    'fileXmlTooDeep',
  ],
  [
    'another kind of markup',
    () => Buffer.from('<?xml version="1.0"?><svg><text>hello</text></svg>'),
    'fileUnknown',
  ],
  [
    'an entry that claims 2 GB',
    () => makeDocx(paragraph, [{ name: 'word/x', content: 'x', declaredSize: 2_147_483_647 }]),
    'fileUnpacksTooLarge',
  ],
  ['an old Word file', () => Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'fileOldWord'],
  ['a file over the limit', () => Buffer.alloc(51 * mega, 97), 'fileTooLarge'],
  ['more text than any interview', () => Buffer.alloc(11_000_000, 97), 'fileTooMuchText'],
];

describe('a hostile or broken document is refused with a sentence', () => {
  let before = 0;
  beforeAll(async () => {
    await intake.text({ name: 'warm.docx', bytes: makeDocx(paragraph) });
    before = residentBytes({ pid: process.pid } as never);
  });
  test.each(documents)('%s', async (_, bytes, reason) => {
    const refusal = await refusalOf(intake.text({ name: 'x.txt', bytes: bytes() }));
    expect(refusal.code).toBe(`kernel.${reason}`);
    expect(words).toHaveProperty([`refusal.${reason}`, 'fr']);
  });
  test('and the next honest document is read', async () => {
    expect(before).toBeGreaterThan(0);
    expect((await intake.text({ name: 'a', bytes: makeDocx(paragraph) })).text).toBe('hello there');
  });
  test('every reason has a sentence in both languages', () => {
    for (const reason of fileReasons) expect(Object.keys(words)).toContain(`refusal.${reason}`);
  });
});

describe('archives', () => {
  test('come entry by entry, in order, whether or not they are read', async () => {
    const bytes = makeZip([
      { name: 'a.csv', content: noise(400_000) },
      { name: 'b/c.csv', content: 'id\n1\n' },
      { name: 'd', content: '' },
    ]);
    const seen: string[] = [];
    for await (const entry of intake.unpack({ name: 'x.zip', bytes })) {
      let size = 0;
      if (entry.name === 'b/c.csv') for await (const chunk of entry.content) size += chunk.length;
      seen.push(`${entry.name}:${size}`);
    }
    expect(seen).toEqual(['a.csv:0', 'b/c.csv:5', 'd:0']);
  });
  test.each<Case>([
    [
      'nested',
      () => makeZip([{ name: 'in.zip', content: makeZip([{ name: 'x', content: 'y' }]) }]),
      'fileNested',
    ],
    ['a bomb', () => makeZip([{ name: 'x', content: Buffer.alloc(40 * mega) }]), 'fileUnpacksTooLarge'],
    ['a climbing path', () => makeZip([{ name: 'a/../../x', content: 'y' }]), 'fileEntryUnsafe'],
    ['not an archive', () => Buffer.from('id,name\n'), 'fileDamaged'],
  ])('%s is refused', async (_, bytes, reason) => {
    const refusal = await refusalOf(drain(intake.unpack({ name: 'x.zip', bytes: bytes() })));
    expect(refusal.code).toBe(`kernel.${reason}`);
  });
});

describe('the reader is another process', () => {
  test('a bomb raises its memory by no more than 64 MB', async () => {
    const own = openIntake();
    await own.text({ name: 'a', bytes: makeDocx(paragraph) });
    const rest = residentBytes({ pid: own.processId() } as never);
    await refusalOf(
      own.text({
        name: 'a',
        bytes: makeDocx('', [{ name: '_rels/.rels', content: Buffer.alloc(120 * mega, 32) }]),
      }),
    );
    expect(residentBytes({ pid: own.processId() } as never) - rest).toBeLessThan(64 * mega);
    own.close();
  });
  test('its death is a refusal, and the next file gets a new one', async () => {
    const own = openIntake();
    const reading = refusalOf(
      own.text({
        name: 'a',
        bytes: makeDocx(
          noise(20_000)
            .split('')
            .map((c) => `<w:p>${c}</w:p>`)
            .join('')
            .repeat(20),
        ),
      }),
    );
    for (let tries = 0; own.processId() === undefined && tries < 200; tries += 1)
      await new Promise((done) => setTimeout(done, 5));
    process.kill(own.processId() ?? 0, 'SIGKILL');
    expect((await reading).code).toBe('kernel.fileReaderDied');
    expect((await own.text({ name: 'b', bytes: Buffer.from('still here') })).text).toBe('still here');
    own.close();
  });
  test('one that takes too long or too much is stopped', async () => {
    const slow = openIntake({ ...fileLimits, wallClock: 1 });
    expect((await refusalOf(slow.text({ name: 'a', bytes: Buffer.from('x') }))).code).toBe(
      'kernel.fileTooSlow',
    );
    const heavy = openIntake({ ...fileLimits, memory: 1 });
    expect((await refusalOf(heavy.text({ name: 'a', bytes: Buffer.from('x') }))).code).toBe(
      'kernel.fileTooHeavy',
    );
    slow.close();
    heavy.close();
  });
  test('it sees no environment and no file beside our code', () => {
    const reader = startReader();
    const given = reader.process.spawnargs.filter((flag) => flag.startsWith('--allow'));
    expect(given.every((flag) => flag.startsWith('--allow-fs-read='))).toBe(true);
    expect(reader.process.spawnargs).toContain('--permission');
    reader.process.kill('SIGKILL');
  });
});

describe('canaries: without its guard the file gets through', () => {
  test('no ratio and no size', async () => {
    const careless = openIntake({
      ...fileLimits,
      ratio: 1e9,
      unpackedBytes: 1e12,
      entryBytes: 1e12,
      wallClock: 60_000,
    });
    const bytes = makeDocx(paragraph.repeat(100_000));
    expect((await refusalOf(intake.text({ name: 'a', bytes }))).code).toBe('kernel.fileUnpacksTooLarge');
    expect((await careless.text({ name: 'a', bytes })).text.length).toBeGreaterThan(1_000_000);
    careless.close();
  });
  test('no depth', async () => {
    const careless = openIntake({ ...fileLimits, depth: 1e9 });
    const deep = makeDocx(`${'<w:sdt>'.repeat(2_000)}${paragraph}${'</w:sdt>'.repeat(2_000)}`);
    expect((await careless.text({ name: 'a', bytes: deep })).text).toBe('hello there');
    careless.close();
  });
});

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const answer = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(answer instanceof Refusal)) throw answer ?? new Error('it was let in');
  return answer;
}

async function drain(entries: ReturnType<typeof intake.unpack>): Promise<void> {
  for await (const entry of entries) for await (const _ of entry.content);
}

/** Letters that pack badly, the same every time. */
function noise(length: number): string {
  let seed = 7;
  let text = '';
  while (text.length < length) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += seed.toString(36);
  }
  return text.slice(0, length);
}

/** Keeps the directory of a zip but damages what it points to. */
function cutInside(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.fill(0xff, 200, 1_200);
  return copy;
}
