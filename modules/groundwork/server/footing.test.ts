import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../tests/world.ts';
import { exampleReferral, exampleScreening } from '../../pathway/examples.ts';
import type { Entry, Funding, Rate } from '../contract.ts';

let at: World;
let coordinator: Person;
let worker: Person;
let funder: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  coordinator = await at.person('coordinator', at.sites.a1);
  worker = await at.person('worker', at.sites.a1);
  funder = await at.person('funder');
  far = await at.person('lead', at.sites.b1);
});
afterAll(() => at.close());

const today = dayOf(new Date(), worldZone);
const codeOf = (answer: { status: number; body: never }) =>
  (answer.body as { code?: string } | null)?.code ?? answer.status;

const entry = (more: object = {}) => ({
  id: newId(),
  siteId: at.sites.a1.id,
  kindCode: 'advisory-asked',
  happenedOn: today,
  who: 'Client advisory',
  asked: 'Whether the morning hours should change',
  said: 'Open at eight, keep the coffee',
  changed: 'Open at eight from Monday',
  ...more,
});
const log = async (who: Person, kindCode?: string) =>
  (await who.ok<{ rows: Entry[] }>('groundwork.listEntries', { siteId: at.sites.a1.id, kindCode })).rows;

test('an entry says who, what and what changed; level and stance stay with the kinds that ask for them', async () => {
  const plain = entry({ levelCode: 'board', stanceCode: 'for', nextStep: 'Tell the team', nextOn: today });
  await coordinator.ok('groundwork.writeEntry', plain);
  await coordinator.ok('groundwork.writeEntry', plain);
  const leaders = entry({ kindCode: 'buy-in', levelCode: 'middle', stanceCode: 'divided', changed: '' });
  await coordinator.ok('groundwork.writeEntry', leaders);
  expect((await log(worker)).map(({ id }) => id).sort()).toEqual([plain.id, leaders.id].sort());
  expect(await log(worker, 'buy-in')).toMatchObject([{ levelCode: 'middle', stanceCode: 'divided' }]);
  expect(await log(worker, 'advisory-asked')).toMatchObject([{ levelCode: null, stanceCode: null }]);
  const { next } = await coordinator.ok<{ next: { id: string }[] }>('groundwork.today', {});
  expect(next.map(({ id }) => id)).toEqual([plain.id]);
  await coordinator.ok('groundwork.finishNext', { id: plain.id, version: 1 });
  expect((await coordinator.ok<{ next: unknown[] }>('groundwork.today', {})).next).toEqual([]);
  expect(codeOf(await coordinator.call('groundwork.finishNext', { id: plain.id, version: 2 }))).toBe(
    'groundwork.changed',
  );
});

test('what no list has, what lies ahead and what is not there is refused', async () => {
  const refused = async (more: object) =>
    codeOf(await coordinator.call('groundwork.writeEntry', entry(more)));
  expect(await refused({ kindCode: 'gossip' })).toBe('groundwork.unknownCode');
  expect(await refused({ kindCode: 'buy-in', stanceCode: 'angry' })).toBe('groundwork.unknownCode');
  expect(await refused({ happenedOn: addDays(today, 1) })).toBe('groundwork.notYet');
  expect(await refused({ trialId: newId() })).toBe('groundwork.noSuchTrial');
  expect(await refused({ ruleId: newId() })).toBe('groundwork.noSuchRule');
  expect(await refused({ siteId: at.sites.b1.id })).toBe('groundwork.noSuchSite');
  expect((await worker.call('groundwork.writeEntry', entry())).status).toBe(403);
});

