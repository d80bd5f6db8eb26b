import { describe, expect, test } from 'vitest';
import { mapDirectory } from './map.ts';
import type { Mapped } from './map.ts';
import { readNested, tablesOf } from './nested.ts';
import type { Collected } from './nested.ts';
import type { RawTable } from './raw.ts';
import { tableName } from './tables.ts';

const table = (name: string, ...rows: Record<string, string>[]): RawTable => ({
  file: `${name}.csv`,
  table: tableName(name),
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
});

const organizations = table(
  'organizations',
  { id: '1', name: 'Mill Society' },
  { id: '2', name: 'Sans accent' },
);
const services = table('services', { id: '10', organization_id: '1', name: 'Soup', status: '' });
const locations = table('locations', { id: '20', organization_id: '77', name: 'Mill hall' });
const places = table('services_at_location', { id: '30', service_id: '10', location_id: '20' });
const old = [organizations, services, locations, places];

const reasons = (mapped: Mapped) => mapped.refused.map(({ file, row, key }) => `${file} ${row} ${key}`);
const map = (...tables: RawTable[]) => mapDirectory('a/test', tables);
const columns = (mapped: Mapped, kind: keyof Mapped['records'], ...names: string[]) =>
  mapped.records[kind].map((record) => names.map((name) => record[name]));

/** The promise: every record of the input is loaded or refused, in each file. */
function missing(tables: readonly RawTable[], mapped: Mapped): number {
  const found = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    found -
    mapped.refused.length -
    Object.values(mapped.records).reduce((sum, records) => sum + records.length, 0)
  );
}

describe('every record is loaded or refused', () => {
  const dirty = [
    ...old,
    table(
      'services',
      { id: '11', organization_id: '999', name: 'Orphan' },
      { id: '', organization_id: '1', name: 'Nameless' },
    ),
    table(
      'eligibility',
      { id: '', service_id: '', eligibility: 'Adults' },
      { id: '', service_id: '10', eligibility: 'Adults' },
    ),
    table(
      'phones',
      { id: '', location_id: '20', number: '' },
      { id: '', location_id: '20', number: 'no phone' },
      { id: '', location_id: '20', number: '604-555-0101 x4' },
    ),
    table('metadata', { id: '1', resource_id: '10' }),
    table('wait_lists', { id: '1' }),
  ];

  test('with the reason for each', () => {
    const mapped = map(...dirty);
    expect(missing(dirty, mapped)).toBe(0);
    expect(reasons(mapped).sort()).toEqual(
      [
        'eligibility.csv 1 linkBlank',
        'metadata.csv 1 metadata',
        'phones.csv 1 noNumber',
        'phones.csv 2 noDigits',
        'services.csv 1 linkNotInFiles',
        'services.csv 2 noId',
        'wait_lists.csv 1 unknownTable',
      ].sort(),
    );
    expect(mapped.refused.find(({ key }) => key === 'linkNotInFiles')?.facts).toEqual({
      what: 'organization',
      id: '999',
    });
  });

  test('and a refused row that is left out of the report is noticed', () => {
    const mapped = map(...dirty);
    expect(missing(dirty, { ...mapped, refused: mapped.refused.slice(1) })).toBe(1);
  });

  test('what hangs on a refused record is refused, what also hangs on a whole one stays', () => {
    const orphan = table('services', { id: '11', organization_id: '999', name: 'Orphan' });
    const mapped = map(
      ...old,
      orphan,
      table(
        'languages',
        { id: '1', service_id: '11', location_id: '', language: 'French' },
        { id: '2', service_id: '11', location_id: '20', language: 'French' },
      ),
    );
    expect(reasons(mapped)).toContain('languages.csv 1 linkRefused');
    expect(columns(mapped, 'language', 'service_id', 'code')).toEqual([[null, 'fr']]);
    expect(mapped.records.language[0]?.extra).toEqual({ service_id: '11' });
  });
});

describe('what is put in order', () => {
  test('a blank status is active, an unknown one is refused', () => {
    const mapped = map(
      organizations,
      table(
        'services',
        { id: '1', organization_id: '1', name: 'A', status: ' ' },
        { id: '2', organization_id: '1', name: 'B', status: 'perhaps' },
      ),
    );
    expect(columns(mapped, 'service', 'name', 'status')).toEqual([['A', 'active']]);
    expect(mapped.notes).toContainEqual({ file: 'services.csv', key: 'statusBlank', count: 1 });
    expect(reasons(mapped)).toEqual(['services.csv 2 unknownStatus']);
  });

  test('old hours become calendar rules; the text behind a time and the afternoon are read', () => {
    const hours = (weekday: string, opens_at: string, closes_at: string) => ({
      service_id: '10',
      weekday,
      opens_at,
      closes_at,
      original_text: '',
    });
    const mapped = map(
      ...old,
      table(
        'regular_schedules',
        hours('Monday', '9am', '5:00'),
        hours('2', '9:0am', '12:00pm (counter)'),
        hours('mercredi', '830am', '6:300pm'),
        hours('Thursday', '', ''),
      ),
    );
    expect(columns(mapped, 'schedule', 'freq', 'byday', 'opens_at', 'closes_at', 'notes')).toEqual([
      ['WEEKLY', 'MO', '09:00', '17:00', null],
      ['WEEKLY', 'TU', '09:00', '12:00', '(counter)'],
    ]);
    expect(reasons(mapped)).toEqual([
      'regular_schedules.csv 3 unreadClosing',
      'regular_schedules.csv 4 saysNothing',
    ]);
  });

  test('a link that leads nowhere and is not needed is kept beside, like every column without a place', () => {
    const mapped = map(
      organizations,
      table('locations', {
        id: '20',
        organization_id: '77',
        name: 'Hall',
        floor: '2',
        latitude: '100',
        longitude: '4',
      }),
    );
    expect(mapped.records.location[0]).toMatchObject({
      organization_id: null,
      latitude: null,
      extra: { organization_id: '77', floor: '2', 'source latitude': '100' },
    });
  });

  test('written-out line breaks, extensions, wrapped numbers and translations', () => {
    const mapped = map(
      table('organizations', {
        id: '1',
        name: 'Mill',
        description: 'One\\nTwo',
        name_fr: 'Moulin',
        url: 'mill.example/a',
      }),
      table(
        'phones',
        { id: 'p', organization_id: '1', number: '"+1 604 555 0101"' },
        { id: 'q', organization_id: '1', number: '604-555-0102 poste 12' },
      ),
    );
    expect(mapped.records.organization[0]).toMatchObject({
      description: 'One\nTwo',
      website: 'http://mill.example/a',
      translations: { fr: { name: 'Moulin' } },
    });
    expect(columns(mapped, 'phone', 'number', 'extension')).toEqual([
      ['+1 604 555 0101', null],
      ['604-555-0102', '12'],
    ]);
  });
});

