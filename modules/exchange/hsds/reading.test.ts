import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readByday, readDays, readTime } from './hours.ts';
import { readLanguage } from './languages.ts';
import { tableName } from './tables.ts';
import { readPhone, readText, readValue } from './values.ts';

describe('times of day', () => {
  const readings: [string, string | undefined][] = [
    ['9:00am', '09:00'],
    ['9am', '09:00'],
    ['9:00 am ', '09:00'],
    ['12:00am', '00:00'],
    ['12pm', '12:00'],
    ['830am', '08:30'],
    ['9:0am', '09:00'],
    ['09:00:00', '09:00'],
    ['17:30', '17:30'],
    ['10:00:00+01:00', '10:00'],
    ['9 h 30', '09:30'],
    ['17h', '17:00'],
    ['9 p.m.', '21:00'],
    ['noon', '12:00'],
    ['minuit', '00:00'],
    ['0900', '09:00'],
    ['24:00', '00:00'],
    ['5:00pm Mon', '17:00'],
    ['6:300pm', undefined],
    ['25:00', undefined],
    ['13:00pm', undefined],
    ['9', undefined],
    ['by appointment', undefined],
    ['', undefined],
  ];
  test.each(readings)('%s', (text, time) => expect(readTime(text)?.time).toBe(time));

  test('every time of day in both clocks', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const time = `${two(hour)}:${two(minute)}`;
        expect(readTime(time)?.time).toBe(time);
        expect(
          readTime(`${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}${hour < 12 ? 'am' : ' PM'}`)?.time,
        ).toBe(time);
      }),
    );
  });
});

test('days by name, number, list and span', () => {
  expect(
    ['Monday', '7', 'Mon-Fri', 'lundi, jeudi', 'sam. au dim.', 'Fri to Mon', 'someday'].map(readDays),
  ).toEqual(['MO', 'SU', 'MO,TU,WE,TH,FR', 'MO,TH', 'SA,SU', 'MO,FR,SA,SU', undefined]);
  expect(['th, fr', '1MO', 'Tuesday', 'XX'].map(readByday)).toEqual(['TH,FR', '1MO', 'TU', undefined]);
});

test('languages in free text', () => {
  expect(readLanguage('Creole', '')).toEqual({ code: 'ht', codes: ['ht'] });
  expect(readLanguage('English and Spanish', '')).toEqual({ code: null, codes: ['en', 'es'] });
  expect(readLanguage('Spanish (limited)', '').codes).toEqual(['es']);
  expect(readLanguage('français', '')).toEqual({ code: 'fr', codes: ['fr'] });
  expect(readLanguage('other languages available upon request', '')).toEqual({ code: null, codes: [] });
  expect(readLanguage('Urdu', 'ur')).toEqual({ code: 'ur', codes: ['ur'] });
});

test('telephone numbers and their extensions', () => {
  expect(
    [
      '305-434-7660 x4',
      '(312) 773-1068 ext. 321',
      '305-891-8850 xOPT2',
      '211',
      '"+44 1234 234567"',
      'no phone',
    ].map(readPhone),
  ).toEqual([
    { number: '305-434-7660', extension: '4' },
    { number: '(312) 773-1068', extension: '321' },
    { number: '305-891-8850', extension: 'OPT2' },
    { number: '211', extension: '' },
    { number: '+44 1234 234567', extension: '' },
    undefined,
  ]);
});

test('cells and values', () => {
  expect(readText(' a\\nb\u0000 ')).toEqual({
    text: 'a\nb',
    notes: ['controlCharacters', 'writtenLineBreaks', 'spaces'],
  });
  expect(readText('a\ud800b').text).toBe('a\ufffdb');
  expect(['\u0001', '\u0001'].map((cell) => readText(cell).text)).toEqual(['', '']);
  expect(readValue('2026-02-30', 'date')).toMatchObject({ value: null, left: '2026-02-30' });
  expect(readValue('2026-02-28T10:00:00Z', 'date').value).toBe('2026-02-28');
  expect(readValue('see the sign', 'url').left).toBe('see the sign');
});

test('any cell leaves text that PostgreSQL can store', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (cell) => {
      const { text } = readText(cell);
      expect(text.isWellFormed() && !text.includes('\u0000')).toBe(true);
    }),
  );
});

test('tables under the names files give them', () => {
  expect(
    [
      'services_at_location.csv',
      'data/Service_At_Locations.csv',
      'accessibility_for_disabilities',
      'payments_accepted',
      'services_taxonomy',
      'taxonomies',
      'addresses',
      'funding',
      'metadata',
      'eligibility',
    ].map(tableName),
  ).toEqual([
    'service_at_location',
    'service_at_location',
    'accessibility_for_disability',
    'payment_accepted',
    'service_taxonomy',
    'taxonomy',
    'address',
    'funding',
    'metadata',
    'eligibility',
  ]);
});
