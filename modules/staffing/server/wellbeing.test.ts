import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../tests/world.ts';
import { weekOf } from '../model.ts';

let at: World;
let staff: Person[];
let steward: Person;
let lead: Person;
let privacy: Person;
beforeAll(async () => {
  at = await world();
  staff = [];
  for (let n = 0; n < 6; n += 1) staff.push(await at.person('worker', at.sites.a1));
  steward = await at.person('steward');
  lead = await at.person('lead', at.sites.a1);
  privacy = await at.person('privacy');
});
afterAll(() => at.close());

const week = () => weekOf(dayOf(new Date(), worldZone));
const say = (who: Person, answers: Record<string, number>, note?: string, siteId = at.sites.a1.id) =>
  who.call('staffing.checkIn', { id: newId(), siteId, answers, ...(note ? { note } : {}) });
type Weeks = { rows: { weekOn: string; question: string; average: number }[] };
const weeks = (who: Person, siteId = at.sites.a1.id) => who.ok<Weeks>('staffing.teamWeeks', { siteId });
type Mine = { rows: { id: string; answers: Record<string, number>; note: string }[] };
const mine = (who: Person) => who.ok<Mine>('staffing.myCheckIns', {});

/** Moves everything said this week to an earlier one, as time would. */
const later = (weeksAgo: number) =>
  Promise.all(
    ['team_week', 'check_in'].map((table) =>
      at.admin.query(`update staffing.${table} set week_on = week_on - $1::int where week_on = $2`, [
        weeksAgo * 7,
        week(),
      ]),
    ),
  );

test('what somebody says is theirs alone: no role, no query and no dump tells it', async () => {
  const [one] = staff;
  if (one === undefined) throw new Error('nobody there');
  expect((await say(one, { energy: 2, load: 1 }, 'heron over the ice')).status).toBe(200);
  expect((await mine(one)).rows).toMatchObject([
    { answers: { energy: 2, load: 1 }, note: 'heron over the ice' },
  ]);
  const console = { ...steward.actor, roles: [{ role: 'console', siteId: null, studyId: null }] };
  for (const actor of [steward.actor, lead.actor, privacy.actor, console]) {
    const seen = await at.database.asActor(actor, { id: newId() }, (tx) =>
      tx.many(sql`select c.id from staffing.check_in c`),
    );
    expect(seen.value).toEqual([]);
    for (const read of [
      (tx: Parameters<Parameters<typeof at.database.asActor>[2]>[0]) =>
        tx.many(sql`select 1 from staffing.team_week`),
      (tx: Parameters<Parameters<typeof at.database.asActor>[2]>[0]) =>
        tx.count(sql`select 1 from staffing.check_in`),
      (tx: Parameters<Parameters<typeof at.database.asActor>[2]>[0]) =>
        tx.count(sql`select 1 from staffing.team_week`),
    ])
      await expect(at.database.asActor(actor, { id: newId() }, read)).rejects.toThrow(/permission denied/);
  }
  expect((await mine(lead)).rows).toEqual([]);
  expect((await privacy.call('staffing.myCheckIns', {})).status).toBe(403);
  const { rows } = await at.admin.query('select row_to_json(c)::text as row from staffing.check_in c');
  expect(JSON.stringify(rows)).not.toMatch(/heron|energy/);
  const { rows: kept } = await at.admin.query('select count(*)::int as n from staffing.history');
  expect(kept).toEqual([{ n: 0 }]);
});

/** What the sums of a site and week hold beside the answers: the chance that was added. */
const sums = async (siteId: string, weekOn: string) =>
  (
    await at.admin.query<{ question: string; answered: number; total: number }>(
      'select question, answered, total from staffing.team_week where site_id = $1 and week_on = $2 order by 1',
      [siteId, weekOn],
    )
  ).rows;

