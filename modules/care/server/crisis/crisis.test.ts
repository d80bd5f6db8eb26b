import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world, worldZone } from '../../../../tests/world.ts';
import type { AlertLine, CrisisLine } from '../../asks/crisis.ts';
import type { TaskLine } from '../../contract.ts';

type Sheet = {
  alerts: AlertLine[];
  lines: CrisisLine[];
  plans: { words: string }[];
  past: { note: string; done: string[] }[];
};

let at: World;
let worker: Person;
let clinician: Person;
let coordinator: Person;
let steward: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  steward = await at.person('steward');
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async (name = 'Testa Probe') =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const sheet = (who: Person, clientId: string) => who.ok<Sheet>('care.crisisSheet', { clientId });
const tasks = async (who: Person, clientId: string) =>
  (await who.ok<{ tasks: TaskLine[] }>('care.clientCare', { clientId })).tasks;
const crisis = (clientId: string, more = {}) => ({
  id: newId(),
  clientId,
  happenedAt: new Date(Date.now() - 60_000).toISOString(),
  done: ['stayed', 'safety_plan'],
  escalate: true,
  note: 'Sat on the steps for an hour.',
  ...more,
});
const line = (more = {}) => ({
  id: newId(),
  version: 0,
  siteId: at.sites.a1.id,
  nameEn: 'Nurse on call',
  nameFr: 'Infirmière de garde',
  phone: '604 555 0100',
  aboutEn: '',
  aboutFr: '',
  days: [1, 2, 3, 4, 5, 6, 7],
  opensAt: null,
  closesAt: null,
  ...more,
});
const tomorrow = async () =>
  (await at.admin.query(`select ((now() at time zone '${worldZone}')::date + 1)::text as day`)).rows[0]
    .day as string;

describe('a crisis', () => {
  test('recorded by the employment team asks the health team in today and its author to follow up tomorrow', async () => {
    const clientId = await client();
    await worker.ok('care.recordCrisis', crisis(clientId));
    const made = await tasks(clinician, clientId);
    expect(made.map((task) => [task.stepCode, task.ownerTeam, task.ownerId])).toEqual([
      ['care.crisis-now', 'clinician', null],
      ['care.crisis-follow-up', null, worker.accountId],
    ]);
    expect(made[1]?.dueOn).toBe(await tomorrow());
    expect((await sheet(clinician, clientId)).past).toMatchObject([
      { note: 'Sat on the steps for an hour.', done: ['stayed', 'safety_plan'] },
    ]);
    const day = await clinician.ok<{ tasks: TaskLine[] }>('care.today', {});
    expect(day.tasks.map((task) => task.stepCode)).toContain('care.crisis-now');
  });

  test('sent again is one crisis with one follow-up; under the id of another person’s it is refused', async () => {
    const clientId = await client();
    const once = crisis(clientId, { escalate: false });
    await worker.ok('care.recordCrisis', once);
    await worker.ok('care.recordCrisis', once);
    expect(await tasks(worker, clientId)).toHaveLength(1);
    expect((await sheet(worker, clientId)).past).toHaveLength(1);
    expect(await clinician.call('care.recordCrisis', once)).toMatchObject({
      status: 409,
      body: { code: 'care.idTaken' },
    });
    expect(await tasks(worker, clientId)).toHaveLength(1);
  });

  test('stays with those who may see the client; the note is sealed; nobody writes over it', async () => {
    const clientId = await client();
    await worker.ok('care.recordCrisis', crisis(clientId));
    expect((await neighbour.call('care.crisisSheet', { clientId })).status).toBe(404);
    expect((await neighbour.call('care.recordCrisis', crisis(clientId))).status).toBe(404);
    const { rows } = await at.admin.query('select note from care.crisis where client_id = $1', [clientId]);
    expect(String(rows[0].note)).not.toContain('steps');
    const { rows: rights } = await at.admin.query(
      `select privilege_type from information_schema.role_table_grants where table_name = 'crisis' and grantee = 'tributary_app'`,
    );
    expect(rights.map((row) => row.privilege_type).sort()).toEqual(['INSERT', 'SELECT']);
  });

  test('needs one thing done, and has not happened yet to come', async () => {
    const clientId = await client();
    expect((await worker.call('care.recordCrisis', crisis(clientId, { done: [] }))).status).toBe(422);
    const ahead = crisis(clientId, { happenedAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await worker.call('care.recordCrisis', ahead)).toMatchObject({
      body: { code: 'care.inTheFuture' },
    });
  });
});

describe('an alert', () => {
  const raise = (clientId: string, more = {}) => ({
    id: newId(),
    clientId,
    kind: 'suicide',
    level: 'high',
    words: 'Spoke of a plan on Tuesday.',
    ...more,
  });

  test('is seen by both teams, the most pressing first, and by nobody elsewhere, not even as a hint', async () => {
    const clientId = await client();
    await worker.ok('care.raiseAlert', raise(clientId, { kind: 'overdose', level: 'watch' }));
    await clinician.ok('care.raiseAlert', raise(clientId));
    expect((await sheet(worker, clientId)).alerts.map((alert) => alert.level)).toEqual(['high', 'watch']);
    await worker.ok('people.joinCircle', { clientId, siteId: at.sites.other.id, kind: 'site' });
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'permit',
      binds: 'site',
      targetId: at.sites.other.id,
      dataClass: 'identity',
    });
    const seen = await sheet(neighbour, clientId);
    expect(seen.alerts).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain('Tuesday');
  });

  test('of the health team is not seen by a worker once the client keeps health matters from workers', async () => {
    const clientId = await client();
    await clinician.ok('care.raiseAlert', raise(clientId));
    expect((await sheet(worker, clientId)).alerts).toHaveLength(1);
    await clinician.ok('people.giveDirective', {
      clientId,
      effect: 'deny',
      binds: 'role',
      targetRole: 'worker',
      dataClass: 'health',
    });
    expect((await sheet(worker, clientId)).alerts).toEqual([]);
    expect((await sheet(clinician, clientId)).alerts).toHaveLength(1);
  });

  test('is changed by whoever is first, taken down for good, and what it said stays in history', async () => {
    const clientId = await client();
    const alert = raise(clientId);
    await worker.ok('care.raiseAlert', alert);
    const change = { clientId, id: alert.id, version: 1, level: 'raised', words: 'Calmer since.' };
    await clinician.ok('care.changeAlert', change);
    expect((await worker.call('care.changeAlert', change)).status).toBe(409);
    await worker.ok('care.changeAlert', { ...change, version: 2, ended: true });
    expect((await sheet(worker, clientId)).alerts).toEqual([]);
    const { rows } = await at.admin.query(
      `select row_version from care.history where row_id = $1 order by row_version`,
      [alert.id],
    );
    expect(rows.map((row) => row.row_version)).toEqual([1, 2]);
  });
});

