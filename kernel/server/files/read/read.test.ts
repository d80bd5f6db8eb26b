import { afterAll, describe, expect, test } from 'vitest';
import { openIntake } from '../intake.ts';
import { makeDocx, makeOdt, makePdf } from '../testing/zip.ts';
import { codePoints } from './points.ts';
import { findTurns } from './speakers.ts';

const intake = openIntake();
afterAll(() => intake.close());
const read = (bytes: Buffer | string) => intake.text({ name: 'x', bytes: Buffer.from(bytes as Buffer) });
const run = (text: string, style = '') =>
  `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

describe('Word', () => {
  test('keeps paragraphs, bold speakers, tabs and breaks; leaves out deleted text, fields and fallbacks', async () => {
    const body =
      `<w:p>${run('Interviewer:', '<w:b/>')}${run(' How was it? 😀')}</w:p><w:p/>` +
      `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${run('P01:')}<w:r><w:tab/><w:t>Fine &amp; good</w:t><w:br/><w:t>really</w:t></w:r>` +
      `<w:del>${run('gone')}</w:del><w:ins>${run('!')}</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>` +
      `<mc:AlternateContent xmlns:mc="m"><mc:Fallback><w:p>${run('twice')}</w:p></mc:Fallback></mc:AlternateContent>`;
    const answer = await read(makeDocx(body));
    expect(answer.text).toBe('Interviewer: How was it? 😀\n\nP01:\tFine & good\nreally!');
    expect(answer).toMatchObject({ kind: 'docx', warnings: ['trackedChanges'] });
    expect(answer.turns?.map((turn) => turn.speaker)).toEqual(['Interviewer', 'P01']);
  });
  test('a table row is a line, its cells apart by tabs', async () => {
    const row = (...cells: string[]) =>
      `<w:tr>${cells.map((cell) => `<w:tc><w:p>${run(cell)}</w:p></w:tc>`).join('')}</w:tr>`;
    const answer = await read(
      makeDocx(`<w:tbl>${row('P01', 'Yes')}${row('INT', 'Why?')}</w:tbl><w:p>${run('end')}</w:p>`),
    );
    expect(answer.text).toBe('P01\tYes\nINT\tWhy?\nend');
    expect(answer.turns?.map((turn) => turn.speaker)).toEqual(['P01', 'INT']);
  });
  test('an honest document that unpacks 36-fold is read', async () => {
    const answer = await read(
      makeDocx(
        `<w:p>${run('word ', '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:lang w:val="en-CA"/>')}</w:p>`.repeat(
          3_000,
        ),
      ),
    );
    expect(answer.text.split('\n')).toHaveLength(3_000);
  });
});

test('OpenDocument: white space as the format means it, notes left out with a warning', async () => {
  const note = '<text:note><text:note-body><text:p>aside</text:p></text:note-body></text:note>';
  const answer = await read(
    makeOdt(
      `<text:h>Entrevue</text:h><text:p>Marie :\n   <text:s text:c="2"/>d’accord${note}<text:tab/>oui<text:line-break/>non</text:p>`,
    ),
  );
  expect(answer.text).toBe('Entrevue\nMarie :   d’accord\toui\nnon');
  expect(answer).toMatchObject({ kind: 'odt', warnings: ['footnotes'] });
});

describe('rich text', () => {
  test('Unicode escapes with their fallback, surrogate pairs, and what is not text', async () => {
    const answer = await read(
      String.raw`{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Cyr;}}{\*\generator X;}{\info{\title T}}` +
        String.raw`\pard Interviewer: caf\'e9 \u8217?\u-10179?\u-8704?\par {\b P01:} \emdash\tab{\v hidden}{\f1\'cf\'f0} \{ok\}{\footnote no}{\pict 0102}\par}`,
    );
    expect(answer.text).toBe('Interviewer: café ’😀\nP01: —\tПр {ok}');
    expect(answer.kind).toBe('rtf');
  });
  test('a fallback of several characters is skipped whole, also as hex', async () => {
    expect((await read(String.raw`{\rtf1\uc3 a\u233\'65\'65\'65b{\uc0\u233 c}}`)).text).toBe('aébéc');
  });
  test('two-byte code pages and the Unicode half of a pair', async () => {
    const answer = await read(
      String.raw`{\rtf1\ansi\ansicpg932 \'93\'fa\'96\'7b {\upr{x}{\*\ud{\u26085?}}}\par\trowd P01\cell yes\cell\row}`,
    );
    expect(answer.text).toBe('日本 日\nP01\tyes');
  });
  test('half a pair becomes a replacement character, with a warning', async () => {
    const answer = await read(String.raw`{\rtf1 a\u-10179?b}`);
    expect(answer).toMatchObject({ text: 'a\ufffdb', warnings: ['badCharacters'] });
  });
});

