import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import type { Person, World } from '../../../../tests/world.ts';
import { world } from '../../../../tests/world.ts';
import { examples } from '../../examples.ts';
import { kilometres } from '../../model.ts';
import type { DirectoryRecord, DirectoryRecords, Point } from '../../model.ts';
import { understand } from '../../understand.ts';
import { takeDirectory } from '../takeDirectory.ts';

let w: World;
let worker: Person;
let steward: Person;
beforeAll(async () => {
  w = await world();
  worker = await w.person('worker', w.sites.a1);
  steward = await w.person('steward');
  await steward.ok('directory.placeSite', { siteId: w.sites.a1.id, ...start });
});
afterAll(() => w.close());

const start = { latitude: 49.3, longitude: -123 };
const nowhere = { latitude: null, longitude: null };
const words = ['food', 'meal', 'nourriture', 'food bank', 'shelter', 'lawyer', 'pain', 'clothing', 'bike'];
const said = (index: number) => words[index % words.length] ?? '';

type Made = Record<'name' | 'body', string> & { point: Point | null; age: number | null; status: string };

/** A directory of services made by rule: what each is called, what it says of itself, where it stands. */
function made(count: number, rule: (index: number) => Made): DirectoryRecords {
  const [organization, service] = [examples().organization[0], examples().service[0]];
  const [location, link] = [examples().location[0], examples().service_at_location[0]];
  if (!organization || !service || !location || !link) throw new Error('the examples hold each of these');
  const none = Object.fromEntries(Object.keys(examples()).map((kind) => [kind, []]));
  const own = (index: number, kind: string) => ({
    id: newId(),
    original_id: `${kind}-${index}`,
    translations: {},
  });
  const all = Array.from({ length: count }, (_, index) => {
    const { name, body, point, age, status } = rule(index);
    const told = { name, description: body, status, minimum_age: age, assured_date: null };
    const one: DirectoryRecord = {
      ...service,
      ...own(index, 's'),
      ...told,
      eligibility_description: null,
      program_id: null,
    };
    const place: DirectoryRecord = { ...location, ...own(index, 'l'), name: null, ...(point ?? nowhere) };
    const at: DirectoryRecord = { ...link, ...own(index, 'p'), service_id: one.id, location_id: place.id };
    return { one, place, at };
  });
  return {
    ...(none as unknown as DirectoryRecords),
    organization: [{ ...organization, parent_organization_id: null }],
    service: all.map(({ one }) => one),
    location: all.map(({ place }) => place),
    service_at_location: all.map(({ at }) => at),
  };
}

const source = { id: newId(), code: 'made', reach: 'local', language: 'en' } as const;
async function bring(records: DirectoryRecords): Promise<void> {
  for (const table of ['finder', 'service_at_location', 'location', 'service', 'organization'])
    await w.admin.query(`delete from directory.${table}`);
  await w.database.asActor(worker.actor, { id: newId() }, (tx) => takeDirectory(tx, source, records, 0));
}

type Question = { text: string; age: number | null; within: number | null; nearest: boolean };
const inputOf = ({ text, age, within, nearest }: Question) => ({
  text,
  limit: 20,
  order: nearest ? ('nearest' as const) : ('best' as const),
  narrowing: {
    ...(age === null ? {} : { age }),
    ...(within === null ? {} : { within }),
    near: { siteId: w.sites.a1.id },
  },
});
const found = async (question: Question) =>
  (await worker.ok<{ rows: { id: string }[] }>('directory.searchServices', inputOf(question))).rows.map(
    ({ id }) => id,
  );

type Plain = {
  id: string;
  name: string;
  status: string;
  met: number;
  weight: number;
  minimum_age: number | null;
  points: Point[];
};

/** The same answer by the plain way: every service of the community compared with everything asked, nothing chosen beforehand. */
async function plainly({ text, age, within, nearest }: Question): Promise<string[]> {
  const known = new Set(text.split(' '));
  const { asked } = understand(text, known, []);
  const { rows } = await w.admin.query<Plain>(
    `select t.id, t.name, t.status, t.minimum_age, t.card -> 'points' as points, r.met::int, r.weight
     from directory.finder t cross join lateral (
       select count(*) filter (where t.search @@ a.wide::tsquery) as met,
         coalesce(sum(ts_rank('{0.1,0.2,0.5,1.0}', t.search, a.exact::tsquery) * 2 + ts_rank('{0.1,0.2,0.5,1.0}', t.search, a.wide::tsquery)), 0) as weight
       from unnest($2::text[], $3::text[]) a (exact, wide)) r
     where t.community_id = $1 and t.status <> 'defunct'`,
    [w.communityId, asked.map(({ exact }) => exact), asked.map(({ wide }) => wide)],
  );
  const km = ({ points }: Plain) => Math.min(...points.map((point) => kilometres(start, point)));
  const far = (row: Plain) => (nearest && km(row) <= (within ?? 150) ? km(row) : Number.POSITIVE_INFINITY);
  const before = (left: Plain, right: Plain): number =>
    right.met - left.met ||
    Number(right.status === 'active') - Number(left.status === 'active') ||
    (far(left) === far(right) ? 0 : far(left) - far(right)) ||
    right.weight - left.weight ||
    (left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1);
  return rows
    .filter((row) => asked.length === 0 || row.met > 0)
    .filter((row) => age === null || (row.minimum_age ?? 0) <= age)
    .filter((row) => within === null || km(row) <= within)
    .sort(before)
    .slice(0, 20)
    .map(({ id }) => id);
}