describe('whom to call', () => {
  test('is kept by a coordinator for their site and by a steward for all, and read at once in a crisis', async () => {
    const clientId = await client();
    const here = line();
    await coordinator.ok('care.keepCrisisLine', here);
    await steward.ok('care.keepCrisisLine', line({ siteId: null, nameEn: 'Province-wide line' }));
    expect((await sheet(worker, clientId)).lines.map((one) => one.nameEn)).toEqual([
      'Nurse on call',
      'Province-wide line',
    ]);
    for (const [who, given] of [
      [coordinator, line({ siteId: null })],
      [coordinator, line({ siteId: at.sites.a2.id })],
    ] as const)
      expect(await who.call('care.keepCrisisLine', given)).toMatchObject({
        body: { code: 'care.lineNotYours' },
      });
    expect((await worker.call('care.keepCrisisLine', line())).status).toBe(403);
    await coordinator.ok('care.keepCrisisLine', { ...here, version: 1, ended: true });
    expect((await sheet(worker, clientId)).lines.map((one) => one.nameEn)).toEqual(['Province-wide line']);
    expect(await coordinator.call('care.keepCrisisLine', { ...here, version: 1 })).toMatchObject({
      status: 409,
    });
  });

  test('says whether they answer now, also past midnight', async () => {
    const { rows } = await at.admin.query(
      `select extract(isodow from m)::int as day, to_char(m - interval '1 hour', 'HH24:MI') as before, to_char(m + interval '1 hour', 'HH24:MI') as after,
        to_char(m + interval '2 hours', 'HH24:MI') as later from (select now() at time zone '${worldZone}' as m) x`,
    );
    const { day, before, after, later } = rows[0] as {
      day: number;
      before: string;
      after: string;
      later: string;
    };
    const far = await at.person('coordinator', at.sites.a2);
    const keep = (name: string, more: object) =>
      far.ok('care.keepCrisisLine', line({ siteId: at.sites.a2.id, nameEn: name, ...more }));
    await keep('open', { opensAt: before, closesAt: after });
    await keep('shut', { opensAt: after, closesAt: later });
    await keep('other days', { days: [(day % 7) + 1] });
    const { rows: listed } = await far.ok<{ rows: CrisisLine[] }>('care.listCrisisLines', {});
    const mine = listed.filter((one) => one.siteId === at.sites.a2.id);
    expect(mine.map((one) => [one.nameEn, one.openNow])).toEqual([
      ['open', true],
      ['shut', false],
      ['other days', false],
    ]);
  });
});

test('canary: with the policy taken away the neighbour would read the alert', async () => {
  const clientId = await client();
  await worker.ok('care.raiseAlert', {
    id: newId(),
    clientId,
    kind: 'suicide',
    level: 'high',
    words: 'Never leaves.',
  });
  const seen = async () =>
    (
      await at.database.asActor(neighbour.actor, { id: newId() }, (tx) =>
        tx.run({ parts: ['select from care.alert where client_id = ', ''], values: [clientId] }),
      )
    ).value;
  expect(await seen()).toBe(0);
  await at.admin.query('alter table care.alert disable row level security');
  expect(await seen()).toBe(1);
  await at.admin.query('alter table care.alert enable row level security');
});
