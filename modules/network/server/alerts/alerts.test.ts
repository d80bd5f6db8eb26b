import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { deliver } from '../../../../kernel/server/jobs.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { dayOf } from '../../../../kernel/time.ts';
import { type Person, type Site, type World, world, worldZone } from '../../../../tests/world.ts';
import type { ReceivedAlert } from '../../contract.ts';
import { networkServer } from '../index.ts';

let at: World;
let nurse: Person;
let worker: Person;
let far: Person;
beforeAll(async () => {
  at = await world();
  const { a1, b1 } = at.sites;
  nurse = await at.person('clinician', a1);
  worker = await at.person('worker', a1);
  far = await at.person('worker', b1);
});
afterAll(() => at.close());

const today = dayOf(new Date(), worldZone);

/** Has a program run at a site, and lists the site in the network. */
async function runs(site: Site, programCode: string, places = 10): Promise<void> {
  const steward = await at.person([{ role: 'steward' }], site);
  await steward.ok('pathway.setTarget', { id: newId(), siteId: site.id, programCode, places });
  await steward.ok('network.listSite', { siteId: site.id, programs: [programCode] });
}

async function sent(more: object = {}): Promise<{ id: string; body: string }> {
  const body = `Seen at the drop-in ${newId()}`;
  const alert = { id: newId(), siteId: at.sites.a1.id, kindCode: 'stronger', language: 'en', seenOn: today };
  await nurse.ok('supply.sendAlert', { ...alert, title: 'Grey powder', body, ...more });
  return { id: alert.id, body };
}

type Received = { rows: ReceivedAlert[] };
const received = async (who: Person, id: string) =>
  (await who.ok<Received>('network.listReceivedAlerts', {})).rows.find((one) => one.id === id);
const acknowledge = (who: Person, alertId: string, siteId: string) =>
  who.call('network.acknowledgeAlert', { id: newId(), communityId: at.communityId, alertId, siteId });
const codeOf = (answer: { status: number; body: never }) =>
  (answer.body as { code?: string } | null)?.code ?? answer.status;
type Reach = {
  shared: { seen: { site: { en: string } }[]; waiting: { site: { en: string } }[] } | null;
};
const reach = (who: Person, id: string) => who.ok<Reach>('network.alertReach', { id });

test('an alert stays at home until it is shared, reaches the sites whose program supplies it, and they say that they saw it', async () => {
  await runs(at.sites.b1, 'safer-supply');
  const { id, body } = await sent({ concerns: ['opioid'] });
  expect(await received(far, id)).toBeUndefined();
  expect(await reach(nurse, id)).toEqual({ shared: null });
  expect(codeOf(await acknowledge(far, id, at.sites.b1.id))).toBe('network.noSuchAlert');

  expect((await worker.call('network.shareAlert', { id })).status).toBe(403);
  await nurse.ok('network.shareAlert', { id });
  await nurse.ok('network.shareAlert', { id });
  expect(await received(far, id)).toMatchObject({
    body,
    concerns: [{ en: 'Opioids' }],
    sites: [{ id: at.sites.b1.id, mine: true, seenOn: null }],
  });
  expect(await received(nurse, id), 'one’s own alert does not come back from elsewhere').toBeUndefined();
  expect((await reach(worker, id)).shared).toMatchObject({
    seen: [],
    waiting: [{ site: { en: 'Site b1' } }],
  });
  expect(await reach(far, id), 'how far it came is told to its community alone').toEqual({ shared: null });

  expect(codeOf(await acknowledge(far, id, at.sites.a1.id))).toBe('pathway.notMySite');
  for (const _time of [1, 2]) expect((await acknowledge(far, id, at.sites.b1.id)).status).toBe(200);
  expect(await received(far, id)).toMatchObject({ sites: [{ seenOn: today }] });
  expect((await reach(nurse, id)).shared).toMatchObject({ seen: [{ site: { en: 'Site b1' } }], waiting: [] });
});

