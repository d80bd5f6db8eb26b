import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../tests/world.ts';
import type { Post, RoleLine } from '../contract.ts';

let at: World;
let coordinator: Person;
let worker: Person;
let lead: Person;
let steward: Person;
let elsewhere: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  const { a1, other, b1 } = at.sites;
  coordinator = await at.person('coordinator', a1);
  worker = await at.person('worker', a1);
  lead = await at.person('lead', a1);
  steward = await at.person('steward');
  // Coordinates another site and only works at this one: may not change its posts.
  elsewhere = await at.person([
    { role: 'coordinator', site: other },
    { role: 'worker', site: a1 },
  ]);
  far = await at.person('coordinator', b1);
});
afterAll(() => at.close());

const today = dayOf(new Date(), worldZone);
const ago = (days: number) => addDays(today, -days);
const post = (more: object = {}) => ({
  id: newId(),
  siteId: at.sites.a1.id,
  programCode: 'supported-employment',
  roleCode: 'employment-specialist',
  kind: 'regular',
  fte: 1,
  lived: false,
  openedOn: ago(400),
  ...more,
});
type Roster = {
  day: string;
  posts: Post[];
  roles: RoleLine[];
  turnover: { left: number; posts: number; yearly: number | null };
  runs: boolean;
};
const roster = (who: Person, siteId = at.sites.a1.id) => who.ok<Roster>('staffing.roster', { siteId });

async function opened(more: object = {}): Promise<string> {
  const sent = post(more);
  await coordinator.ok('staffing.openPosition', sent);
  return sent.id;
}

async function filled(positionId: string, more: object = {}): Promise<string> {
  const id = newId();
  await coordinator.ok('staffing.fillPosition', { id, positionId, fromOn: ago(300), ...more });
  return id;
}

test('posts by role, full and part time, empty, on leave and casual, as a hand counts them', async () => {
  const full = await opened();
  const part = await opened({ fte: 0.6, lived: true });
  await opened({ fte: 0.5 });
  const casual = await opened({ kind: 'casual', fte: 0 });
  await filled(full, { accountId: worker.accountId });
  const holding = await filled(part);
  await filled(casual);
  await coordinator.ok('staffing.startLeave', { id: newId(), holdingId: holding, fromOn: ago(10) });
  const shown = await roster(worker);
  // By hand: 1.0 at work, 0.6 away, 0.5 empty; one full time, two part time; one on call.
  expect(shown.roles).toEqual([
    {
      programCode: 'supported-employment',
      roleCode: 'employment-specialist',
      posts: 3,
      fullTime: 1,
      partTime: 2,
      atWork: 1,
      away: 0.6,
      vacant: 0.5,
      casual: 1,
    },
  ]);
  expect(shown.posts.filter(({ state }) => state === 'vacant')).toMatchObject([{ vacantSince: ago(400) }]);
  expect(shown.posts.find(({ id }) => id === part)).toMatchObject({
    lived: true,
    holder: { accountId: null, name: '', away: { from: ago(10), to: null } },
  });
  expect(shown.runs).toBe(false);
  expect((await roster(lead)).runs).toBe(true);
});

test('who is away is told to those of the site, and to nobody elsewhere', async () => {
  const neighbour = await at.person('worker', at.sites.other);
  const seen = (await roster(neighbour)).posts;
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every(({ holder }) => !holder?.away)).toBe(true);
  expect((await roster(worker)).posts.some(({ holder }) => holder?.away)).toBe(true);
});

