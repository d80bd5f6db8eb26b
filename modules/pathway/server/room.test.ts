import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { exampleReferral, exampleScreening } from '../examples.ts';

const program = 'supported-employment';
const today = new Date().toISOString().slice(0, 10);
let at: World;
let worker: Person;
let coordinator: Person;
let steward: Person;
let here: { siteId: string; programCode: string };

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  steward = await at.person('steward');
  here = { siteId: at.sites.a1.id, programCode: program };
  await coordinator.ok('pathway.setTarget', { ...here, id: newId(), places: 200 });
});
afterAll(() => at.close());

const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return [status, (body as { code?: string }).code];
};
const client = async (name: string) =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const enrolled = async (name: string) => {
  const referral = exampleReferral(await client(name), at.sites.a1.id);
  await worker.ok('pathway.referClient', referral);
  await worker.ok('pathway.screenClient', exampleScreening(referral, today));
  const of = { clientId: referral.clientId, referralId: referral.id };
  await worker.ok('pathway.enrol', { id: newId(), ...of, enrolledOn: today });
};

type Capacity = {
  target: number;
  places: number | null;
  lines: { resource: string; carries: number | null }[];
};
type Place = {
  siteId: string;
  enrolled: number;
  left: number;
  programVersion: string;
  latestVersion: string;
};

describe('capacity', () => {
  const input = (more: object) => ({ ...here, id: newId(), from: today, ...more });
  test('is calculated from staff and the rule of the program, beside the target', async () => {
    expect(await worker.ok<Capacity>('pathway.capacity', here)).toMatchObject({ places: null, target: 200 });
    await coordinator.ok(
      'pathway.setCapacityInput',
      input({ resource: 'employment-specialist', amount: 1.15 }),
    );
    expect(await worker.ok<Capacity>('pathway.capacity', here)).toMatchObject({ places: 23, target: 200 });
    await coordinator.ok('pathway.setCapacityInput', input({ resource: '#rooms', amount: 2, clients: 10 }));
    const known = await worker.ok<Capacity>('pathway.capacity', here);
    expect([known.places, known.lines.map((line) => line.carries)]).toEqual([20, [23, 20]]);
  });
  test('changes from its day on, and what was before is kept', async () => {
    const later = input({ resource: 'employment-specialist', amount: 3, from: addDays(today, 30) });
    await coordinator.ok('pathway.setCapacityInput', later);
    expect((await worker.ok<Capacity>('pathway.capacity', here)).lines[0]?.carries).toBe(23);
    const before = input({ resource: 'employment-specialist', amount: 2 });
    expect(await codeOf(coordinator, 'pathway.setCapacityInput', before)).toEqual([
      422,
      'pathway.laterInputThere',
    ]);
  });
  test('is not said by those who do not settle it, and never without a rule', async () => {
    const one = input({ resource: 'employment-specialist', amount: 9 });
    expect(await codeOf(worker, 'pathway.setCapacityInput', one)).toEqual([403, 'kernel.notAllowed']);
    const stranger = await at.person('coordinator', at.sites.other);
    expect(await codeOf(stranger, 'pathway.setCapacityInput', one)).toEqual([403, 'pathway.notMySite']);
    const peer = { ...one, id: newId(), resource: 'peer' };
    expect((await codeOf(coordinator, 'pathway.setCapacityInput', peer))[0]).toBe(422);
    const far = await at.person('steward', at.sites.b1);
    expect(await codeOf(far, 'pathway.setCapacityInput', one)).toEqual([404, 'pathway.noSuchSite']);
  });
});

describe('places taken', () => {
  test('are counted at sites that are not one’s own, and the board only at one’s own', async () => {
    await enrolled('Ana Testard');
    const elsewhere = await at.person('worker', at.sites.other);
    const { rows } = await elsewhere.ok<{ rows: Place[] }>('pathway.listPlaces');
    expect(rows.find((row) => row.siteId === at.sites.a1.id)).toMatchObject({ enrolled: 1, left: 199 });
    expect(await codeOf(elsewhere, 'pathway.board', here)).toEqual([403, 'pathway.notMySite']);
    expect(await worker.ok('pathway.board', here)).toMatchObject({ enrolled: 1, left: 199 });
  });
  test('canary: were the count made as a person, the neighbour would see none', async () => {
    const elsewhere = await at.person('worker', at.sites.other);
    const seen = await at.database.asActor(elsewhere.actor, { id: newId() }, (tx) =>
      tx.many<{ n: number }>({ parts: ['select count(*)::int as n from pathway.enrolment'], values: [] }),
    );
    expect(seen.value).toEqual([{ n: 0 }]);
  });
});

