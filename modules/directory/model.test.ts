import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hours } from './contract.ts';
import { findable } from './findable.ts';
import { kilometres, postalArea } from './distance.ts';
import { dialable, hoursOn, openAt, standingOf, weekdays } from './model.ts';
import { groupsOf, marksOf } from './needs.ts';
import { asQuery, plain } from './plain.ts';
import { distance, keysOf, nearest } from './spelling.ts';
import { doubtful, understand } from './understand.ts';
import { minuteOf, openRanges, wantedRanges, weekText } from './week.ts';

const hours = (part: Partial<Hours>): Hours => ({
  byday: 'MO',
  opens: '09:00',
  closes: '17:00',
  closed: false,
  from: null,
  to: null,
  words: null,
  ...part,
});

test('folded text has neither accents nor marks', () => {
  expect(plain('  Santé mentale — L’Œuvre (24/7) ')).toBe('sante mentale l oeuvre 24 7');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(plain(plain(text))).toBe(plain(text));
    }),
  );
});

test('text without accents is folded in the short way as in the long one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(plain(`${text} é`)).toBe(`${plain(text)} e`.trim());
    }),
  );
});

test('a question to the index holds letters and digits only between its own signs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = plain(text);
      if (words !== '') expect(asQuery(words)).toMatch(/^[\p{L}\p{N}'():*| <>-]+$/u);
      expect(words).not.toMatch(/['\\:&|!]/);
    }),
  );
});

describe('misspelt words', () => {
  test.each([
    ['houssing', 'housing'],
    ['shleter', 'shelter'],
    ['nouriture', 'nourriture'],
    ['metadone', 'methadone'],
    ['pychology', 'psychology'],
    ['dentits', 'dentist'],
    ['adiction', 'addiction'],
    ['hebergment', 'hebergement'],
  ])('%s shares a key with %s and is read as it', (typed, meant) => {
    expect(keysOf(typed).some((key) => keysOf(meant).includes(key))).toBe(true);
    expect(nearest(typed, ['pantry', meant, 'parent'])).toEqual([meant]);
  });
  test('distance counts letters, swaps once', () => {
    expect([
      distance('abcd', 'abdc', 2),
      distance('abc', 'abc', 2),
      distance('abc', 'xyz', 2),
      distance('', 'ab', 2),
    ]).toEqual([1, 0, 3, 2]);
  });
  test('short words are not guessed at', () => expect(nearest('hvi', ['hiv'])).toEqual([]));
});

describe('reading a question', () => {
  const read = (text: string) => understand(text, new Set(doubtful(text)), []);
  test('the navigator’s sentence becomes a need and conditions', () => {
    expect(
      read('pain management, takes people without ID, open Tuesday evening, checked this month'),
    ).toMatchObject({
      asked: [{ text: 'pain management', needs: ['pain'] }],
      marks: ['no-id'],
      day: 'TU',
      time: '18:30',
      checked: 31,
    });
    expect(
      read('gestion de la douleur, sans pièce d’identité, mardi soir, vérifié ce mois-ci'),
    ).toMatchObject({
      asked: [{ needs: ['pain'] }],
      marks: ['no-id'],
      day: 'TU',
      time: '18:30',
      checked: 31,
    });
  });
  test('either language asks for the words of both', () => {
    const [food] = read('Nourriture').asked;
    expect(food?.wide).toContain("'food':*");
    expect(food?.exact).toBe("'nourriture':*");
    expect(read('sante mentale').asked[0]?.needs).toEqual(['mental-health']);
  });
  test('an unknown word is read as the nearest known one', () => {
    expect(understand('houssing', new Set(), []).asked[0]).toMatchObject({
      text: 'houssing',
      readAs: 'housing',
      needs: ['housing'],
    });
    expect(understand('girl skouts', new Set(['girl']), ['scouts', 'skates']).asked[1]).toMatchObject({
      text: 'skouts',
      readAs: 'scouts',
    });
    expect(understand('food tomorrow', new Set(), []).asked.map(({ needs }) => needs)).toEqual([
      ['food'],
      [],
    ]);
    expect(doubtful('mental health for xylophonists')).toEqual(['xylophonists']);
  });
  test('small words alone ask nothing', () => expect(read('the services for people').asked).toEqual([]));
});

test('conditions are read from what a service says; a longer phrase uses its words up', () => {
  expect(
    marksOf({ entry: 'Call to register, no referral needed. Aucune pièce d’identité exigée.', place: '' }),
  ).toEqual(['no-id', 'self-referral']);
  expect(
    marksOf({ entry: 'Referral from a clinic. We repair wheelchairs.', place: 'Sans marche depuis la rue' }),
  ).toEqual(['referrals', 'step-free']);
});

test('a service is found by the languages spoken there, in both languages', () => {
  const found = findable({
    names: ['Maison'],
    needs: [],
    entry: [],
    places: [],
    languageCodes: ['es', 'xx-odd'],
  });
  expect(found.body).toBe('spanish espagnol');
});

