import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { examples } from '../../directory/examples.ts';
import { takeDirectory } from '../../directory/server/index.ts';

let at: World;
let worker: Person;

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  const source = { id: newId(), code: 'examples', reach: 'local', language: 'en' } as const;
  await at.database.asActor(worker.actor, { id: newId() }, (tx) => takeDirectory(tx, source, examples(), 0));
});
afterAll(() => at.close());

const client = async () =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;

test('a referral to a service keeps its name of that day in both languages, and is answered by whoever hears it', async () => {
  const { rows } = await worker.ok<{ rows: { id: string; name: string }[] }>('directory.searchServices', {
    text: 'Pain clinic',
    narrowing: {},
  });
  const [service] = rows;
  const clientId = await client();
  const id = newId();
  await worker.ok('pathway.referToService', {
    id,
    clientId,
    serviceId: service?.id,
    channelCode: 'phone',
    note: 'They call back on Tuesday.',
  });
  const sent = await worker.ok<{ rows: { serviceName: { en: string; fr: string }; state: string }[] }>(
    'pathway.listReferrals',
    { direction: 'out' },
  );
  expect(sent.rows).toMatchObject([{ state: 'sent', serviceName: { en: service?.name } }]);
  const step = (version: number, to: string, more = {}) =>
    worker.call('pathway.answerReferral', { clientId, id, version, to, ...more });
  expect((await step(1, 'in_progress')).status).toBe(200);
  expect((await step(2, 'could_not_help')).status).toBe(422);
  expect((await step(2, 'could_not_help', { reasonCode: 'full' })).status).toBe(200);
  const fact = await at.admin.query(
    'select result, closed_on is not null as closed, answered_on is not null as answered from pathway.service_referral_fact where id = $1',
    [id],
  );
  expect(fact.rows).toEqual([{ result: 'could_not_help', closed: true, answered: true }]);
  const inward = await at.admin.query('select count(*)::int as n from pathway.referral_fact where id = $1', [
    id,
  ]);
  expect(inward.rows).toEqual([{ n: 0 }]);
});

test('a service that is not in the directory cannot be referred to', async () => {
  const { status, body } = await worker.call('pathway.referToService', {
    id: newId(),
    clientId: await client(),
    serviceId: newId(),
    channelCode: 'phone',
  });
  expect([status, (body as { code: string }).code]).toEqual([404, 'pathway.noSuchService']);
});
