import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleJob } from '../../examples.ts';

let at: World;
let worker: Person;
let coordinator: Person;
let clinician: Person;
let neighbour: Person;
const today = new Date().toISOString().slice(0, 10);
const day = (offset: number) => addDays(today, offset);

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async () =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;

async function employer(name: string) {
  const id = newId();
  await worker.ok('employment.addEmployer', {
    id,
    siteId: at.sites.a1.id,
    name,
    place: 'Harbour Street',
    trade: 'food',
  });
  return id;
}

test('an employer is the team’s own: sealed in the table, unknown to another organisation', async () => {
  const id = await employer('Quillback Bakery');
  await worker.ok('employment.meetEmployer', {
    id: newId(),
    employerId: id,
    siteId: at.sites.a1.id,
    metOn: day(-1),
    way: 'at_work',
    purpose: 'learn_needs',
    person: 'the owner',
    note: 'Needs somebody for early mornings',
  });
  const { rows } = await at.admin.query('select body from employment.employer where id = $1', [id]);
  expect(rows[0].body.includes(Buffer.from('Quillback'))).toBe(false);
  const known = await coordinator.ok<{ rows: { id: string; name: string; meetings: number }[] }>(
    'employment.listEmployers',
    {},
  );
  expect(known.rows).toContainEqual(expect.objectContaining({ id, name: 'Quillback Bakery', meetings: 1 }));
  const theirs = await neighbour.ok<{ rows: { id: string }[] }>('employment.listEmployers', {});
  expect(theirs.rows.map((row) => row.id)).not.toContain(id);
  for (const [operation, input] of [
    ['employment.openEmployer', { id }],
    [
      'employment.addOpening',
      { id: newId(), employerId: id, title: 'Baker', trade: 'food', openedOn: day(0) },
    ],
  ] as const)
    expect((await neighbour.call(operation, input)).status).toBe(404);
});

test('the second to correct an employer is told, and loses nothing', async () => {
  const id = await employer('Tern Laundry');
  const told = { id, version: 1, name: 'Tern Laundry', place: '', note: 'Ask for the evening shift' };
  await worker.ok('employment.reviseEmployer', told);
  const second = await coordinator.call('employment.reviseEmployer', {
    ...told,
    note: 'Ask for the morning shift',
  });
  expect(second.status).toBe(409);
  expect(JSON.stringify(second.body)).toContain('evening shift');
});

test('an opening ends once, not before it began', async () => {
  const employerId = await employer('Sedge Gardens');
  const id = newId();
  await worker.ok('employment.addOpening', {
    id,
    employerId,
    title: 'Gardener',
    trade: 'outdoors',
    openedOn: day(-3),
  });
  const early = await worker.call('employment.closeOpening', {
    id,
    version: 1,
    closedOn: day(-9),
    closing: 'withdrawn',
  });
  expect(early.status).toBe(422);
  await worker.ok('employment.closeOpening', { id, version: 1, closedOn: day(0), closing: 'our_client' });
  const again = await worker.call('employment.closeOpening', {
    id,
    version: 1,
    closedOn: day(0),
    closing: 'withdrawn',
  });
  expect(again.status).toBe(409);
});

test('a vocational profile keeps earlier texts, and a second writer gets both', async () => {
  const clientId = await client();
  const id = newId();
  await worker.ok('employment.writeProfile', { clientId, id, parts: { hopes: 'A kitchen job near home' } });
  await worker.ok('employment.writeProfile', {
    clientId,
    id,
    version: 1,
    parts: { hopes: 'A bakery, mornings' },
  });
  const late = await clinician.call('employment.writeProfile', {
    clientId,
    id,
    version: 1,
    parts: { hopes: 'Office' },
  });
  expect(late.status).toBe(409);
  expect(late.body).toMatchObject({
    code: 'employment.profileChanged',
    facts: { id, version: 2, theirs: { hopes: 'A bakery, mornings' } },
  });
  const { at: moment } = (late.body as { facts: { at: string } }).facts;
  expect(Math.abs(Date.now() - new Date(moment).getTime()), 'when it was written').toBeLessThan(3_600_000);
  const { rows: writers } = await at.admin.query(
    'select changed_by as by from employment.profile where id = $1',
    [id],
  );
  expect(writers[0].by).toBe(worker.accountId);
  const { rows } = await at.admin.query(
    `select count(*)::int as n from employment.history where table_name = 'profile' and row_id = $1`,
    [id],
  );
  expect(rows[0].n).toBe(1);
  const hidden = await neighbour.call('employment.clientEmployment', { clientId });
  expect(hidden.status).toBe(404);
});