test('four answers tell nothing; five tell an average, only when the week is over, and how many answered is not told', async () => {
  const answers = [2, 3, 4, 4];
  for (const [index, energy] of answers.entries()) await say(staff[index] as Person, { energy });
  await later(3);
  expect((await weeks(lead)).rows).toEqual([]);
  for (const [index, energy] of [...answers, 5].entries()) await say(staff[index] as Person, { energy });
  expect((await weeks(lead)).rows).toEqual([]);
  await later(2);
  const weekOn = addDays(week(), -14);
  // By hand, once the chance that was added is put to two: (18 + 2) ÷ 5 = 4; put to none: 18 ÷ 5 = 3.6, to the nearest half 3.5.
  for (const [total, average] of [
    [20, 4],
    [18, 3.5],
  ]) {
    await at.admin.query('update staffing.team_week set total = $1 where week_on = $2', [total, weekOn]);
    expect((await weeks(lead)).rows).toEqual([{ weekOn, question: 'energy', average }]);
  }
  const { rows } = await weeks(lead);
  expect((await weeks(staff[0] as Person)).rows).toEqual(rows);
  expect((await weeks(steward)).rows).toEqual(rows);
});

test('a team’s averages are for the team and stewards', async () => {
  const neighbour = await at.person('lead', at.sites.other);
  expect((await weeks(neighbour)).rows).toEqual([]);
  const far = await at.person('lead', at.sites.b1);
  expect((await far.call('staffing.teamWeeks', { siteId: at.sites.a1.id })).status).toBe(404);
  const funder = await at.person('funder');
  expect((await funder.call('staffing.teamWeeks', { siteId: at.sites.a1.id })).status).toBe(403);
});

test('chance: no answer explains what is told more than five times better than another', async () => {
  const { rows } = await at.admin.query<{ k: number; n: number }>(
    'select k, count(*)::int as n from (select staffing.chance() as k from generate_series(1, 100000)) d group by 1',
  );
  const times = (k: number) => rows.find((row) => row.k === k)?.n ?? 0;
  // By hand, with a = exp(-0.4) = 0.67: nothing is added (1 - a) ÷ (1 + a) = 19.7 % of the time, and four exp(1.6) = 4.95 times less often.
  expect(times(0) / 100_000).toBeCloseTo(0.197, 1);
  for (const side of [4, -4]) expect(Math.abs(times(0) / times(side) - 4.95)).toBeLessThan(0.8);
});

test('two weeks taken from one another do not tell what the one who was missing said', async () => {
  const site = at.sites.a2;
  const team: Person[] = [];
  for (let n = 0; n < 6; n += 1) team.push(await at.person('worker', site));
  /** What an attacker who sees the stored sums themselves would take the sixth to have said, over questions that all say 3 but the sixth's 1. */
  const guesses = async () => {
    const of = (last: number) => ({ energy: last, load: last, support: last, grief: last });
    for (const who of team.slice(0, 5)) await say(who, of(3), undefined, site.id);
    await later(1);
    for (const [index, who] of team.entries()) await say(who, of(index === 5 ? 1 : 3), undefined, site.id);
    const [before, after] = [await sums(site.id, addDays(week(), -7)), await sums(site.id, week())];
    await at.admin.query('delete from staffing.team_week where site_id = $1', [site.id]);
    await at.admin.query('delete from staffing.check_in where site_id = $1', [site.id]);
    return after.map(({ total }, index) => total - (before[index]?.total ?? 0));
  };
  const seen = [...(await guesses()), ...(await guesses())];
  expect(seen.every((guess) => guess === 1)).toBe(false);
  // Canary: without chance every one of them is right.
  const { rows } = await at.admin.query<{ source: string }>(
    `select pg_get_functiondef('staffing.chance()'::regprocedure) as source`,
  );
  await at.admin.query(
    `create or replace function staffing.chance() returns integer language sql as 'select 0'`,
  );
  const planted = await guesses();
  await at.admin.query(rows[0]?.source ?? '');
  expect(planted).toEqual([1, 1, 1, 1]);
});