describe('versions', () => {
  test('a new program comes in its latest version, and a site adopts another when it says so', async () => {
    const [place] = (await worker.ok<{ rows: Place[] }>('pathway.listPlaces', { siteId: at.sites.a1.id }))
      .rows;
    expect(place?.programVersion).toBe(place?.latestVersion);
    const none = { ...here, id: newId(), programVersion: '9.9.9' };
    expect(await codeOf(steward, 'pathway.adoptVersion', none)).toEqual([404, 'vocabulary.notPublished']);
    const again = { ...here, id: newId(), programVersion: place?.latestVersion };
    await steward.ok('pathway.adoptVersion', again);
    const adopted = await worker.ok<{ rows: object[] }>('pathway.listAdoptions');
    expect(adopted.rows).toEqual([{ ...here, programVersion: place?.latestVersion }]);
    expect(await codeOf(worker, 'pathway.adoptVersion', { ...again, id: newId() })).toEqual([
      403,
      'kernel.notAllowed',
    ]);
  });
});

describe('conditions of a site', () => {
  type Conditions = {
    sentences: { id: string }[];
    site: { id: string; version: number; sentenceId: string }[];
    excludesNobody: boolean;
  };
  type Way = { screenings: { decision: string; answers: { sentence: { en: string } | null }[] }[] };
  test('decide on their dates: the same client gets two answers on two dates, each with its sentences', async () => {
    const added = {
      ...here,
      id: newId(),
      en: 'Lives in the valley.',
      fr: 'Vit dans la vallée.',
      required: true,
      from: today,
    };
    await coordinator.ok('pathway.addCondition', added);
    const known = await worker.ok<Conditions>('pathway.conditions', here);
    const own = known.site[0]?.sentenceId ?? '';
    const referral = exampleReferral(await client('Bea Testard'), at.sites.a1.id);
    await worker.ok('pathway.referClient', referral);
    const yesterday = addDays(today, -1);
    await worker.ok('pathway.screenClient', exampleScreening(referral, yesterday));
    const now = exampleScreening(referral, today);
    const asked = [...now.answers, { sentenceId: own, answer: 'no' as const }];
    await worker.ok('pathway.screenClient', { ...now, answers: asked, decision: 'not_eligible' });
    const { screenings } = await worker.ok<Way>('pathway.clientPathway', { clientId: referral.clientId });
    expect(screenings.map((one) => one.decision)).toEqual(['not_eligible', 'eligible']);
    expect(screenings[0]?.answers.map((one) => one.sentence?.en)).toContain('Lives in the valley.');
    expect(screenings[1]?.answers.map((one) => one.sentence?.en)).not.toContain('Lives in the valley.');
    const early = {
      ...exampleScreening(referral, yesterday),
      answers: [{ sentenceId: own, answer: 'yes' as const }],
    };
    expect(await codeOf(worker, 'pathway.screenClient', { ...early, decision: 'undecided' })).toEqual([
      422,
      'pathway.notInForce',
    ]);
  });
  test('can be lifted and asked again, by whoever settles the site', async () => {
    const { sentences } = await worker.ok<Conditions>('pathway.conditions', here);
    const lift = { ...here, id: newId(), sentenceId: sentences[0]?.id, from: today };
    expect(await codeOf(worker, 'pathway.liftCondition', lift)).toEqual([403, 'kernel.notAllowed']);
    await coordinator.ok('pathway.liftCondition', lift);
    expect(await codeOf(coordinator, 'pathway.liftCondition', { ...lift, id: newId() })).toEqual([
      409,
      'pathway.liftedAlready',
    ]);
    const end = { ...here, id: lift.id, version: 1, to: today };
    await coordinator.ok('pathway.endSiteCondition', end);
    expect(await codeOf(coordinator, 'pathway.endSiteCondition', end)).toEqual([
      409,
      'pathway.conditionChanged',
    ]);
  });
  test('canary: the words of a condition cannot be changed once it was asked', async () => {
    const change = at.database.asActor(coordinator.actor, { id: newId() }, (tx) =>
      tx.run({
        parts: [`update pathway.site_sentence set en = 'Planted', version = version + 1`],
        values: [],
      }),
    );
    await expect(change).rejects.toThrow(/permission denied/);
  });
});