test('counselling names a table that was in force that day; a table is entered by a coordinator and never changes', async () => {
  const clientId = await client();
  const table = {
    id: newId(),
    name: 'Earnings kept',
    source: 'A leaflet of the benefit office, page 2',
    sourceOn: day(-30),
    validFrom: day(-300),
    validTo: day(-10),
    lines: [{ text: 'Each month', amount: '500 $' }],
  };
  expect((await worker.call('employment.addBenefitTable', table)).status).toBe(403);
  await coordinator.ok('employment.addBenefitTable', table);
  const given = {
    id: newId(),
    clientId,
    givenOn: day(0),
    by: 'worker',
    about: 'before_work',
    tableId: table.id,
  };
  expect((await worker.call('employment.recordCounselling', given)).status).toBe(422);
  await worker.ok('employment.recordCounselling', { ...given, givenOn: day(-11) });
  const work = await worker.ok<{ counselling: { table: { name: string } | null }[] }>(
    'employment.clientEmployment',
    { clientId },
  );
  expect(work.counselling[0]?.table?.name).toBe('Earnings kept');
  await expect(
    at.database.asActor(coordinator.actor, { id: newId() }, (tx) =>
      tx.run({ parts: [`update employment.benefit_table set name = 'changed'`], values: [] }),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('volunteering is no job, and ends with what came of it', async () => {
  const clientId = await client();
  const id = newId();
  await worker.ok('employment.recordActivity', {
    id,
    clientId,
    kind: 'volunteering',
    name: 'Seed library',
    startedOn: day(-20),
  });
  await worker.ok('employment.endActivity', {
    clientId,
    id,
    version: 1,
    endedOn: day(-1),
    outcome: 'reference',
  });
  const work = await worker.ok<{ jobs: unknown[]; activities: { outcome: string }[] }>(
    'employment.clientEmployment',
    { clientId },
  );
  expect([work.jobs.length, work.activities[0]?.outcome]).toEqual([0, 'reference']);
});

type Fidelity = {
  items: {
    code: string;
    figure: string;
    value: number | null;
    records: number;
    people: number;
    missing: string | null;
    score: number | null;
  }[];
  unseen: unknown[];
};

test('what the records show of the fidelity scale is what a count by hand gives', async () => {
  const [bakery, laundry] = [await employer('Plover Bakery'), await employer('Plover Laundry')];
  const before = await fidelity();
  const shareBefore = itemOf(before, 'disclosure-decided');
  const [one, two, three] = [await client(), await client(), await client()];
  const job = (clientId: string, more: object) =>
    worker.ok('employment.recordJob', { ...exampleJob(clientId, day(-40)), ...more });
  await job(one, {
    employerId: bakery,
    trade: 'food',
    competitive: true,
    permanent: true,
    disclosure: 'told',
  });
  await job(two, {
    employerId: bakery,
    trade: 'food',
    competitive: true,
    permanent: false,
    disclosure: 'not_decided',
  });
  await job(three, { employerId: laundry, trade: 'cleaning', competitive: false, disclosure: 'not_told' });
  await worker.ok('employment.recordCounselling', {
    id: newId(),
    clientId: one,
    givenOn: day(-41),
    by: 'trained_planner',
    about: 'before_work',
  });
  await worker.ok('employment.recordCounselling', {
    id: newId(),
    clientId: two,
    givenOn: day(-39),
    by: 'trained_planner',
    about: 'before_work',
  });
  await worker.ok('employment.recordSupport', {
    id: newId(),
    clientId: one,
    supportedOn: day(-2),
    with: 'client',
    way: 'at_work',
    kind: 'checking_in',
  });
  await worker.ok('employment.recordSupport', {
    id: newId(),
    clientId: two,
    supportedOn: day(-2),
    with: 'client',
    way: 'phone',
    kind: 'checking_in',
  });
  const now = await fidelity();
  const expected = {
    'different-employers': [2 / 3, 3],
    'kinds-of-jobs': [2 / 3, 3],
    'counselled-before-work': [1 / 3, 3],
    'disclosure-decided': [2 / 3, 3],
    'competitive-permanent': [1 / 3, 3],
    'supported-monthly': [1 / 3, 3],
  } as const;
  expect(shareBefore?.records).toBe(0);
  for (const [figure, [share, records]] of Object.entries(expected)) {
    const item = itemOf(now, figure);
    expect([figure, item?.records]).toEqual([figure, records]);
    expect(item?.value).toBeCloseTo(100 * share, 6);
  }
  expect(itemOf(now, 'different-employers')?.score).toBe(3);
  expect(itemOf(now, 'supported-monthly')?.score).toBeNull();
  expect(itemOf(now, 'clients-per-specialist')).toMatchObject({ value: null, missing: 'staff' });
  expect(now.items.length + now.unseen.length).toBe(25);
  const behind = await worker.ok<{ rows: { clientId: string; value: number }[] }>(
    'employment.openFidelityItem',
    {
      ...window(),
      scale: 'ips-25',
      item: 'services.2',
    },
  );
  expect(behind.rows.map((row) => row.clientId).sort()).toEqual([one, two, three].sort());
});

test('the people behind an item are shown to nobody of another organisation, nor to a lead', async () => {
  const lead = await at.person('lead', at.sites.a1);
  const asked = { ...window(), scale: 'ips-25', item: 'services.2' };
  expect((await neighbour.call('employment.openFidelityItem', asked)).status).toBe(403);
  expect((await lead.call('employment.openFidelityItem', asked)).status).toBe(403);
  expect((await lead.call('employment.fidelityOfRecords', window())).status).toBe(200);
});

const window = () => ({ siteId: at.sites.a1.id, from: day(-60), to: day(1) });
const fidelity = () => worker.ok<Fidelity>('employment.fidelityOfRecords', window());
const itemOf = (shown: Fidelity, figure: string) => shown.items.find((item) => item.figure === figure);
