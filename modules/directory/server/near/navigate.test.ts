import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import type { Person, World } from '../../../../tests/world.ts';
import { world } from '../../../../tests/world.ts';
import type { ServiceRow } from '../../contract.ts';
import { examples } from '../../examples.ts';
import type { DirectoryRecords } from '../../model.ts';
import { refreshFinder } from '../records/refreshFinder.ts';
import { takeDirectory } from '../takeDirectory.ts';

let w: World;
let worker: Person;
let steward: Person;
let far: Person;

/** The examples with ages, a group and a point on the map for the food shelf. */
function placed(): DirectoryRecords {
  const all = examples();
  return {
    ...all,
    service: all.service.map((one) =>
      one['name'] === 'Pain clinic'
        ? { ...one, minimum_age: 19, eligibility_description: 'For women.' }
        : one,
    ),
    location: all.location.map((one) => ({ ...one, latitude: 49.3, longitude: -123.1 })),
  };
}

const source = { id: newId(), code: 'examples', reach: 'local', language: 'en' } as const;
const bring = (records: DirectoryRecords) =>
  w.database.asActor(worker.actor, { id: newId() }, (tx) => takeDirectory(tx, source, records, 0));

beforeAll(async () => {
  w = await world();
  worker = await w.person('worker', w.sites.a1);
  steward = await w.person('steward');
  far = await w.person('steward', w.sites.b1);
  await bring(placed());
  await steward.ok('directory.placeSite', { siteId: w.sites.a1.id, latitude: 49.3, longitude: -123.0 });
});
afterAll(() => w.close());

type Found = { rows: ServiceRow[]; start: string | null };
const search = (narrowing: object = {}, more: object = {}, as = worker) =>
  as.ok<Found>('directory.searchServices', {
    text: '',
    narrowing,
    here: { day: 'TU', time: '14:00' },
    ...more,
  });
const names = async (narrowing: object, more: object = {}) =>
  (await search(narrowing, more)).rows.map(({ name }) => name);
const reason = (found: Found, name: string, kind: string) =>
  found.rows.find((row) => row.name === name)?.reasons.find((one) => one.kind === kind);

describe('reasons', () => {
  test('whether it is open at that hour, until when, or when it opens next', async () => {
    const found = await search();
    expect(reason(found, 'Food shelf', 'open')).toEqual({ kind: 'open', fits: true, at: '18:00' });
    expect(reason(found, 'Pain clinic', 'opens')).toEqual({
      kind: 'opens',
      fits: false,
      day: 'TU',
      at: '16:00',
    });
    const night = await search({}, { here: { day: 'WE', time: '03:00' } });
    expect(reason(night, 'Night shelter', 'open')).toMatchObject({ fits: true, at: '08:00' });
  });
  test('how far it is from a site or a postal area, and what is not on the map', async () => {
    const near = { siteId: w.sites.a1.id };
    const found = await search({ near });
    expect(found.start).toBe('known');
    expect(reason(found, 'Food shelf', 'distance')).toEqual({ kind: 'distance', fits: true, km: 7.3 });
    expect(reason(found, 'Night shelter', 'distance')).toEqual({ kind: 'distance', fits: null });
    expect(await names({ near, within: 7 })).toEqual([]);
    expect(await names({ near, within: 8 })).toEqual(['Food shelf']);
    expect((await names({ near }, { order: 'nearest' }))[0]).toBe('Food shelf');
    expect(await names({ near: { area: 'V0X' }, within: 1 })).toEqual(['Food shelf']);
    expect(await names({ near: { area: 'V0X1A1' }, within: 1 })).toEqual(['Food shelf']);
    expect((await search({ near: { area: 'K1A' } })).start).toBe('unknown');
  });
  test('age and group rule out only what contradicts them; what is not said stays, and says so', async () => {
    expect(await names({ age: 17 })).toEqual(['Food shelf', 'Night shelter']);
    expect(await names({ group: 'men' })).toEqual(['Food shelf', 'Night shelter']);
    const found = await search({ age: 40, group: 'women' });
    expect(reason(found, 'Pain clinic', 'age')).toEqual({ kind: 'age', fits: true, from: 19 });
    expect(reason(found, 'Pain clinic', 'group')).toEqual({ kind: 'group', fits: true, code: 'women' });
    expect(reason(found, 'Night shelter', 'age')).toEqual({ kind: 'age', fits: null });
    expect(reason(found, 'Night shelter', 'group')).toMatchObject({ fits: null });
  });
});