test('an entry is given to the evidence once, as a suggestion of its site, and then a study may take it in', async () => {
  const given = entry({ said: `Heard nowhere else ${newId()}` });
  await coordinator.ok('groundwork.writeEntry', given);
  const sourceId = newId();
  await coordinator.ok('groundwork.offerEntry', { id: given.id, version: 1, sourceId });
  const again = { id: given.id, version: 2, sourceId: newId() };
  expect(codeOf(await coordinator.call('groundwork.offerEntry', again))).toBe('groundwork.alreadyOffered');
  const evaluator = await at.person('evaluator');
  const { rows } = await evaluator.ok<{ rows: { id: string; text: string; siteId: string }[] }>(
    'evidence.listSuggestions',
    {},
  );
  expect(rows.find((one) => one.id === sourceId)).toMatchObject({
    siteId: at.sites.a1.id,
    text: expect.stringContaining(given.said),
  });
  expect((await log(worker)).find((one) => one.id === given.id)?.offered).toBe(true);
  await coordinator.ok('groundwork.withdrawEntry', { id: given.id, version: 2 });
  expect((await log(worker)).some((one) => one.id === given.id)).toBe(false);
});

const money = (more: object = {}) => ({
  id: newId(),
  siteId: at.sites.a1.id,
  source: 'Province',
  purpose: 'Two posts',
  amountCents: 18_000_000,
  startsOn: addDays(today, -300),
  lastOn: addDays(today, 80),
  renewal: 'asked',
  endsWith: 'Both posts',
  forFunder: false,
  ...more,
});
const funding = async (who: Person) =>
  (await who.ok<{ rows: Funding[] }>('groundwork.listFunding', { siteId: at.sites.a1.id })).rows;

test('money warns those who run the site, and people of funders read what is meant for them alone', async () => {
  const [own, meant] = [
    money(),
    money({ source: 'Foundation', lastOn: addDays(today, 150), forFunder: true }),
  ];
  for (const one of [own, meant]) await coordinator.ok('groundwork.addFunding', one);
  expect((await funding(worker)).map(({ ending }) => ending)).toEqual(['three_months', 'six_months']);
  expect((await funding(funder)).map(({ id }) => id)).toEqual([meant.id]);
  const warned = await coordinator.ok<{ money: { id: string }[] }>('groundwork.today', {});
  expect(warned.money.map(({ id }) => id)).toEqual([own.id, meant.id]);
  expect((await worker.ok<{ money: unknown[] }>('groundwork.today', {})).money).toEqual([]);
  for (const operation of ['groundwork.plans', 'groundwork.listEntries'])
    expect((await funder.call(operation, { siteId: at.sites.a1.id })).status).toBe(403);
  const { siteId: _site, ...change } = { ...own, version: 1, renewal: 'renewed' };
  await coordinator.ok('groundwork.changeFunding', change);
  expect((await funding(worker)).find(({ id }) => id === own.id)?.ending).toBe('far');
  expect(codeOf(await coordinator.call('groundwork.changeFunding', change))).toBe('groundwork.changed');
  expect(
    codeOf(await coordinator.call('groundwork.addFunding', money({ lastOn: addDays(today, -400) }))),
  ).toBe('groundwork.endsBeforeItBegins');
});

test('canary: were the policy to forget for whom money is meant, people of funders would read all of it', async () => {
  const [before] = [(await funding(funder)).length];
  const { rows } = await at.admin.query<{ condition: string }>(
    `select pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = 'groundwork.funding'::regclass and polname = 'tributary_app_select'`,
  );
  await at.admin.query(
    `alter policy tributary_app_select on groundwork.funding using (community_id = app.community())`,
  );
  const planted = (await funding(funder)).length;
  await at.admin.query(
    `alter policy tributary_app_select on groundwork.funding using (${rows[0]?.condition ?? 'false'})`,
  );
  expect(planted).toBeGreaterThan(before);
  expect((await funding(funder)).length).toBe(before);
});

/** Enrols people in supported employment at site a1, as its people do. */
async function enrolled(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { id: clientId } = await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: `Reached Testard ${newId()}` },
    });
    const referral = exampleReferral(clientId, at.sites.a1.id);
    await worker.ok('pathway.referClient', referral);
    await worker.ok('pathway.screenClient', exampleScreening(referral, today));
    const enrol = { id: newId(), clientId, referralId: referral.id, enrolledOn: today };
    await worker.ok('pathway.enrol', enrol);
  }
}