describe('plain text', () => {
  test('line ends become LF and nothing else is touched', async () => {
    const text = 'e\u0301 and \u00e9\u00a0: 👩‍👩‍👧\r\nnext\rlast';
    expect((await read(`\ufeff${text}`)).text).toBe('e\u0301 and \u00e9\u00a0: 👩‍👩‍👧\nnext\nlast');
  });
  test('UTF-16 with and without a mark', async () => {
    expect((await read(Buffer.from('\ufeffhello 😀', 'utf16le'))).text).toBe('hello 😀');
    expect((await read(Buffer.from('hello there', 'utf16le'))).text).toBe('hello there');
    expect((await read(Buffer.from('\ufeffhello there', 'utf16le').swap16())).text).toBe('hello there');
  });
  test('Windows-1252 is read with a warning', async () => {
    expect(await read(Buffer.from('caf\xe9 \x93oui\x94', 'latin1'))).toMatchObject({
      text: 'café “oui”',
      warnings: ['windows1252'],
    });
  });
});

test('PDF text keeps its lines', async () => {
  const answer = await read(makePdf(['Interviewer: Hello', 'P01: Good day']));
  expect(answer).toMatchObject({
    kind: 'pdf',
    text: 'Interviewer: Hello\nP01: Good day',
    warnings: ['pdfLines'],
  });
});

describe('web pages', () => {
  test('what a reader would see, line by line; nothing that runs, is hidden or belongs to the page', async () => {
    const page =
      '<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body onload="x()"><nav>Menu</nav>' +
      '<p>Interviewer:  How <b>was</b>\n it? &#128512; &amp; so</p><p>P01: Fine<br>really</p><p hidden>secret</p>' +
      '<p>P01: Yes<span style="display: none">trap</span></p><script>alert(1)</script>' +
      '<table><tr><td>P02</td><td>No &lt;script&gt;</td></tr></table><pre>a  b\nc</pre></body></html>';
    const answer = await read(page);
    expect(answer.text).toBe(
      'Interviewer: How was it? 😀 & so\n\nP01: Fine\nreally\n\nP01: Yes\n\nP02\tNo <script>\na  b\nc',
    );
    expect(answer.kind).toBe('html');
    expect(answer.turns?.map((turn) => turn.speaker)).toEqual(['Interviewer', 'P01', 'P01', 'P02']);
  });
  test('a page in UTF-16 or with an XML head is one too', async () => {
    const page = '<?xml version="1.0"?><html><body><p>été</p></body></html>';
    expect((await read(page)).text).toBe('été');
    expect((await read(Buffer.from(`\ufeff${page}`, 'utf16le'))).text).toBe('été');
  });
});

describe('subtitles', () => {
  test('WebVTT voices become turns with their times', async () => {
    const answer = await read(
      'WEBVTT\n\nNOTE made here\n\n1\n00:01.000 --> 00:03.500 align:start\n<v Marie>Bonjour <i>vous</i>\n\n00:03.500 --> 00:05.000\n<v Marie>&amp; merci 😀\n\n01:00:05.000 --> 01:00:06.000\n<v P01>Oui\n',
    );
    expect(answer.text).toBe('Marie: Bonjour vous & merci 😀\nP01: Oui');
    expect(answer.turns).toEqual([
      { speaker: 'Marie', start: 0, end: 29, from: 1_000, to: 5_000 },
      { speaker: 'P01', start: 30, end: 38, from: 3_605_000, to: 3_606_000 },
    ]);
  });
  test('SubRip with speakers in the words', async () => {
    const answer = await read(
      '1\r\n00:00:01,000 --> 00:00:02,000\r\nINT: Why?\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\nNo idea\r\n',
    );
    expect(answer).toMatchObject({ kind: 'srt', text: 'INT: Why?\nNo idea' });
    expect(answer.turns?.map((turn) => turn.speaker)).toEqual(['INT', '']);
  });
});

describe('speakers', () => {
  const speakers = (text: string) => findTurns(text).map((turn) => turn.speaker);
  test('roles, codes and labels that come back', () => {
    expect(speakers('Interviewer: a\nP01: b\nINT : c')).toEqual(['Interviewer', 'P01', 'INT']);
    expect(speakers('Marie\u00a0: a\nIntervieweuse : b\nMarie\u00a0: c')).toEqual([
      'Marie',
      'Intervieweuse',
      'Marie',
    ]);
    expect(speakers('[00:01:02] Speaker 1: a\nSpeaker 2 (00:02:00): b')).toEqual(['Speaker 1', 'Speaker 2']);
  });
  test('not every colon is a speaker', () => {
    expect(speakers('Background: once only\nThey said: this\nhttps://example.org')).toEqual([]);
  });
  test('turns cut the text where the next begins, in code points', () => {
    const text = '😀 intro\nP01: 😀😀\nmore\n\nINT: q\n';
    const points = [...text];
    const cut = findTurns(text).map((turn) => points.slice(turn.start, turn.end).join(''));
    expect(cut).toEqual(['P01: 😀😀\nmore\n', 'INT: q']);
    expect(findTurns('[00:01:02] P01: x')[0]?.from).toBe(62_000);
  });
  test('canary: counting UTF-16 units would cut elsewhere', () => {
    const text = '😀 intro\nP01: x';
    expect(findTurns(text)[0]?.start).not.toBe(text.indexOf('P01'));
    expect(codePoints(text)).toBe([...text].length);
  });
});