test('turnover: leavers over posts, brought to a year; another post here is not leaving', async () => {
  const site = at.sites.a2;
  const boss = await at.person('coordinator', site);
  const at2 = async (openedOn: string) => {
    const sent = post({ siteId: site.id, openedOn });
    await boss.ok('staffing.openPosition', sent);
    return sent.id;
  };
  const posts = [await at2(ago(500)), await at2(ago(500)), await at2(ago(500)), await at2(ago(100))];
  const end = async (positionId: string, endCode: string, toOn: string) => {
    const id = newId();
    await boss.ok('staffing.fillPosition', { id, positionId, fromOn: ago(90) });
    await boss.ok('staffing.endHolding', { id, version: 1, toOn, endCode });
  };
  await end(posts[0] ?? '', 'resigned', ago(50));
  await end(posts[1] ?? '', 'moved', ago(50));
  await end(posts[3] ?? '', 'funding-ended', ago(20));
  // By hand: 2 left, 4 posts existed, 366 days: 2 ÷ 4 × 365.25 ÷ 366.
  const { turnover } = await roster(boss, site.id);
  expect(turnover).toMatchObject({ left: 2, posts: 4 });
  expect(turnover.yearly).toBeCloseTo((0.5 * 365.25) / 366, 10);
});

test('a post is held by one at a time, ends with its leave, and closes when nobody holds it', async () => {
  const positionId = await opened();
  const id = await filled(positionId, { fromOn: ago(30) });
  const again = { id: newId(), positionId, fromOn: ago(5) };
  expect(await coordinator.call('staffing.fillPosition', again)).toMatchObject({
    status: 409,
    body: { code: 'staffing.stillHeld' },
  });
  const leave = { id: newId(), holdingId: id, fromOn: ago(20) };
  await coordinator.ok('staffing.startLeave', leave);
  expect(
    await coordinator.call('staffing.startLeave', { id: newId(), holdingId: id, fromOn: ago(2) }),
  ).toMatchObject({ status: 409, body: { code: 'staffing.awayAlready' } });
  const close = { id: positionId, version: 1, closedOn: today };
  expect((await coordinator.call('staffing.closePosition', close)).status).toBe(409);
  await coordinator.ok('staffing.endHolding', { id, version: 1, toOn: ago(3), endCode: 'retired' });
  const { rows } = await at.admin.query('select to_on::text as "toOn" from staffing.leave where id = $1', [
    leave.id,
  ]);
  expect(rows).toEqual([{ toOn: ago(3) }]);
  await coordinator.ok('staffing.fillPosition', { ...again, fromOn: ago(3) });
  await coordinator.ok('staffing.endHolding', { id: again.id, version: 1, toOn: ago(1), endCode: 'moved' });
  await coordinator.ok('staffing.closePosition', close);
  expect((await roster(coordinator)).posts.some((one) => one.id === positionId)).toBe(false);
});

test('two fillings at the same moment: one holds the post', async () => {
  const positionId = await opened();
  const fill = () =>
    coordinator
      .call('staffing.fillPosition', { id: newId(), positionId, fromOn: ago(1) })
      .then((one) => one.status);
  const answers = await Promise.all([fill(), fill(), fill()]);
  expect(answers.sort()).toEqual([200, 409, 409]);
});

test('who does not run the site changes nothing there; another community sees nothing', async () => {
  const positionId = await opened();
  for (const who of [elsewhere, far]) {
    const answer = await who.call('staffing.openPosition', post());
    expect([403, 404]).toContain(answer.status);
    const fill = await who.call('staffing.fillPosition', { id: newId(), positionId, fromOn: ago(1) });
    expect(fill.status).toBe(404);
  }
  expect((await worker.call('staffing.openPosition', post())).status).toBe(403);
  expect((await far.call('staffing.roster', { siteId: at.sites.a1.id })).status).toBe(404);
  await steward.ok('staffing.openPosition', post());
  await lead.ok('staffing.openPosition', post());
});

test('canary: were the guard on posts loosened, somebody of another site could write', async () => {
  const positionId = await opened();
  const close = { id: positionId, version: 1, closedOn: today };
  expect((await elsewhere.call('staffing.closePosition', close)).status).toBe(404);
  const { rows } = await at.admin.query<{ condition: string }>(
    `select pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = 'staffing.position'::regclass and polname = 'guard'`,
  );
  const loosely = (condition: string) =>
    at.admin.query(`alter policy guard on staffing.position using (${condition}) with check (${condition})`);
  await loosely('community_id = app.community()');
  const planted = await elsewhere.call('staffing.closePosition', close);
  await loosely(rows[0]?.condition ?? 'false');
  expect(planted.status).toBe(200);
});
