import { describe, expect, test } from 'vitest';
import type { Column } from './columns.ts';
import { dayIn, numberIn, orderOf } from './dates.ts';
import { columnFault, fitRows } from './fit.ts';
import { guessColumns } from './guess.ts';

const known = {
  sites: new Set(['harbour', 'cedar']),
  questions: new Set(['Anything else']),
  kinds: new Map([['Weight', 'text' as const]]),
};
const guess = (headings: string[], rows: string[][]) =>
  guessColumns(headings, rows, known).map(({ use, kind }) => (use === 'variable' ? kind : use));

describe('what a column is taken for', () => {
  test('in English and in French, by its heading and by what it holds', () => {
    const rows = Array.from({ length: 12 }, (_, n) => [
      `P${n}`,
      `2026-03-${String(n + 10)}`,
      n % 2 ? 'Harbour' : 'cedar',
      n % 2 ? 'Nurse' : 'Peer worker',
      n % 3 ? 'Français' : 'English',
      String(n % 5),
      n % 2 ? 'Yes' : 'No',
      `What helped me most was the ${n}th visit, when somebody had time to listen.`,
      '',
    ]);
    const uses = ['pseudonym', 'date', 'site', 'part', 'language', 'number', 'choice', 'open', 'ignore'];
    const english = [
      'Participant',
      'Date submitted',
      'Where',
      'Role',
      'Language',
      'Score',
      'Again?',
      'What helped?',
      'Blank',
    ];
    const french = [
      'Code du participant',
      'Date de soumission',
      'Lieu',
      'Rôle',
      'Langue',
      'Note',
      'Encore?',
      'Qu’est-ce qui a aidé?',
      'Vide',
    ];
    expect(guess(english, rows)).toEqual(uses);
    expect(guess(french, rows)).toEqual(uses);
  });
  test('what names people goes to the key or nowhere, whatever its heading says', () => {
    const rows = Array.from({ length: 5 }, (_, n) => [
      `p${n}@example.org`,
      `555 010 00${n}1`,
      `10.0.0.${n}`,
      `Name ${n}`,
    ]);
    expect(guess(['Contact', 'Reach me', 'IP Address', 'Full name'], rows)).toEqual([
      'identity',
      'ignore',
      'ignore',
      'ignore',
    ]);
    expect(guess(['Courriel'], [['p@example.org']])).toEqual(['identity']);
  });
  test('what the study knows under a heading stays what it is', () => {
    expect(guess(['Anything else', 'Weight', 'Other'], [['1', '2', '3']])).toEqual([
      'open',
      'text',
      'number',
    ]);
  });
  test('canary: the same cells under a heading that says nothing are only looked at', () => {
    expect(guess(['Column'], [['P0'], ['P1'], ['P2'], ['P3']])).toEqual(['text']);
  });
});

describe('cells', () => {
  test('days of the calendar in either order, and nothing else', () => {
    expect(dayIn('2026-02-28 10:15', 'dmy')).toBe('2026-02-28');
    expect(dayIn('31/01/2026', 'dmy')).toBe('2026-01-31');
    expect(dayIn('01/31/2026 9:00', 'mdy')).toBe('2026-01-31');
    for (const none of ['2026-02-29', '31/02/2026', '13/13/2026', '2026', 'soon', ''])
      expect(dayIn(none, 'dmy')).toBeUndefined();
    expect(orderOf(['01/02/2026', '01/31/2026'])).toBe('mdy');
    expect(orderOf(['31/01/2026', '01/02/2026'])).toBe('dmy');
  });
  test('numbers with a comma or a point', () => {
    expect(['12,5', '12.5', '1 234', '+3', '-4', '007'].map(numberIn)).toEqual([
      '12.5',
      '12.5',
      '1234',
      '3',
      '-4',
      '007',
    ]);
    expect(['', 'a', '1,2,3', '1e5', '٣'].map(numberIn)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

const column = (heading: string, use: Column['use'], kind: Column['kind'] = 'choice'): Column => ({
  heading,
  use,
  kind,
  order: 'dmy',
});

describe('rows', () => {
  const columns = [
    column('who', 'pseudonym'),
    column('site', 'site'),
    column('age', 'variable', 'number'),
    column('said', 'open'),
  ];
  const places = new Map([['harbour', 'site-1']]);
  const headings = ['who', 'site', 'age', 'said'];
  test('fit, or are refused by number with the column at fault; blank ones are passed over', () => {
    const rows = [
      ['P1', 'HARBOUR', '12,5', ' two\r\nlines '],
      ['', '', '', ''],
      ['P1', '', '', 'again'],
      ['P2', 'Elsewhere', '', 'x'],
      ['', 'harbour', '1', 'x'],
      ['P3', '', 'many', 'x'],
      ['P4', '', '1', 'x', 'more'],
      ['P5', '', '', ''],
    ];
    const { fits, faults } = fitRows({ columns: headings, rows }, columns, places);
    expect(
      fits.map(({ row, pseudonym, siteId, values, answers }) => [
        row,
        pseudonym,
        siteId,
        values[0]?.value,
        answers[0]?.text,
      ]),
    ).toEqual([
      [1, 'P1', 'site-1', '12.5', 'two\nlines'],
      [8, 'P5', null, undefined, undefined],
    ]);
    expect(faults).toEqual([
      { row: 3, reason: 'twice' },
      { row: 4, reason: 'site', column: 'site' },
      { row: 5, reason: 'key' },
      { row: 6, reason: 'value', column: 'age' },
      { row: 7, reason: 'cells' },
    ]);
  });
  test('columns that cannot be taken as told are named', () => {
    expect(columnFault(columns, headings)).toBeUndefined();
    expect(columnFault([column('gone', 'open')], headings)).toEqual({ reason: 'unknown', column: 'gone' });
    expect(columnFault([column('who', 'pseudonym'), column('said', 'pseudonym')], headings)).toEqual({
      reason: 'repeated',
      column: 'said',
    });
    expect(columnFault([column('said', 'ignore')], headings)).toEqual({ reason: 'empty', column: '' });
  });
});
