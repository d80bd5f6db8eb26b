import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../tests/world.ts';
import type { Plan, Step } from '../contract.ts';

let at: World;
let coordinator: Person;
let lead: Person;
let worker: Person;
let colleague: Person;
let elsewhere: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  const { a1, other, b1 } = at.sites;
  coordinator = await at.person('coordinator', a1);
  lead = await at.person('lead', a1);
  worker = await at.person('worker', a1);
  colleague = await at.person('clinician', a1);
  // Coordinates another site and only works at this one: may read its plan, not change it.
  elsewhere = await at.person([
    { role: 'coordinator', site: other },
    { role: 'worker', site: a1 },
  ]);
  far = await at.person('coordinator', b1);
});
afterAll(() => at.close());

const today = dayOf(new Date(), worldZone);
const codeOf = (answer: { status: number; body: never }) =>
  (answer.body as { code?: string } | null)?.code ?? answer.status;

type Shown = { runs: boolean; plans: Plan[] };
const plansOf = (who: Person) => who.ok<Shown>('groundwork.plans', { siteId: at.sites.a1.id });

async function started(programCode: string, opensOn = addDays(today, 70)): Promise<string> {
  const id = newId();
  await coordinator.ok('groundwork.startPlan', { id, siteId: at.sites.a1.id, programCode, opensOn });
  return id;
}
async function planOf(who: Person, id: string): Promise<Plan> {
  const plan = (await plansOf(who)).plans.find((one) => one.id === id);
  if (!plan) throw new Error('the plan is not shown');
  return plan;
}
const first = (plan: Plan): Step => {
  const [step] = plan.steps;
  if (!step) throw new Error('a plan without steps');
  return step;
};

test('a plan begins with the published steps, says what is late, and moves with the day hoped for', async () => {
  const id = await started('supported-employment');
  const plan = await planOf(worker, id);
  expect(plan.steps.length).toBeGreaterThan(20);
  expect(plan.phases.map((phase) => phase.needed).reduce((sum, one) => sum + one, 0)).toBe(plan.needed);
  expect(first(plan)).toMatchObject({ dueOn: addDays(today, 70 - 18 * 7), state: 'late', mine: false });
  const late = (of: Plan) => of.steps.filter((step) => step.state === 'late').length;
  expect(late(plan)).toBe(plan.phases.reduce((sum, phase) => sum + phase.late, 0));
  const told = await coordinator.ok<{ late: { late: number }[]; planned: string[] }>('groundwork.today', {});
  expect(told.late[0]?.late).toBe(late(plan));
  expect(told.planned).toEqual([at.sites.a1.id]);
  expect((await far.ok<{ planned: string[] }>('groundwork.today', {})).planned).toEqual([]);
  const again = { id: newId(), siteId: at.sites.a1.id, programCode: 'supported-employment', opensOn: today };
  expect(codeOf(await coordinator.call('groundwork.startPlan', again))).toBe('groundwork.planThere');

  await coordinator.ok('groundwork.moveStep', { id: first(plan).id, version: 1, doneOn: today });
  await lead.ok('groundwork.movePlan', { id, version: 1, opensOn: addDays(today, 400) });
  const moved = await planOf(worker, id);
  expect(moved).toMatchObject({ opensOn: addDays(today, 400), done: 1 });
  expect(late(moved)).toBe(0);
  expect(first(moved).dueOn, 'what is done keeps its day').toBe(first(plan).dueOn);
  expect(moved.steps[1]?.dueOn).toBe(addDays(plan.steps[1]?.dueOn ?? '', 330));
  const stale = { id, version: 1, opensOn: today };
  expect(codeOf(await lead.call('groundwork.movePlan', stale))).toBe('groundwork.changed');
  await coordinator.ok('groundwork.closePlan', { id, version: 2 });
  const closed = { id: moved.steps[1]?.id, version: 2, doneOn: today };
  expect(codeOf(await coordinator.call('groundwork.moveStep', closed))).toBe('groundwork.planClosed');
  expect((await coordinator.ok<{ planned: string[] }>('groundwork.today', {})).planned).toEqual([]);
  await started('supported-employment');
});