test('said again, it takes the place; taken back, it is gone from the team too; when told, an average stays', async () => {
  const site = at.sites.other;
  const team = [];
  for (let n = 0; n < 6; n += 1) team.push(await at.person('clinician', site));
  for (const who of team) await say(who, { energy: 1 }, undefined, site.id);
  for (const who of team) await say(who, { energy: 4 }, undefined, site.id);
  const last = team[5] as Person;
  const [full] = await sums(site.id, week());
  await say(last, { energy: 2 }, undefined, site.id);
  const [changed] = await sums(site.id, week());
  // By hand: still six who answered, two points less; then five, and what the sixth said gone with them.
  expect([changed?.answered, (changed?.total ?? 0) - (full?.total ?? 0)]).toEqual([6, -2]);
  const [own] = (await mine(last)).rows;
  await last.ok('staffing.takeBackCheckIn', { id: own?.id });
  const [left] = await sums(site.id, week());
  expect([left?.answered, (left?.total ?? 0) - (full?.total ?? 0)]).toEqual([5, -4]);
  await later(2);
  const before = await weeks(team[0] as Person, site.id);
  const [told] = (await mine(team[0] as Person)).rows;
  await (team[0] as Person).ok('staffing.takeBackCheckIn', { id: told?.id });
  expect((await mine(team[0] as Person)).rows).toEqual([]);
  expect(await weeks(team[1] as Person, site.id)).toEqual(before);
  expect(before.rows).toHaveLength(1);
});

test('the sums take no answer for a week that is over, and small weeks do not stay', async () => {
  const add = (weekOn: string) =>
    at.database.asActor(lead.actor, { id: newId() }, (tx) =>
      tx.run(sql`select staffing.tally(${at.sites.a1.id}::uuid, ${weekOn}::date, 'energy', 1, 5)`),
    );
  await expect(add(addDays(week(), -14))).rejects.toThrow(/takes no answers/);
  await expect(add(addDays(week(), 1))).rejects.toThrow(/takes no answers/);
  await say(staff[5] as Person, { grief: 2 });
  await later(5);
  await say(staff[5] as Person, { grief: 3 });
  const { rows } = await at.admin.query(
    'select week_on from staffing.team_week where answered < 5 and week_on <> $1',
    [week()],
  );
  expect(rows).toEqual([]);
});

test('one team a week, and only one’s own team', async () => {
  const both = await at.person([
    { role: 'worker', site: at.sites.a1 },
    { role: 'worker', site: at.sites.a2 },
  ]);
  expect((await say(both, { energy: 3 })).status).toBe(200);
  expect(await say(both, { energy: 3 }, undefined, at.sites.a2.id)).toMatchObject({
    status: 409,
    body: { code: 'staffing.otherTeamThisWeek' },
  });
  expect((await say(both, { energy: 3 }, undefined, at.sites.other.id)).status).toBe(403);
  expect((await say(both, { height: 3 })).status).toBe(422);
});

test('canary: were the guard on check-ins loosened, a lead could read that they are there', async () => {
  const seen = async () =>
    (
      await at.database.asActor(lead.actor, { id: newId() }, (tx) =>
        tx.many(sql`select c.id from staffing.check_in c where c.account_id <> ${lead.accountId}`),
      )
    ).value.length;
  expect(await seen()).toBe(0);
  const loosely = (condition: string) =>
    at.admin.query(`alter policy guard on staffing.check_in using (${condition}) with check (${condition})`);
  await loosely('community_id = app.community()');
  const planted = await seen();
  await loosely('community_id = app.community() and account_id = app.account()');
  expect(planted).toBeGreaterThan(0);
});

test('canary: without its least number, the function would tell four answers', async () => {
  for (const [index, support] of [1, 2, 2, 3].entries()) await say(staff[index] as Person, { support });
  await later(6);
  const told = async () => (await weeks(lead)).rows.filter(({ question }) => question === 'support').length;
  expect(await told()).toBe(0);
  const { rows } = await at.admin.query<{ source: string }>(
    `select pg_get_functiondef('staffing.team_weeks(uuid)'::regprocedure) as source`,
  );
  const source = rows[0]?.source ?? '';
  await at.admin.query(source.replace('answered >= 5', 'answered >= 1'));
  const planted = await told();
  await at.admin.query(source);
  expect(planted).toBe(1);
});