type Reach = {
  programs: {
    programCode: string;
    reached: number | null;
    few: boolean;
    needs: { people: number }[];
    rates: Rate[];
  }[];
};
const reachOf = async (who: Person, programCode: string) =>
  (await who.ok<Reach>('groundwork.reach', { siteId: at.sites.a1.id })).programs.find(
    (one) => one.programCode === programCode,
  );

test('need beside reach: small counts are held back, published and own rates stand beside it', async () => {
  const program = 'supported-employment';
  const places = { id: newId(), siteId: at.sites.a1.id, programCode: program, places: 20 };
  await coordinator.ok('pathway.setTarget', places);
  const need = {
    id: newId(),
    siteId: at.sites.a1.id,
    programCode: program,
    people: 120,
    low: 90,
    high: 160,
    estimateCode: 'local-count',
    source: 'Point-in-time count',
    asOf: today,
    forFunder: false,
  };
  expect(codeOf(await coordinator.call('groundwork.estimateNeed', { ...need, id: newId(), low: 130 }))).toBe(
    'groundwork.rangeMisses',
  );
  await coordinator.ok('groundwork.estimateNeed', need);
  await enrolled(4);
  expect(await reachOf(worker, program)).toMatchObject({ reached: null, few: true });
  await enrolled(2);
  const rate = {
    name: 'Reached elsewhere',
    percent: 20,
    population: 'Adults',
    source: 'A report',
    year: 2024,
  };
  await coordinator.ok('groundwork.addRate', { id: newId(), programCode: program, ...rate });
  const shown = await reachOf(worker, program);
  expect(shown).toMatchObject({ reached: 6, few: false, needs: [{ people: 120, low: 90, high: 160 }] });
  expect(shown?.rates.map(({ percent }) => percent)).toEqual([20]);
  await coordinator.ok('groundwork.estimateNeed', { ...need, id: newId(), programCode: 'safer-supply' });
  const supplied = await reachOf(worker, 'safer-supply');
  expect(supplied).toMatchObject({ reached: 0, rates: [{ percent: 16.5, year: 2025 }] });
  expect(await reachOf(funder, program), 'an estimate that is not meant for funders').toBeUndefined();
  await coordinator.ok('groundwork.withdrawNeed', { id: need.id, version: 1 });
  await coordinator.ok('groundwork.estimateNeed', { ...need, id: newId(), forFunder: true });
  expect(await reachOf(funder, program)).toMatchObject({ reached: 6 });
  expect(codeOf(await far.call('groundwork.reach', { siteId: at.sites.a1.id }))).toBe(
    'groundwork.noSuchSite',
  );
});

test('a measure beside published rates; a rate stands beside one percentage or one program', async () => {
  type Compared = { value: number | null; few: boolean; rates: Rate[] };
  const compare = (who: Person, measure: string) =>
    who.ok<Compared>('groundwork.compare', { measure, siteId: at.sites.a1.id });
  expect(await compare(worker, 'found-work')).toMatchObject({ rates: [{ id: null, percent: 55 }] });
  expect((await compare(worker, 'contacts-recorded')).rates).toEqual([]);
  const rate = { name: 'x', percent: 20, population: 'y', source: 'z', year: 2024 };
  const refused = async (more: object) =>
    codeOf(await coordinator.call('groundwork.addRate', { id: newId(), ...rate, ...more }));
  expect(await refused({})).toBe('groundwork.rateOfWhat');
  expect(await refused({ measure: 'contacts-recorded' })).toBe('groundwork.notAPercentage');
  expect(await refused({ percent: 120, measure: 'found-work' })).toBe('kernel.invalidInput');
  const id = newId();
  await coordinator.ok('groundwork.addRate', { id, measure: 'found-work', ...rate });
  expect((await compare(worker, 'found-work')).rates).toHaveLength(2);
  expect(codeOf(await far.call('groundwork.withdrawRate', { id, version: 1 }))).toBe('groundwork.noSuchRate');
  expect((await worker.call('groundwork.withdrawRate', { id, version: 1 })).status).toBe(403);
  await coordinator.ok('groundwork.withdrawRate', { id, version: 1 });
  expect((await compare(worker, 'found-work')).rates).toHaveLength(1);
});