describe('ids', () => {
  test('are the same again, whatever the order of the rows', () => {
    const phones = [
      { id: '', organization_id: '1', number: '604-555-0101' },
      { id: '', organization_id: '1', number: '604-555-0102' },
    ];
    const ids = (rows: Record<string, string>[]) =>
      map(organizations, table('phones', ...rows))
        .records.phone.map(({ id, number }) => `${String(number)} ${id}`)
        .sort();
    expect(ids(phones)).toEqual(ids(phones.toReversed()));
    expect(mapDirectory('b/test', old).records.service[0]?.id).not.toBe(map(...old).records.service[0]?.id);
  });

  test('an id that two details share stands for both; two organizations cannot share one; the same words twice are one', () => {
    const shared = table(
      'languages',
      { id: '1', location_id: '20', language: 'English' },
      { id: '1', location_id: '20', language: 'Creole' },
      { id: '1', location_id: '20', language: 'Creole' },
    );
    const mapped = map(
      table('organizations', { id: '1', name: 'A' }, { id: '1', name: 'B' }),
      locations,
      shared,
    );
    expect(new Set(mapped.records.language.map(({ id }) => id)).size).toBe(2);
    expect(reasons(mapped)).toEqual(['organizations.csv 2 repeatedId', 'languages.csv 3 sameAsRow']);
  });

  test('a record may point at one of its kind further down, and not at one that was refused', () => {
    const mapped = map(
      table(
        'organizations',
        { id: '1', name: 'Child', parent_organization_id: '2' },
        { id: '2', name: 'Parent', parent_organization_id: '3' },
        { id: '3', name: '' },
      ),
    );
    const [child, parent] = mapped.records.organization;
    expect(child?.parent_organization_id).toBe(parent?.id);
    expect(parent).toMatchObject({ parent_organization_id: null, extra: { parent_organization_id: '3' } });
  });
});

describe('nested files', () => {
  const service = {
    id: 's1',
    name: 'Warm room',
    status: 'active',
    organization: { id: 'o1', name: 'Mill', description: '' },
    program: { id: 'g1', name: 'Winter', description: '' },
    phones: [
      {
        id: 'p1',
        number: '604-555-0101',
        extension: 7,
        languages: [{ id: 'l1', name: 'French', code: 'fr' }],
      },
    ],
    service_at_locations: [
      {
        id: 'a1',
        location: { id: 'x1', location_type: 'physical', phones: [{ id: 'p1', number: '604-555-0101' }] },
      },
    ],
    attributes: [
      {
        id: 't1',
        value: 'yes',
        taxonomy_term: {
          id: 'k1',
          name: 'Warmth',
          taxonomy_detail: { id: 'y1', name: 'Own', description: '' },
        },
      },
    ],
  };
  const flat = (name: string, content: unknown) => {
    const collected: Collected = new Map();
    return [...readNested(name, content, collected), ...tablesOf(collected)];
  };

  test('give the same links as tables; a record that is met twice is one', () => {
    const mapped = map(...flat('service_list.json', { contents: [service] }));
    expect(mapped.refused).toEqual([]);
    const [phone] = mapped.records.phone;
    expect(phone).toMatchObject({
      extension: '7',
      service_id: mapped.records.service[0]?.id,
      location_id: mapped.records.location[0]?.id,
    });
    expect(mapped.records.language[0]?.phone_id).toBe(phone?.id);
    expect(mapped.records.program[0]?.organization_id).toBe(mapped.records.organization[0]?.id);
    expect(mapped.records.attribute[0]).toMatchObject({
      link_id: mapped.records.service[0]?.id,
      link_kind: 'service',
      taxonomy_term_id: mapped.records.taxonomy_term[0]?.id,
    });
    expect(mapped.records.taxonomy_term[0]?.taxonomy_id).toBe(mapped.records.taxonomy[0]?.id);
  });

  test('a description of an interface holds no records, anything else that is unknown is refused', () => {
    expect(flat('base.json', { version: '3.0', openapi_url: 'https://openapi.example' })).toEqual([]);
    expect(reasons(map(...flat('notes.json', [{ title: 'x' }, 4])))).toEqual([
      'notes.json 1 unknownTable',
      'notes.json 2 unknownTable',
    ]);
  });
});