const mixed = (index: number): Made => ({
  name: `${said(index)} ${String.fromCharCode(97 + (index % 26))}`,
  body: `${said(index * 5 + 3)} and ${said(index * 7 + 1)}`,
  point:
    index % 11 === 0
      ? null
      : { latitude: 49.3 + (index % 13) / 7, longitude: -123 + Math.floor(index / 13) / 5 },
  age: index % 4 === 0 ? 19 : null,
  status: index % 17 === 0 ? 'temporarily closed' : index % 23 === 0 ? 'defunct' : 'active',
});

describe('the order of services', () => {
  test('is that of the plain way, whatever is asked, with and without distance', async () => {
    await bring(made(110, mixed));
    const question = fc.record({
      text: fc
        .uniqueArray(fc.constantFrom(...words.filter((word) => !word.includes(' '))), { maxLength: 3 })
        .map((some) => some.join(' ')),
      age: fc.constantFrom(null, 17, 40),
      within: fc.constantFrom(null, 5, 40, 120),
      nearest: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(question, async (one) => {
        expect(await found(one)).toEqual(await plainly(one));
      }),
      { numRuns: 60 },
    );
    const phrase = { text: 'food bank', age: null, within: null, nearest: true };
    expect(await found(phrase)).toEqual(await plainly(phrase));
  }, 60_000);

  test('canary: another distance for one service changes it', async () => {
    await bring(made(110, mixed));
    const question = { text: 'food', age: null, within: null, nearest: true };
    const [first] = await found(question);
    await w.admin.query(
      `update directory.finder set latitudes = '{51}', longitudes = '{-122}' where id = $1`,
      [first],
    );
    expect(await found(question)).not.toEqual(await plainly(question));
  });

  test('puts the nearest first among more services than are compared closely', async () => {
    await bring(
      made(400, (index) => ({
        name: index === 399 ? 'Corner house' : `Food ${index}`,
        body: index === 399 ? 'There is food.' : 'Food, meals and a food bank.',
        point: index === 399 ? start : { latitude: 49.5, longitude: -123 - index / 1000 },
        age: null,
        status: 'active',
      })),
    );
    const { rows } = await worker.ok<{ rows: { name: string }[] }>('directory.searchServices', {
      ...inputOf({ text: 'food', age: null, within: null, nearest: true }),
    });
    expect(rows[0]?.name).toBe('Corner house');
  }, 30_000);
});

test('kilometres are the same in the database as here; canary: degrees taken in another order are not', async () => {
  // Evenly over the globe: doubles drawn by their bits lie almost all beside zero.
  const degree = (most: number) =>
    fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((millionths) => millionths / 1e6);
  const point = fc.record({ latitude: degree(90), longitude: degree(180) });
  const pairs = fc.sample(fc.tuple(point, point), 500);
  const column = (pick: (pair: [Point, Point]) => number) => pairs.map(pick);
  const ask = async (text: string) => {
    const { rows } = await w.admin.query<{ km: number }>(
      `select directory.kilometres(${text}) as km from unnest($1::float8[], $2::float8[], $3::float8[], $4::float8[]) with ordinality p (a, b, c, d, n) order by n`,
      [
        column(([from]) => from.latitude),
        column(([from]) => from.longitude),
        column(([, to]) => to.latitude),
        column(([, to]) => to.longitude),
      ],
    );
    return Math.max(
      ...rows.map(({ km }, index) => Math.abs(km - kilometres(...(pairs[index] ?? [start, start])))),
    );
  };
  expect(await ask('a, b, c, d')).toBeLessThan(1e-3);
  expect(await ask('b, a, d, c')).toBeGreaterThan(1);
});

describe('the middle of a postal area', () => {
  const address = (code: string | null, index: number, records: DirectoryRecords): DirectoryRecord => ({
    ...(examples().address[0] as DirectoryRecord),
    id: newId(),
    original_id: `a-${index}`,
    organization_id: null,
    location_id: records.location[index]?.id ?? null,
    postal_code: code,
  });
  const kept = async () =>
    (
      await w.admin.query<{ area: string; latitude: number }>(
        `select area, latitude from directory.area where community_id = $1 order by area`,
        [w.communityId],
      )
    ).rows;

  test('is that of all its places, of the whole code and of its half, and goes with them', async () => {
    const records = made(3, (index) => ({
      name: `Food ${index}`,
      body: '',
      point: { latitude: 49 + index, longitude: -123 },
      age: null,
      status: 'active',
    }));
    const codes = ['V0X 1A1', 'v0x 1a2', 'K1A 0B1'];
    const addresses = codes.map((code, index) => address(code, index, records));
    await bring({ ...records, address: addresses });
    expect(await kept()).toEqual([
      { area: 'K1A', latitude: 51 },
      { area: 'K1A0B1', latitude: 51 },
      { area: 'V0X', latitude: 49.5 },
      { area: 'V0X1A1', latitude: 49 },
      { area: 'V0X1A2', latitude: 50 },
    ]);
    const moved = addresses.map((one, index) => (index === 2 ? { ...one, postal_code: null } : one));
    await w.database.asActor(worker.actor, { id: newId() }, (tx) =>
      takeDirectory(tx, source, { ...records, address: moved }, 0),
    );
    expect((await kept()).map(({ area }) => area)).toEqual(['V0X', 'V0X1A1', 'V0X1A2']);
  });
});