test('who answers for a step moves it along, and nobody else of the site but those who run it', async () => {
  const id = await started('safer-supply');
  const step = first(await planOf(worker, id));
  const settle = { id: step.id, version: 1, notNeeded: false, accountId: worker.accountId };
  expect((await worker.call('groundwork.settleStep', settle)).status).toBe(403);
  expect(
    codeOf(await coordinator.call('groundwork.settleStep', { ...settle, accountId: far.accountId })),
  ).toBe('groundwork.noSuchPerson');
  await coordinator.ok('groundwork.settleStep', { ...settle, dueOn: addDays(today, 3) });
  const mine = await worker.ok<{ steps: { id: string }[] }>('groundwork.today', {});
  expect(mine.steps.map((one) => one.id)).toContain(step.id);
  const blocked = { id: step.id, version: 2, inTheWay: 'Nobody signs' };
  expect(codeOf(await colleague.call('groundwork.moveStep', blocked))).toBe('groundwork.notYourSite');
  expect(codeOf(await elsewhere.call('groundwork.moveStep', blocked))).toBe('groundwork.notYourSite');
  await worker.ok('groundwork.moveStep', blocked);
  expect(first(await planOf(colleague, id))).toMatchObject({ state: 'blocked', inTheWay: 'Nobody signs' });
  const ahead = { id: step.id, version: 3, doneOn: addDays(today, 2) };
  expect(codeOf(await worker.call('groundwork.moveStep', ahead))).toBe('groundwork.notYet');
  await worker.ok('groundwork.moveStep', { id: step.id, version: 3, doneOn: today });
  const late = { ...settle, version: 4, notNeeded: true };
  expect(codeOf(await coordinator.call('groundwork.settleStep', late))).toBe('groundwork.alreadyDone');
  await coordinator.ok('groundwork.moveStep', { id: step.id, version: 4 });
  expect(first(await planOf(worker, id)).state).toBe('to_do');
  const own = { id: newId(), planId: id, phaseCode: 'placing', title: 'A ramp at the door' };
  await coordinator.ok('groundwork.addStep', own);
  expect(codeOf(await coordinator.call('groundwork.addStep', { ...own, id: newId(), phaseCode: 'x' }))).toBe(
    'groundwork.unknownCode',
  );
  expect((await planOf(worker, id)).steps.at(-1)).toMatchObject({ title: own.title, name: null });
});

test('who does not run the site starts and changes nothing; who does not work there reads nothing', async () => {
  const plan = { id: newId(), siteId: at.sites.a1.id, programCode: 'social-prescribing', opensOn: today };
  expect((await worker.call('groundwork.startPlan', plan)).status).toBe(403);
  expect(codeOf(await elsewhere.call('groundwork.startPlan', plan))).toBe('groundwork.notYourSite');
  expect(codeOf(await far.call('groundwork.startPlan', plan))).toBe('groundwork.noSuchSite');
  const stranger = await at.person('worker', at.sites.other);
  expect(codeOf(await stranger.call('groundwork.plans', { siteId: plan.siteId }))).toBe(
    'groundwork.notYourSite',
  );
  expect(codeOf(await far.call('groundwork.plans', { siteId: plan.siteId }))).toBe('groundwork.noSuchSite');
  const steward = await at.person('steward');
  await steward.ok('groundwork.startPlan', plan);
  expect((await plansOf(steward)).runs).toBe(true);
});

test('canary: were the guard on steps loosened, a colleague could change a step that is not theirs', async () => {
  const id = await started('canary-is-no-program').catch(() => undefined);
  expect(id, 'a program nobody published has no plan').toBeUndefined();
  const plan = (await plansOf(coordinator)).plans.find((one) => one.programCode === 'safer-supply');
  const step = plan?.steps[2];
  const change = async () => {
    const { value } = await at.database.asActor(colleague.actor, { id: newId() }, (tx) =>
      tx.run({
        parts: ['update groundwork.step set version = version + 1 where id = ', ''],
        values: [step?.id],
      }),
    );
    return value;
  };
  expect(await change()).toBe(0);
  const { rows } = await at.admin.query<{ condition: string }>(
    `select pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = 'groundwork.step'::regclass and polname = 'guard'`,
  );
  const loosely = (condition: string) =>
    at.admin.query(`alter policy guard on groundwork.step using (${condition}) with check (${condition})`);
  await loosely('community_id = app.community()');
  const planted = await change();
  await loosely(rows[0]?.condition ?? 'false');
  expect(planted).toBe(1);
});
