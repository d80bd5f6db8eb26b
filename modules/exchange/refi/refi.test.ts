import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileLimits } from '../../../kernel/server/files/index.ts';
import { bytesOf, countedBy, type MadeText } from '../server/testing/make.ts';
import { chooseConvention } from './chooseConvention.ts';
import { type CameAs, type Convention, conventionNamed, conventionNames } from './conventions.ts';
import { describe as describeCode, understand } from './description.ts';
import { guidOf } from './guid.ts';
import { keptText, offsetsIn, outside, placeOffsets, splits } from './place.ts';
import { quotes } from './quotes.ts';
import { readProject } from './readProject.ts';
import { rereader } from './reread.ts';
import { conforming } from './standard.ts';
import { elementXml } from './writeXml.ts';

const letters = fc.constantFrom('a', 'é', 'e\u0301', ' ', '.', '\n', '😀', '👩‍👩‍👧', '資', '源', '\t');
const anyText = fc.array(letters, { minLength: 1, maxLength: 60 }).map((all) => all.join(''));
const anyConvention: fc.Arbitrary<Convention> = fc.constantFrom(...conventionNames).map(conventionNamed);
const anyStretch = (text: string) => {
  const length = [...text].length;
  return fc
    .tuple(fc.nat(length), fc.nat(length))
    .map(([one, two]) => ({ start: Math.min(one, two), end: Math.max(one, two) }));
};
const came = (text: string): CameAs => ({ text, marked: false, inline: false });
const madeOf = (text: string, { mark }: Convention): MadeText => ({
  name: 'x',
  text,
  crlf: true,
  marked: mark === 'counted',
  passages: [],
});

describe('offsets', () => {
  test('counted in any way come back to the words they were counted from, on two independent ways', () => {
    const cases = fc
      .tuple(anyText, anyConvention)
      .chain(([text, convention]) =>
        fc.tuple(fc.constant(text), fc.constant(convention), fc.array(anyStretch(text), { maxLength: 8 })),
      );
    fc.assert(
      fc.property(cases, ([text, convention, stretches]) => {
        const one = madeOf(text, convention);
        const raw = bytesOf(one).replace(/^\ufeff/, '');
        const offsets = stretches.flatMap(({ start, end }) => [
          countedBy(one, start, convention),
          countedBy(one, end, convention),
        ]);
        const { points, units } = placeOffsets(came(raw), convention, offsets);
        const reread = rereader(came(raw), convention);
        stretches.forEach(({ start, end }, index) => {
          expect([points[index * 2], points[index * 2 + 1]]).toEqual([start, end]);
          const words = [...text].slice(start, end).join('');
          expect(keptText(raw).slice(units[index * 2], units[index * 2 + 1])).toBe(words);
          expect(reread(offsets[index * 2] ?? 0, offsets[index * 2 + 1] ?? 0)).toBe(words);
        });
      }),
      { numRuns: 400 },
    );
  });
  test('go out the way they came in', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(anyText, anyConvention)
          .chain(([text, convention]) =>
            fc.tuple(fc.constant(text), fc.constant(convention), anyStretch(text)),
          ),
        ([text, convention, { start, end }]) => {
          const one = madeOf(text, convention);
          expect(offsetsIn(text, [end, start], convention)).toEqual([
            countedBy(one, end, convention),
            countedBy(one, start, convention),
          ]);
        },
      ),
      { numRuns: 200 },
    );
  });
  test('that split an emoji, or lie outside, have no place', () => {
    const utf16 = conventionNamed('utf16-crlf2');
    expect([...placeOffsets(came('a😀b'), utf16, [0, 2, 2, 3, 4, 5, -1, 9]).points]).toEqual([
      0,
      splits,
      splits,
      2,
      3,
      outside,
      outside,
      outside,
    ]);
  });
  test('between CR and LF the whole line end is taken in', () => {
    const { points } = placeOffsets(came('ab\r\ncd'), conventionNamed('utf16-crlf2'), [3, 6, 0, 3]);
    expect([...points]).toEqual([2, 5, 0, 3]);
  });
});