describe('taking referrals', () => {
  test('is said by somebody on a day, filters lists, and runs out', async () => {
    const id = (await search()).rows.find(({ name }) => name === 'Night shelter')?.id ?? '';
    expect(reason(await search(), 'Night shelter', 'taking')).toEqual({ kind: 'taking', fits: null });
    await worker.ok('directory.sayCapacity', {
      id: newId(),
      serviceId: id,
      takes: 'waitlist',
      weeks: 3,
      told: 'phone',
      note: 'CAPACITY-CANARY',
    });
    const said = await search({ takesNow: true });
    expect(said.rows.map(({ name }) => name)).toEqual(['Night shelter']);
    expect(reason(said, 'Night shelter', 'taking')).toMatchObject({
      fits: true,
      taking: { takes: 'waitlist', weeks: 3 },
    });
    expect(JSON.stringify(said)).not.toContain('CAPACITY-CANARY');
    await w.admin.query(`update directory.finder set takes_until = current_date - 1 where id = $1`, [id]);
    await w.admin.query(
      `update directory.capacity set holds_until = current_date - 1 where service_id = $1`,
      [id],
    );
    expect(await names({ takesNow: true })).toEqual([]);
    expect(reason(await search(), 'Night shelter', 'taking')).toMatchObject({ fits: null });
    const opened = await worker.ok<{ takings: object[] }>('directory.openService', { id });
    expect(opened.takings).toMatchObject([{ takes: 'waitlist', weeks: 3, note: 'CAPACITY-CANARY' }]);
  });
  test('is said by staff of the community only', async () => {
    const { rows } = await search();
    const input = { id: newId(), serviceId: rows[0]?.id, takes: 'yes', told: 'phone' };
    expect((await (await w.person('funder')).call('directory.sayCapacity', input)).status).toBe(403);
    expect((await far.call('directory.sayCapacity', input)).status).toBe(404);
  });
});

describe('who checks next', () => {
  test('a record is due when nobody checked it, when it is old or reported; its keeper finds it in a list of their own', async () => {
    const { rows } = await search();
    const night = rows.find(({ name }) => name === 'Night shelter');
    const opened = await worker.ok<{ version: number }>('directory.openService', { id: night?.id });
    const keep = { serviceId: night?.id, version: opened.version, keeperId: worker.accountId, everyDays: 30 };
    await worker.ok('directory.setKeeper', keep);
    expect((await worker.call('directory.setKeeper', keep)).status).toBe(409);
    type Due = { rows: { name: string; dueOn: string | null }[]; mine: number; nobody: number };
    const due = (whose: string) => worker.ok<Due>('directory.listDue', { whose });
    expect(await due('mine')).toMatchObject({
      rows: [{ name: 'Night shelter', dueOn: null, everyDays: 30 }],
      mine: 1,
      nobody: 2,
    });
    await worker.ok('directory.assure', { serviceId: night?.id, version: opened.version + 1 });
    expect((await due('mine')).rows).toEqual([]);
    await worker.ok('directory.reportWrong', { serviceId: night?.id, about: ['phone'] });
    expect((await due('mine')).rows).toMatchObject([{ name: 'Night shelter' }]);
    const stranger = { ...keep, version: opened.version + 3, keeperId: far.accountId };
    expect(await worker.call('directory.setKeeper', stranger)).toMatchObject({
      status: 422,
      body: { code: 'directory.noSuchKeeper' },
    });
  });
});