test('a site whose program supplies nothing of it is not reached and cannot say that it saw it', async () => {
  await runs(at.sites.other, 'supported-employment');
  const neighbour = await at.person('clinician', at.sites.other);
  const away = await at.person('clinician', at.sites.b1);
  await runs(at.sites.a1, 'safer-supply');
  const alert = { id: newId(), siteId: at.sites.b1.id, kindCode: 'recalled', language: 'fr', seenOn: today };
  await away.ok('supply.sendAlert', { ...alert, title: 'Comprimés rappelés', body: 'Lot rappelé.' });
  await away.ok('network.shareAlert', { id: alert.id });
  const shown = await received(nurse, alert.id);
  expect(shown?.sites.map((site) => site.id)).toEqual([at.sites.a1.id]);
  const said = await neighbour.call('network.acknowledgeAlert', {
    id: newId(),
    communityId: at.farCommunityId,
    alertId: alert.id,
    siteId: at.sites.other.id,
  });
  expect(codeOf(said)).toBe('network.alertNotForSite');
  const unknown = { ...alert, id: newId(), siteId: at.sites.a1.id, title: 'x', body: 'y' };
  expect(codeOf(await nurse.call('supply.sendAlert', { ...unknown, concerns: ['weather'] }))).toBe(
    'supply.unknownCode',
  );
});

test('taken back or ended at home, it vanishes elsewhere; only its own site may take it back', async () => {
  const { id } = await sent();
  await nurse.ok('network.shareAlert', { id });
  expect(await received(far, id)).toBeDefined();
  const coordinator = await at.person('coordinator', at.sites.other);
  expect(codeOf(await coordinator.call('network.takeBackAlert', { id }))).toBe('pathway.notMySite');
  const stranger = await at.person('coordinator', at.sites.b1);
  expect(codeOf(await stranger.call('network.takeBackAlert', { id }))).toBe('network.noSuchAlert');
  await nurse.ok('network.takeBackAlert', { id });
  expect(await received(far, id)).toBeUndefined();
  await nurse.ok('network.shareAlert', { id });
  expect(await received(far, id)).toBeDefined();

  await nurse.ok('supply.endAlert', { id, version: 1, endedOn: today });
  const { rows } = await at.admin.query<{ id: string }>(
    `select id from kernel.outbox where name = 'supply.alertEnded' and subject = $1`,
    [id],
  );
  const delivery = {
    communityId: at.communityId,
    eventId: rows[0]?.id ?? '',
    listener: 'network.withdrawAlert',
  };
  for (const _time of [1, 2]) await deliver(at.database, networkServer.listeners, delivery);
  expect(await received(far, id)).toBeUndefined();
  expect(codeOf(await nurse.call('network.shareAlert', { id }))).toBe('supply.noSuchAlert');
});

test('who has not read an alert yet at home: the sites where nobody did', async () => {
  const { id } = await sent({ reaches: [at.sites.a1.id, at.sites.other.id] });
  const unread = async () =>
    (await nurse.ok<{ rows: { id: string; unread: { en: string }[] }[] }>('supply.listAlerts', {})).rows
      .find((one) => one.id === id)
      ?.unread.map(({ en }) => en);
  expect(await unread()).toEqual(['Site a1', 'Site other']);
  await worker.ok('supply.readAlert', { id: newId(), alertId: id });
  expect(await unread()).toEqual(['Site other']);
});

test('canary: were the policy to forget that an alert was taken back, it would be read elsewhere', async () => {
  const { id } = await sent();
  await nurse.ok('network.shareAlert', { id });
  await nurse.ok('network.takeBackAlert', { id });
  const seenBy = async (person: Person) =>
    (
      await at.database.asActor(person.actor, { id: newId() }, (tx) =>
        tx.many(sql`select id from network.shared_alert where id = ${id}`),
      )
    ).value;
  expect(await seenBy(far)).toEqual([]);
  await at.admin.query(
    `alter policy tributary_app_select on network.shared_alert using (app.community() is not null)`,
  );
  const planted = await seenBy(far);
  await at.admin.query(
    `alter policy tributary_app_select on network.shared_alert using (app.community() is not null and withdrawn_at is null)`,
  );
  expect(planted).toHaveLength(1);
});