describe('the convention of a text', () => {
  const text = `Nurse: we had no time 😀 at all.\n${'The team 👩‍👩‍👧 helped, and résumé e\u0301tait prêt.\n'.repeat(6)}Last words here.`;
  const words = ['no time', 'The team', 'helped', 'Last words', 'prêt'];
  const passages = words.map((one) => {
    const at = one === 'prêt' || one === 'helped' ? text.lastIndexOf(one) : text.indexOf(one);
    const start = [...text.slice(0, at)].length;
    return { start, end: start + [...one].length, words: one };
  });
  const found = (convention: Convention, quoted: boolean, origin = 'Maker') => {
    const one = madeOf(text, convention);
    const offsets = passages.flatMap(({ start, end }) => [
      countedBy(one, start, convention),
      countedBy(one, end, convention),
    ]);
    const said = quoted ? passages.map((passage, index) => ({ index, words: [passage.words] })) : [];
    return chooseConvention(
      { text: bytesOf(one).replace(/^\ufeff/, ''), marked: one.marked ?? false, inline: false },
      { offsets, said, origin },
    );
  };
  test.each(conventionNames)('%s is proven by the quoted words', (name) => {
    expect(found(conventionNamed(name), true)).toMatchObject({
      name,
      because: 'quotes',
      confidence: 1,
      quoted: 5,
      agreeing: 5,
    });
  });
  test.each(conventionNames)('%s is found by the edges of words', (name) => {
    const chosen = found(conventionNamed(name), false);
    expect(chosen).toMatchObject({ name, because: 'edges' });
    expect(chosen.confidence).toBeGreaterThan(0.5);
  });
  test('nothing to decide in a text where all agree', () => {
    const chosen = chooseConvention(came('plain words'), { offsets: [0, 5], said: [], origin: '' });
    expect(chosen).toMatchObject({ because: 'same', confidence: 1, name: 'codepoint-crlf1' });
  });
  test('the habit of the writer decides where nothing else does', () => {
    const evidence = { offsets: [], said: [] };
    expect(chooseConvention(came('a\r\n😀'), { ...evidence, origin: 'NVivo for Windows' }).name).toBe(
      'utf16-crlf2',
    );
    expect(chooseConvention(came('a\r\n😀'), { ...evidence, origin: 'Other' }).name).toBe('codepoint-crlf1');
  });
  test('canary: read the wrong way the words are other words', () => {
    const one = madeOf(text, conventionNamed('utf16-crlf2'));
    const offsets = passages.flatMap(({ start, end }) => [
      countedBy(one, start, conventionNamed('utf16-crlf2')),
      countedBy(one, end, conventionNamed('utf16-crlf2')),
    ]);
    const said = passages.map((passage, index) => ({ index, words: [passage.words] }));
    const wrong = chooseConvention(
      came(bytesOf(one)),
      { offsets, said, origin: '' },
      conventionNamed('codepoint-crlf1'),
    );
    expect(wrong).toMatchObject({ because: 'person' });
    expect(wrong.agreeing).toBeLessThan(5);
  });
});

describe('quotations', () => {
  test.each([
    ['the same words', 'we had\nno time', 'we had no time', true],
    ['their beginning', 'we had no time at all', 'we had no…', true],
    ['a long beginning without a sign', `${'x'.repeat(50)} and more`, 'x'.repeat(50), true],
    ['other words', 'we had no time', 'Quotation 6:1', false],
    ['nothing', 'we', '…', false],
  ])('%s', (_, words, said, fits) => expect(quotes(words, said)).toBe(fits));
});

describe('a description', () => {
  const line = fc.constantFrom('Include:', 'Exclude:', ' Include:', 'plain', 'two words', '');
  const part = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n').trim());
  test('holds definition, inclusion and exclusion, whatever their words', () => {
    fc.assert(
      fc.property(fc.record({ definition: part, include: part, exclude: part }), (guidance) => {
        expect(understand(describeCode(guidance))).toEqual(guidance);
      }),
    );
  });
});

describe('reading XML', () => {
  const read = (xml: string | Buffer) => {
    const chunks = (async function* () {
      yield Buffer.from(xml);
    })();
    return readProject(chunks, fileLimits, { selection: () => {}, whole: () => {}, lost: () => {} });
  };
  const code = (guid: string, inner = '') => `<Code guid="${guid}" name="n" isCodable="true">${inner}</Code>`;
  const one = '11111111-1111-4111-8111-111111111111';
  test.each([
    [
      'a code inside itself',
      `<CodeBook><Codes>${code(one, code(`{${one.toUpperCase()}}`))}</Codes></CodeBook>`,
      { reason: 'refiCodeTwice' },
    ],
    ['another root', '<Workbook/>', { reason: 'refiNotAProject' }],
    [
      'an entity of its own',
      '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project name="&x;"/>',
      { reason: 'fileXmlUnsafe' },
    ],
    ['a thousand levels', '<Project>'.repeat(1_000), { reason: 'fileXmlTooDeep' }],
    ['an end in the middle', '<Project name="x"><Sources>', { reason: 'fileDamaged' }],
    [
      'Latin letters that call themselves UTF-8',
      Buffer.from('<Project name="caf\xe9"/>', 'latin1'),
      { reason: 'fileEncoding' },
    ],
  ])('%s is refused', async (_, xml, reason) => {
    await expect(read(xml)).rejects.toMatchObject(reason);
  });
  test('canary: without the second mention the codebook is read', async () => {
    expect((await read(`<CodeBook><Codes>${code(one)}</Codes></CodeBook>`)).codes).toHaveLength(1);
  });
  test('GUIDs are compared without braces and case', () => {
    expect(guidOf(` {${one.toUpperCase()}} `)).toBe(one);
    expect(guidOf('11111111-1111')).toBe(undefined);
  });
});

describe('what was kept', () => {
  const element = (name: string, attributes: Record<string, string>, children: object[] = [], text = '') => ({
    name,
    attributes,
    children: children as never,
    text,
  });
  const guid = '22222222-2222-4222-8222-222222222222';
  test('comes out in the order and with the attributes the standard allows', () => {
    const kept = element('Set', { guid, name: 'a', vendor: 'x' }, [
      element('MemberSource', { targetGUID: guid }),
      element('MemberCode', { targetGUID: '33333333-3333-4333-8333-333333333333' }),
      element('Description', {}, [], 'd'),
    ]);
    const out = conforming(kept, (asked) => asked === guid);
    expect(out && elementXml(out)).toBe(
      `<Set guid="${guid}" name="a"><Description>d</Description><MemberSource targetGUID="${guid}"/></Set>`,
    );
  });
  test('is left out when what it says is not what its type allows', () => {
    const value = element('VariableValue', {}, [
      element('VariableRef', { targetGUID: guid }),
      element('IntegerValue', {}, [], 'many'),
    ]);
    expect(conforming(value, () => true)?.children).toHaveLength(1);
    expect(conforming(element('Link', { guid, originGUID: guid, targetGUID: guid }), () => false)).toBe(
      undefined,
    );
  });
});
