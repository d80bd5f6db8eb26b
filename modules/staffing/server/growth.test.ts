import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../tests/world.ts';
import type { PersonLine } from '../contract.ts';

let at: World;
let coordinator: Person;
let worker: Person;
let colleague: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  coordinator = await at.person('coordinator', at.sites.a1);
  worker = await at.person('worker', at.sites.a1);
  colleague = await at.person('worker', at.sites.a1);
  neighbour = await at.person('coordinator', at.sites.other);
});
afterAll(() => at.close());

const today = dayOf(new Date(), worldZone);
const ago = (days: number) => addDays(today, -days);
const train = (who: Person, accountId: string, code: string, doneOn: string) =>
  who.call('staffing.recordTraining', { id: newId(), accountId, code, doneOn });
const mine = (who: Person) =>
  who.ok<{ me: PersonLine; taken: { id: string; version: number; code: string }[] }>('staffing.mine', {});
const team = (who: Person, siteId = at.sites.a1.id) =>
  who.call('staffing.team', { siteId }) as unknown as Promise<{
    status: number;
    body: { people: PersonLine[] };
  }>;
const stateOf = (line: PersonLine | undefined, code: string) =>
  line?.trainings.find((one) => one.code === code)?.state;

test('crisis and suicide training are asked of those who meet clients, and come round again', async () => {
  const before = (await mine(worker)).me;
  expect(stateOf(before, 'suicide-prevention')).toBe('never');
  expect(stateOf(before, 'crisis-response')).toBe('never');
  // Every two years: done 700 days ago it is due within sixty days; done 800 days ago it is overdue.
  expect((await train(worker, worker.accountId, 'suicide-prevention', ago(700))).status).toBe(200);
  expect((await train(worker, worker.accountId, 'crisis-response', ago(800))).status).toBe(200);
  expect((await train(worker, worker.accountId, 'program-model', ago(3_000))).status).toBe(200);
  const after = (await mine(worker)).me;
  expect(
    ['suicide-prevention', 'crisis-response', 'program-model'].map((code) => stateOf(after, code)),
  ).toEqual(['soon', 'late', 'done']);
  const lead = await at.person('lead', at.sites.a1);
  expect(stateOf((await mine(lead)).me, 'suicide-prevention')).toBeUndefined();
});

test('a post asks for its own trainings', async () => {
  const somebody = await at.person('worker', at.sites.a1);
  expect(stateOf((await mine(somebody)).me, 'model-course')).toBeUndefined();
  const positionId = newId();
  await coordinator.ok('staffing.openPosition', {
    id: positionId,
    siteId: at.sites.a1.id,
    programCode: 'supported-employment',
    roleCode: 'employment-specialist',
    kind: 'regular',
    fte: 1,
    lived: false,
    openedOn: ago(10),
  });
  const { accountId } = somebody;
  await coordinator.ok('staffing.fillPosition', { id: newId(), positionId, accountId, fromOn: ago(9) });
  expect(stateOf((await mine(somebody)).me, 'model-course')).toBe('never');
});

test('a training recorded by mistake no longer counts, and its record stays', async () => {
  await train(colleague, colleague.accountId, 'privacy', ago(5));
  const [taken] = (await mine(colleague)).taken;
  const back = { id: taken?.id ?? '', version: taken?.version ?? 0 };
  expect((await worker.call('staffing.withdrawTraining', back)).status).toBe(409);
  await colleague.ok('staffing.withdrawTraining', back);
  const after = await mine(colleague);
  expect([after.taken.length, stateOf(after.me, 'privacy')]).toEqual([0, 'never']);
  const { rows } = await at.admin.query(
    `select row_before ->> 'withdrawn' as w from staffing.history where row_id = $1`,
    [back.id],
  );
  expect(rows).toEqual([{ w: 'false' }]);
});

