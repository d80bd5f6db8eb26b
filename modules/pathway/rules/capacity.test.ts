import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityOf, conditionsOn, excludesNobody, rooms } from '../model.ts';

const unit = { en: 'clients', fr: 'personnes' };
const rule = { unit, perRole: 'nurse', clients: 15, rooms: { unit, clients: 12 } };
const staff = (amount: number, clients: number | null = null) => ({ resource: 'nurse', amount, clients });
const space = (amount: number, clients: number | null = null) => ({ resource: rooms, amount, clients });

describe('capacity is what the scarcest resource carries', () => {
  test('23, not 200: 1.55 nurses at 15 clients are 23.25, two rooms at 12 are 24', () => {
    const { places, lines } = capacityOf(rule, [staff(1.55), space(2)]);
    expect(places).toBe(23);
    expect(lines.map(({ carries }) => carries)).toEqual([23, 24]);
  });
  test('one room less, and the room decides: 12', () => {
    expect(capacityOf(rule, [staff(1.55), space(1)]).places).toBe(12);
  });
  test('a site whose nurse carries ten says so: 1.5 × 10 = 15, and the line shows whose rule it is', () => {
    const { places, lines } = capacityOf(rule, [staff(1.5, 10), space(2)]);
    expect([places, lines[0]?.ownRule, lines[1]?.ownRule]).toEqual([15, true, false]);
  });
  test('a resource the rule does not know counts when the site says what one carries: half a prescriber at 40 is 20', () => {
    const prescriber = { resource: 'prescriber', amount: 0.5, clients: 40 };
    expect(capacityOf(rule, [staff(2), space(3), prescriber]).places).toBe(20);
    expect(capacityOf(rule, [staff(2), space(3), { ...prescriber, clients: null }]).places).toBe(30);
  });
  test('nothing is promised while a line is empty, and nothing without a rule', () => {
    expect(capacityOf(rule, [staff(2)])).toMatchObject({
      places: null,
      lines: [{ carries: 30 }, { carries: null }],
    });
    expect(capacityOf(undefined, [staff(2)])).toEqual({ places: null, lines: [] });
    expect(capacityOf(rule, [staff(0), space(2)]).places).toBe(0);
  });
  test('hundredths do not lose a client: 0.29 × 100 is 29, though floating point says 28.999…', () => {
    expect(capacityOf({ unit, perRole: 'nurse', clients: 100 }, [staff(0.29)]).places).toBe(29);
    expect(Math.floor(0.29 * 100)).toBe(28);
  });
  test('more of anything never carries fewer', () => {
    const hundredths = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(hundredths, hundredths, fc.integer({ min: 1, max: 60 }), (one, more, each) => {
        const at = (amount: number) =>
          capacityOf({ unit, perRole: 'nurse', clients: each }, [staff(amount / 100)]).places ?? -1;
        expect(at(one + more)).toBeGreaterThanOrEqual(at(one));
      }),
    );
  });
});

describe('conditions at a site', () => {
  const program = [
    { id: 'wish', en: 'Wants it', fr: 'Le veut', from: '2024-01-01', required: true },
    {
      id: 'daily',
      en: 'Comes daily',
      fr: 'Vient chaque jour',
      from: '2024-01-01',
      to: '2026-07-01',
      required: true,
    },
  ];
  const site = [
    {
      sentenceId: 'daily',
      effect: 'lifts',
      en: null,
      fr: null,
      required: false,
      from: '2026-03-01',
      to: '2026-05-01',
    },
    {
      sentenceId: 'here-1',
      effect: 'adds',
      en: 'Lives here',
      fr: 'Vit ici',
      required: false,
      from: '2026-05-01',
      to: null,
    },
  ] as const;
  test.each([
    ['2026-02-28', ['wish', 'daily']],
    ['2026-03-01', ['wish']],
    ['2026-05-01', ['wish', 'daily', 'here-1']],
    ['2026-07-01', ['wish', 'here-1']],
  ])('on %s are %j', (day, ids) => {
    expect(conditionsOn(program, site, day).map((one) => one.id)).toEqual(ids);
  });
  test('a program none of whose sentences decides excludes nobody', () => {
    expect(excludesNobody(conditionsOn(program, site, '2026-07-02'))).toBe(false);
    expect(excludesNobody(program.map((one) => ({ ...one, required: false })))).toBe(true);
  });
});