describe('writing a service', () => {
  type Editable = { version: number; form: Record<string, unknown> };
  const editable = async (name: string) => {
    const id = (await worker.ok<Found>('directory.searchServices', { text: name })).rows[0]?.id ?? '';
    return { id, ...(await worker.ok<Editable>('directory.editableService', { id })) };
  };

  test('changes both languages, numbers and hours; finds it by them; keeps what stood before; an import leaves it alone', async () => {
    const { id, version, form } = await editable('Food shelf');
    expect(form).toMatchObject({
      name: { en: 'Food shelf', fr: 'Garde-manger' },
      phones: [{ number: '604-555-0101', extension: '4' }],
      hours: [{ days: ['TU', 'FR'], opens: '13:00', closes: '18:00' }],
      languages: ['en', 'es'],
    });
    const written = {
      ...form,
      name: { en: 'Harbour shelf', fr: 'Tablette du port' },
      phones: [{ number: '604-555-0177', extension: '' }],
      hours: [{ days: ['SU'], opens: '10:00', closes: '12:00' }],
      groups: ['men'],
    };
    const saved = await worker.ok<{ version: number }>('directory.editService', {
      id,
      version,
      form: written,
      checked: true,
    });
    expect(await worker.call('directory.editService', { id, version, form })).toMatchObject({
      status: 409,
      body: { code: 'directory.serviceChanged', facts: { version: saved.version } },
    });
    const found = await worker.ok<Found>('directory.searchServices', {
      text: 'tablette',
      narrowing: { day: 'SU', time: '11:00', group: 'men' },
    });
    expect(found.rows).toMatchObject([{ name: 'Harbour shelf', phone: { number: '604-555-0177' } }]);
    const edits = await worker.ok<{
      rows: { changes: { part: string; before: unknown; after: unknown }[] }[];
    }>('directory.listEdits', { serviceId: id });
    expect(edits.rows[0]?.changes).toContainEqual({
      part: 'phones',
      before: ['604-555-0101 4'],
      after: ['604-555-0177'],
    });
    expect((await bring(placed())).value).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
    expect((await editable('Harbour shelf')).form).toEqual(written);
    const changedThere = placed();
    const again = {
      ...changedThere,
      service: changedThere.service.map((one) => ({
        ...one,
        wait_time: 'A week',
        name: `${String(one['name'])} x`,
      })),
    };
    await bring(again);
    const kept = await editable('Harbour shelf');
    expect(kept.form).toEqual(written);
    expect((await w.admin.query('select wait_time from directory.service where id = $1', [id])).rows).toEqual(
      [{ wait_time: 'A week' }],
    );
    await bring(placed());
  });

  test('making services findable again from what is stored changes nothing that an import made of them', async () => {
    const all = async () =>
      (
        await w.admin.query(
          `select id, name, needs, body, marks, groups, languages, week::text, card from directory.finder where community_id = $1 order by id`,
          [w.communityId],
        )
      ).rows;
    const before = await all();
    await w.database.asActor(worker.actor, { id: newId() }, (tx) =>
      refreshFinder(
        tx,
        before.map(({ id }) => String(id)),
      ),
    );
    expect(await all()).toEqual(before);
    await w.admin.query(`update directory.service set name = 'Canary', version = version + 1 where id = $1`, [
      before[0]?.id,
    ]);
    await w.database.asActor(worker.actor, { id: newId() }, (tx) =>
      refreshFinder(tx, [String(before[0]?.id)]),
    );
    expect(await all()).not.toEqual(before);
  });

  test('a local service is added with its place, and is found at once; its id cannot take over another', async () => {
    const { id: other, form } = await editable('Night shelter');
    const id = newId();
    const given = {
      id,
      organization: 'Alder house',
      form: { ...form, name: { en: '', fr: 'Cercle de parole' }, siteId: w.sites.a1.id, phones: [] },
      place: {
        name: 'Hall',
        street: '1 Quay',
        city: 'Alder Bay',
        province: 'BC',
        postalCode: 'V0X 1A1',
        latitude: 49.3,
        longitude: -123,
      },
    };
    await worker.ok('directory.addService', given);
    const found = await search({ siteId: w.sites.a1.id, near: { siteId: w.sites.a1.id } });
    expect(found.rows).toMatchObject([{ name: 'Cercle de parole', organization: 'Alder House' }]);
    expect(reason(found, 'Cercle de parole', 'distance')).toMatchObject({ km: 0 });
    expect(await worker.call('directory.addService', { ...given, id: other })).toMatchObject({
      status: 409,
      body: { code: 'directory.serviceThere' },
    });
    expect((await far.call('directory.editService', { id, version: 1, form })).status).toBe(404);
    const lead = await w.person('lead');
    expect((await lead.call('directory.editService', { id, version: 1, form })).status).toBe(403);
  });
});