test('supervision: due every six weeks, told to the two and to those who run the site', async () => {
  const meet = (heldOn: string, people: string[], supervisorId = coordinator.accountId) => ({
    siteId: at.sites.a1.id,
    supervisorId,
    kindCode: 'one-to-one',
    heldOn,
    minutes: 45,
    people: people.map((accountId) => ({ id: newId(), accountId })),
  });
  expect((await mine(worker)).me.supervision?.state).toBe('never');
  await coordinator.ok('staffing.recordSupervision', meet(ago(50), [worker.accountId, colleague.accountId]));
  expect((await mine(worker)).me.supervision).toEqual({ doneOn: ago(50), dueOn: ago(8), state: 'late' });
  await worker.ok('staffing.recordSupervision', meet(ago(2), [worker.accountId]));
  expect((await mine(worker)).me.supervision?.state).toBe('done');
  const lines = (await team(coordinator)).body.people;
  expect(lines.find((one) => one.accountId === colleague.accountId)?.supervision?.state).toBe('late');
  for (const wrong of [
    meet(addDays(today, 3), [worker.accountId]),
    meet(ago(1), [coordinator.accountId]),
    meet(ago(1), [neighbour.accountId]),
  ])
    expect((await coordinator.call('staffing.recordSupervision', wrong)).status).toBe(422);
  // Neither the supervisor nor somebody who runs the site: may not say that two others met.
  expect((await colleague.call('staffing.recordSupervision', meet(ago(1), [worker.accountId]))).status).toBe(
    403,
  );
});

test('nobody records for, or looks at, people they do not answer for', async () => {
  expect((await train(neighbour, worker.accountId, 'privacy', ago(1))).status).toBe(403);
  expect((await train(colleague, worker.accountId, 'privacy', ago(1))).status).toBe(403);
  expect((await team(neighbour)).status).toBe(403);
  expect((await team(worker)).status).toBe(403);
  expect((await train(coordinator, worker.accountId, 'privacy', ago(1))).status).toBe(200);
});

test('gaps go to those who can fix them: empty posts, roles without a post, people without supervision or training', async () => {
  const boss = await at.person('coordinator', at.sites.a2);
  const staff = await at.person('worker', at.sites.a2);
  const open = (roleCode: string, openedOn: string) =>
    boss.ok('staffing.openPosition', {
      id: newId(),
      siteId: at.sites.a2.id,
      programCode: 'supported-employment',
      roleCode,
      kind: 'regular',
      fte: 1,
      lived: false,
      openedOn,
    });
  await open('employment-specialist', ago(40));
  await open('peer-supporter', ago(10));
  const { sites } = await boss.ok<{
    sites: {
      siteId: string;
      vacant: { roleCode: string; since: string }[];
      noPost: { roleCode: string }[];
      supervision: number;
      training: number;
      people: number;
    }[];
  }>('staffing.gaps', {});
  expect(sites.map(({ siteId }) => siteId)).toEqual([at.sites.a2.id]);
  expect(sites[0]).toMatchObject({
    // Empty for thirty days or more: one of the two.
    vacant: [{ roleCode: 'employment-specialist', since: ago(40) }],
    supervision: 2,
    training: 2,
    people: 2,
  });
  expect(sites[0]?.noPost.map(({ roleCode }) => roleCode)).toContain('occupational-therapist');
  expect((await staff.call('staffing.gaps', {})).status).toBe(403);
});

test('strengths are one’s own to say, and found across sites of the community', async () => {
  await worker.ok('staffing.sayStrengths', { codes: ['benefits', 'groups'] });
  await worker.ok('staffing.sayStrengths', { codes: ['benefits'] });
  type Found = { people: { accountId: string; sites: { id: string }[]; codes: string[] }[] };
  const { people } = await neighbour.ok<Found>('staffing.listStrengths', {});
  expect(people).toMatchObject([
    { accountId: worker.accountId, sites: [{ id: at.sites.a1.id }], codes: ['benefits'] },
  ]);
  const far = await at.person('worker', at.sites.b1);
  expect((await far.ok<Found>('staffing.listStrengths', {})).people).toEqual([]);
  expect((await worker.call('staffing.sayStrengths', { codes: ['flying'] })).status).toBe(422);
});

test('canary: a loosened guard on training would show a neighbour’s records', async () => {
  const seen = async () => {
    const rows = await at.database.asActor(neighbour.actor, { id: newId() }, (tx) =>
      tx.many(sql`select t.id from staffing.training t where t.account_id = ${worker.accountId}`),
    );
    return rows.value.length;
  };
  expect(await seen()).toBe(0);
  const { rows } = await at.admin.query<{ condition: string }>(
    `select pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = 'staffing.training'::regclass and polname = 'guard'`,
  );
  const loosely = (condition: string) =>
    at.admin.query(`alter policy guard on staffing.training using (${condition}) with check (${condition})`);
  await loosely('community_id = app.community()');
  const planted = await seen();
  await loosely(rows[0]?.condition ?? 'false');
  expect(planted).toBeGreaterThan(0);
});
