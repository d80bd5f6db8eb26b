import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { SessionLine } from '../../asks/groups.ts';

type Session = { session: SessionLine; rows: { clientId: string; clientName: string }[] };

let at: World;
let worker: Person;
let clinician: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async (name: string, who = worker, site = at.sites.a1) =>
  (await who.ok<{ id: string }>('people.registerClient', { siteId: site.id, identity: { name } })).id;
const there = (...clientIds: string[]) => clientIds.map((clientId) => ({ contactId: newId(), clientId }));
const session = (more = {}) => ({
  id: newId(),
  siteId: at.sites.a1.id,
  programCode: 'supported-employment',
  kind: 'workshop',
  title: 'Money and paydays',
  heldAt: new Date(Date.now() - 60 * 60_000).toISOString(),
  minutes: 60,
  kindCode: 'skills-session',
  placeCode: 'health-centre',
  unnamed: 2,
  attendees: there(),
  ...more,
});
const seen = (who: Person, id: string) => who.ok<Session>('care.getSession', { id });
const contacts = async (clientId: string) =>
  (await worker.ok<{ rows: { minutes: number; kindCode: string }[] }>('care.listContacts', { clientId }))
    .rows;

test('a session is a contact of each who was there, once however often it is sent; the others are counted', async () => {
  const [one, two] = [await client('First Guest'), await client('Second Guest')];
  const given = session({ attendees: there(one, two) });
  await worker.ok('care.recordSession', given);
  await worker.ok('care.recordSession', given);
  expect((await seen(worker, given.id)).session).toMatchObject({ named: 2, unnamed: 2 });
  for (const clientId of [one, two])
    expect(await contacts(clientId)).toMatchObject([{ minutes: 60, kindCode: 'skills-session' }]);
  const late = await client('Late Guest');
  const adding = { id: given.id, version: 1, wasCounted: true, ...there(late)[0] };
  await clinician.ok('care.addAttendee', adding);
  expect((await seen(worker, given.id)).session).toMatchObject({ named: 3, unnamed: 1, version: 2 });
  expect(
    await clinician.call('care.addAttendee', { ...adding, contactId: newId(), version: 2 }),
  ).toMatchObject({ status: 409, body: { code: 'care.attendsAlready' } });
});

test('one client whom the writer may not see refuses the whole session; nothing of it stays', async () => {
  const mine = await client('Own Guest');
  const theirs = await client('Foreign Guest', neighbour, at.sites.other);
  const given = session({ attendees: there(mine, theirs) });
  expect((await worker.call('care.recordSession', given)).status).toBe(404);
  expect(await contacts(mine)).toEqual([]);
  expect((await worker.call('care.getSession', { id: given.id })).status).toBe(404);
});

test('who was there is told to those who may see each of them; the count stays whole', async () => {
  const [open, shut] = [await client('Open Guest'), await client('canary-guest')];
  const given = session({ attendees: there(open, shut) });
  await worker.ok('care.recordSession', given);
  await worker.ok('people.giveDirective', {
    clientId: shut,
    effect: 'deny',
    binds: 'person',
    targetId: clinician.accountId,
  });
  const told = await seen(clinician, given.id);
  expect([told.session.named, told.rows.map((row) => row.clientName)]).toEqual([2, ['Open Guest']]);
  expect(JSON.stringify(await seen(worker, given.id))).toContain('canary-guest');
  expect((await neighbour.call('care.getSession', { id: given.id })).status).toBe(404);
  expect((await neighbour.ok<{ rows: unknown[] }>('care.listSessions', {})).rows).toEqual([]);
});

test('a session of nobody, to come, of an unknown kind or at another site is refused', async () => {
  for (const [more, code] of [
    [{ unnamed: 0 }, 'care.nobodyThere'],
    [{ heldAt: new Date(Date.now() + 3_600_000).toISOString() }, 'care.inTheFuture'],
    [{ kindCode: 'dancing' }, 'care.unknownCode'],
    [{ siteId: at.sites.other.id }, 'pathway.notMySite'],
  ] as const)
    expect(await worker.call('care.recordSession', session(more))).toMatchObject({ body: { code } });
});