describe('the week', () => {
  test('hours that end before they begin go on the next day, and from Sunday to Monday', () => {
    expect(openRanges([hours({ byday: 'SU', opens: '20:00', closes: '08:00' })])).toEqual([
      [minuteOf('SU', '20:00'), 7 * 1440],
      [0, 480],
    ]);
    expect(weekText([hours({ byday: 'MO,TU', opens: '00:00', closes: '00:00' })])).toBe(
      '{[0,1440),[1440,2880)}',
    );
    expect(weekText([hours({ closed: true }), hours({ from: '2026-12-24' }), hours({ opens: null })])).toBe(
      '{}',
    );
  });
  test('a minute is open exactly when the hours of that day, or of the night before, say so', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        fc.constantFrom(...weekdays),
        time,
        time,
        fc.constantFrom(...weekdays),
        time,
        (day, opens, closes, askedDay, asked) => {
          const minute = minuteOf(askedDay, asked);
          const open = openRanges([hours({ byday: day, opens, closes })]).some(
            ([from, to]) => from <= minute && minute < to,
          );
          const next = weekdays[(weekdays.indexOf(day) + 1) % 7];
          const overnight = closes <= opens;
          const said =
            (askedDay === day && asked >= opens && (overnight || asked < closes)) ||
            (askedDay === next && overnight && asked < closes);
          expect(open).toBe(said);
        },
      ),
    );
  });
  test('a question may ask for a minute, a day, or an hour of any day', () => {
    expect(wantedRanges('TU', '18:30')).toBe('{[2550,2551)}');
    expect(wantedRanges('MO', null)).toBe('{[0,1440)}');
    expect(wantedRanges(null, '10:00')?.split(',[')).toHaveLength(7);
    expect(wantedRanges(null, null)).toBeNull();
  });
  test('a holiday closes the day', () => {
    const all = [
      hours({ byday: 'MO,TU' }),
      hours({ closed: true, byday: null, opens: null, from: '2026-12-24', to: '2026-12-26' }),
    ];
    expect(hoursOn(all, 'TU', '2026-12-25')).toEqual([all[1]]);
    expect(hoursOn(all, 'TU', '2026-12-29')).toEqual([all[0]]);
    expect([
      openAt(hours({}), '09:00'),
      openAt(hours({}), '17:00'),
      openAt(hours({ opens: '20:00', closes: '08:00' }), '23:00'),
    ]).toEqual([true, false, true]);
  });
});

test('standing: fresh for a quarter, ageing for a year, a report outweighs both', () => {
  const on = (checkedOn: string | null, reportedAt: string | null = null) =>
    standingOf({ checkedOn, reportedAt }, '2026-11-22');
  expect([
    on('2026-11-22'),
    on('2026-08-22'),
    on('2026-08-21'),
    on('2025-11-22'),
    on('2025-11-21'),
    on(null),
    on('2026-11-22', '2026-11-22T10:00:00Z'),
  ]).toEqual(['fresh', 'fresh', 'ageing', 'ageing', 'old', 'unknown', 'reported']);
});

test('numbers as a telephone dials them', () => {
  expect(dialable({ number: '(604) 555-0101', extension: null })).toBe('6045550101');
  expect(dialable({ number: '+1 604 555 0101 or 604 555 0102', extension: '12' })).toBe(
    '+16045550101;ext=12',
  );
});

describe('how far', () => {
  test('between two airports as it is published, along a quarter of the earth, and nowhere', () => {
    const nashville = { latitude: 36.12, longitude: -86.67 };
    const losAngeles = { latitude: 33.94, longitude: -118.4 };
    // 2886.444 km on a sphere of 6371 km: the check that implementations of the haversine formula publish.
    expect((kilometres(nashville, losAngeles) * 6371) / 6371.0088).toBeCloseTo(2886.444, 3);
    expect(kilometres({ latitude: 90, longitude: 0 }, { latitude: 0, longitude: 77 })).toBeCloseTo(
      10_007.557,
      2,
    );
    expect(kilometres(nashville, nashville)).toBe(0);
    expect((kilometres(nashville, losAngeles) * 6372.8) / 6371.0088).not.toBeCloseTo(2886.444, 3);
  });
  test('a postal area is read out of an address', () => {
    expect(['14 Ferry St, V0X 1A1', 'near v6b', 'V0X1A1', 'Box 12', 'H0H-0H0'].map(postalArea)).toEqual([
      'V0X1A1',
      'V6B',
      'V0X1A1',
      undefined,
      'H0H0H0',
    ]);
  });
});

describe('gender groups in texts', () => {
  test.each([
    ['A shelter for women and children.', ['women']],
    ['Réservé aux femmes', ['women']],
    ['Two-spirit and trans people welcome', ['gender-diverse']],
    ['Everybody', []],
    ['The women who run it', []],
  ])('%s', (text, codes) => expect(groupsOf(text)).toEqual(codes));
});
