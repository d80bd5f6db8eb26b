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
let token = '';

/** Asks as somebody nobody knows. */
async function ask(operation: string, input: object): Promise<{ status: number; text: string }> {
  const raw = await fetch(`${at.url}/api/${operation}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tributary': '1' },
    body: JSON.stringify(input),
  });
  return { status: raw.status, text: await raw.text() };
}
const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return [status, (body as { code?: string }).code];
};
const wish = () => ({
  token,
  id: newId(),
  language: 'en',
  called: 'Zebulon',
  way: 'place',
  whoMayAnswer: 'only_me',
  details: 'The bench by the ferry, most mornings',
  note: 'Ask for me quietly.',
});
const page = (more: object = {}) => ({
  id: newId(),
  siteId: at.sites.a1.id,
  programCode: program,
  sourceCode: 'self',
  name: { en: 'Willow health centre', fr: 'Centre de santé du Saule' },
  ...more,
});
const waiting = (who: Person) =>
  who.ok<{ rows: { id: string; version: number; called: string; details: string; reference: string }[] }>(
    'pathway.listSelfReferrals',
  );
const client = async (more: object = {}) =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Zebulon Testard' },
      ...more,
    })
  ).id;

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  await coordinator.ok('pathway.setTarget', {
    id: newId(),
    siteId: at.sites.a1.id,
    programCode: program,
    places: 5,
  });
  await coordinator.ok('pathway.openPage', page());
  token = (await worker.ok<{ rows: { token: string }[] }>('pathway.listEntrances')).rows[0]?.token ?? '';
});
afterAll(() => at.close());

describe('a page for self-referral', () => {
  test('names who asks and no program, and neither does its answer', async () => {
    const shown = await ask('pathway.openEntrance', { token });
    const told = await ask('pathway.askForContact', wish());
    expect([shown.status, told.status]).toEqual([200, 200]);
    for (const text of [shown.text, told.text]) expect(text).not.toMatch(/employ|emploi|program|ips/i);
    expect(JSON.parse(told.text)).toEqual({ reference: expect.stringMatching(/^[0-9A-F]{3}-[0-9A-F]{3}$/) });
  });
  test('may not bear a name that betrays the program, and is opened by those who settle the site', async () => {
    const betraying = page({ name: { en: 'Employment office', fr: 'Bureau' } });
    expect(await codeOf(coordinator, 'pathway.openPage', betraying)).toEqual([422, 'pathway.nameBetrays']);
    expect(await codeOf(worker, 'pathway.openPage', page())).toEqual([403, 'kernel.notAllowed']);
    const stranger = await at.person('coordinator', at.sites.other);
    expect(await codeOf(stranger, 'pathway.openPage', page())).toEqual([403, 'pathway.notMySite']);
  });
  test('answers the same for a client and for a stranger, and for what was sent twice', async () => {
    await client();
    const one = wish();
    const [first, again] = [await ask('pathway.askForContact', one), await ask('pathway.askForContact', one)];
    expect([first.status, again.text]).toEqual([200, first.text]);
    const { rows } = await waiting(worker);
    expect(rows.filter((row) => row.id === one.id)).toHaveLength(1);
  });
  test('that is closed or never was looks the same, and takes nothing', async () => {
    const never = token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    expect(JSON.parse((await ask('pathway.openEntrance', { token: never })).text)).toEqual({
      open: false,
      name: null,
      phone: null,
    });
    expect((await ask('pathway.askForContact', { ...wish(), token: never })).status).toBe(404);
  });
});

describe('what somebody asked', () => {
  test('is sealed, and read only at the site', async () => {
    const one = wish();
    await ask('pathway.askForContact', one);
    const { rows } = await at.admin.query(
      'select called, details, note from pathway.self_referral where id = $1',
      [one.id],
    );
    expect(JSON.stringify(Object.values(rows[0]).map(String))).not.toMatch(/Zebulon|ferry|quietly/);
    expect((await waiting(worker)).rows.find((row) => row.id === one.id)).toMatchObject({
      called: 'Zebulon',
      details: one.details,
    });
    for (const other of [await at.person('worker', at.sites.a2), await at.person('worker', at.sites.other)])
      expect((await waiting(other)).rows).toEqual([]);
    const lead = await at.person('lead', at.sites.a1);
    expect((await lead.call('pathway.listSelfReferrals')).status).toBe(403);
  });
  test('becomes a referral once it is linked to a client, with the way to reach them; not twice, and not by a stranger', async () => {
    const one = wish();
    await ask('pathway.askForContact', one);
    const clientId = await client();
    const link = { id: one.id, version: 1, clientId, referralId: newId() };
    expect(await codeOf(await at.person('worker', at.sites.other), 'pathway.linkSelfReferral', link)).toEqual(
      [404, 'pathway.noSuchSelfReferral'],
    );
    await worker.ok('pathway.linkSelfReferral', link);
    expect(await codeOf(worker, 'pathway.linkSelfReferral', { ...link, referralId: newId() })).toEqual([
      404,
      'pathway.noSuchSelfReferral',
    ]);
    type Way = { referrals: { id: string; sourceCode: string; channelCode: string; note: string }[] };
    const { referrals } = await worker.ok<Way>('pathway.clientPathway', { clientId });
    expect(referrals).toMatchObject([
      { id: link.referralId, sourceCode: 'self', channelCode: 'link', note: one.note },
    ]);
    const { rows } = await worker.ok<{ rows: { details: string; whoMayAnswer: string }[] }>(
      'pathway.listContactPoints',
      { clientId },
    );
    expect(rows).toMatchObject([{ details: one.details, whoMayAnswer: 'only_me' }]);
  });
  test('can be set aside with a reason', async () => {
    const one = wish();
    await ask('pathway.askForContact', one);
    await worker.ok('pathway.setSelfReferralAside', { id: one.id, version: 1, reasonCode: 'not_real' });
    expect((await waiting(worker)).rows.map((row) => row.id)).not.toContain(one.id);
  });
  test('canary: the door that takes it cannot read it, and nobody signed in can plant one', async () => {
    await at.admin.query(`begin; set local role tributary_door`);
    await expect(at.admin.query('select called from pathway.self_referral')).rejects.toMatchObject({
      code: '42501',
    });
    await at.admin.query('rollback; begin; set local role tributary_app');
    const plant = `insert into pathway.self_referral (community_id, id, entrance_id, site_id, program_code, language, way, who_may_answer, called, details)
      values ('${newId()}', '${newId()}', '${newId()}', '${newId()}', 'x', 'en', 'call', 'only_me', '', '')`;
    await expect(at.admin.query(plant)).rejects.toMatchObject({ code: '42501' });
    await at.admin.query('rollback');
  });
});

describe('ways to find somebody', () => {
  test('are many, end without being forgotten, and hide with a hidden address', async () => {
    const clientId = await client({ addressHidden: true });
    const id = newId();
    const point = {
      id,
      clientId,
      way: 'place',
      whoMayAnswer: 'anybody',
      details: 'Library steps',
      bestTime: 'Fridays',
    };
    await worker.ok('pathway.addContactPoint', point);
    await worker.ok('pathway.addContactPoint', { ...point, id: newId(), way: 'call', details: '555-0142' });
    const read = () =>
      worker.ok<{ hidden: boolean; rows: { details: string | null }[] }>('pathway.listContactPoints', {
        clientId,
      });
    expect(await read()).toMatchObject({ hidden: true, rows: [{ details: null }, { details: null }] });
    const told = await worker.ok<{ rows: { details: string }[] }>('pathway.revealContactPoints', {
      clientId,
    });
    expect(told.rows.map((row) => row.details).sort()).toEqual(['555-0142', 'Library steps']);
    await worker.ok('pathway.endContactPoint', { id, clientId, version: 1 });
    expect((await read()).rows).toHaveLength(1);
    const stranger = await at.person('worker', at.sites.other);
    expect((await stranger.call('pathway.listContactPoints', { clientId })).status).toBe(404);
    expect(await codeOf(stranger, 'pathway.endContactPoint', { id, clientId, version: 2 })).toEqual([
      409,
      'pathway.contactPointChanged',
    ]);
  });
});

describe('the waitlist', () => {
  type Line = {
    id: string;
    version: number;
    clientName: string;
    place: number;
    reachedAt: string | null;
    tries: number;
    state: string;
  };
  const here = () => ({ siteId: at.sites.a1.id, programCode: program });
  const list = async (who = worker) => (await who.ok<{ rows: Line[] }>('pathway.listWaitlist', here())).rows;
  const join = async (priorityCode?: string) => {
    const referral = exampleReferral(await client(), at.sites.a1.id);
    await worker.ok('pathway.referClient', referral);
    await worker.ok('pathway.screenClient', exampleScreening(referral, today));
    const of = { clientId: referral.clientId, referralId: referral.id };
    await worker.ok('pathway.joinWaitlist', {
      id: newId(),
      ...of,
      ...(priorityCode ? { priorityCode } : {}),
    });
    return referral.clientId;
  };
  test('tells each one’s place, counts those one may not see, and when they were last reached', async () => {
    const [first, second] = [await join(), await join()];
    const soon = await join('job-at-risk');
    expect((await list()).map((row) => row.place)).toEqual([1, 2, 3]);
    await worker.ok('pathway.noteAttempt', { id: newId(), clientId: second, reached: true });
    await worker.ok('pathway.noteAttempt', { id: newId(), clientId: first, reached: false });
    expect((await list()).map((row) => [row.reachedAt !== null, row.tries])).toEqual([
      [false, 0],
      [false, 1],
      [true, 0],
    ]);
    await worker.ok('people.giveDirective', {
      clientId: soon,
      effect: 'deny',
      binds: 'role',
      targetRole: 'clinician',
    });
    const nurse = await at.person('clinician', at.sites.a1);
    expect((await list(nurse)).map((row) => row.place)).toEqual([2, 3]);
  });
  test('puts back in line whom an offer ran out for, never before its day', async () => {
    const clientId = await join();
    const id = (await list()).at(-1)?.id ?? '';
    await worker.ok('pathway.offerPlace', { clientId, id, version: 1, until: addDays(today, 3) });
    expect(await codeOf(worker, 'pathway.letOfferLapse', { clientId, id, version: 2 })).toEqual([
      422,
      'pathway.offerStillHolds',
    ]);
    await at.admin.query('update pathway.waitlist_entry set offered_until = $2, version = 3 where id = $1', [
      id,
      addDays(today, -2),
    ]);
    await worker.ok('pathway.letOfferLapse', { clientId, id, version: 3 });
    expect((await list()).at(-1)).toMatchObject({ id, state: 'waiting' });
  });
});

test('a volley from one address is slowed', async () => {
  const statuses = [];
  for (let n = 0; n < 16; n += 1) statuses.push((await ask('pathway.askForContact', wish())).status);
  expect(statuses.at(-1)).toBe(429);
});
