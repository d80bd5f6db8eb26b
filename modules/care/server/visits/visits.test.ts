import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { ContactLine } from '../../contract.ts';
import { exampleContact } from '../../examples.ts';

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

const client = async () =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const record = async (
  who: Person,
  clientId: string,
  more: { note: string; occurredAt: string; minutes?: number; kindCode?: string },
) => {
  const { nextStep: _none, ...contact } = exampleContact(clientId, more.occurredAt, '2030-01-01');
  const sent = { ...contact, ...more };
  await who.ok('care.recordContact', sent);
  return sent.id;
};
const lines = async (who: Person, clientId: string) =>
  (await who.ok<{ rows: ContactLine[] }>('care.listContacts', { clientId })).rows;
const line = async (who: Person, clientId: string, id: string) =>
  (await lines(who, clientId)).find((one) => one.id === id)?.visit;
const asked = async (who: Person, clientId: string, id: string) =>
  (await line(who, clientId, id))?.maybeSameAs?.id ?? null;
const refusal = async (who: Person, input: object): Promise<string> => {
  const { body } = await who.call('care.settleVisit', input);
  return (body as { kind: string }).kind;
};
const counted = async (clientId: string) => {
  const { rows } = await at.admin.query<{ n: number }>(
    'select count(*)::int as n from care.contact_fact where client_id = $1',
    [clientId],
  );
  return rows[0]?.n;
};

describe('one visit that two devices recorded', () => {
  test('is asked about once, becomes one visit with two notes, and can be taken apart again', async () => {
    const clientId = await client();
    const first = await record(worker, clientId, { note: 'Walked.', occurredAt: ago(60), minutes: 40 });
    const second = await record(clinician, clientId, {
      note: 'Wound clean.',
      occurredAt: ago(45),
      minutes: 10,
    });
    const about = await line(clinician, clientId, second);
    expect(about).toMatchObject({ version: 0, visitId: null, maybeSameAs: { id: first, note: 'Walked.' } });
    expect(await asked(clinician, clientId, first), 'the first is never asked about').toBe(null);
    const mine = await clinician.ok<{ rows: { id: string }[] }>('care.visitsToSettle', {});
    expect(mine.rows.map((row) => row.id)).toContain(second);
    expect(await counted(clientId)).toBe(2);

    await clinician.ok('care.settleVisit', { clientId, id: second, version: 0, sameAs: first });
    expect(await line(worker, clientId, second)).toEqual({ version: 1, visitId: first, maybeSameAs: null });
    expect((await lines(worker, clientId)).map((row) => row.note).sort()).toEqual([
      'Walked.',
      'Wound clean.',
    ]);
    expect(await counted(clientId), 'one visit counts once').toBe(1);

    expect(await refusal(worker, { clientId, id: second, version: 0, sameAs: null })).toBe('conflict');
    await worker.ok('care.settleVisit', { clientId, id: second, version: 1, sameAs: null });
    expect(await counted(clientId)).toBe(2);
    expect(await asked(clinician, clientId, second), 'a settled question is not asked again').toBe(null);
  });

  test.each([
    ['another kind of contact', { minutes: 40, kindCode: 'intake' }, 45],
    ['hours apart', { minutes: 40 }, 360],
  ])('%s is another visit', async (_why, more, minutesAgo) => {
    const clientId = await client();
    await record(worker, clientId, { note: 'One.', occurredAt: ago(60), minutes: 40 });
    const other = await record(clinician, clientId, { note: 'Two.', occurredAt: ago(minutesAgo), ...more });
    expect(await asked(clinician, clientId, other)).toBe(null);
  });

  test('two notes of one person are asked about only when they come from two devices', async () => {
    const clientId = await client();
    const first = await record(worker, clientId, { note: 'On the phone.', occurredAt: ago(60), minutes: 30 });
    const again = await record(worker, clientId, { note: 'And again.', occurredAt: ago(50), minutes: 30 });
    expect(await asked(worker, clientId, again)).toBe(null);
    await at.admin.query(
      'update care.contact set session_id = gen_random_uuid(), version = version + 1 where id = any($1)',
      [[first, again]],
    );
    expect(await asked(worker, clientId, again)).toBe(first);
  });

  test('three notes of one visit stay one visit, whichever way they are joined', async () => {
    const clientId = await client();
    const ids = [];
    for (const who of [worker, clinician, worker])
      ids.push(await record(who, clientId, { note: 'Here.', occurredAt: ago(60 - ids.length), minutes: 20 }));
    const [one = '', two = '', three = ''] = ids;
    await worker.ok('care.settleVisit', { clientId, id: three, version: 0, sameAs: two });
    await worker.ok('care.settleVisit', { clientId, id: two, version: 0, sameAs: one });
    expect((await line(worker, clientId, three))?.visitId).toBe(one);
    expect(await counted(clientId)).toBe(1);
  });

  test('nobody settles what they may not see, and nothing is joined across clients', async () => {
    const [clientId, elsewhere] = [await client(), await client()];
    const first = await record(worker, clientId, { note: 'One.', occurredAt: ago(60) });
    const second = await record(clinician, clientId, { note: 'Two.', occurredAt: ago(55) });
    const stranger = await record(worker, elsewhere, { note: 'Three.', occurredAt: ago(55) });
    expect(await refusal(neighbour, { clientId, id: second, version: 0, sameAs: first })).toBe('missing');
    expect(await refusal(worker, { clientId, id: second, version: 0, sameAs: stranger })).toBe('missing');
    expect(await refusal(worker, { clientId, id: second, version: 0, sameAs: newId() })).toBe('missing');
    expect((await neighbour.ok<{ rows: unknown[] }>('care.visitsToSettle', {})).rows).toEqual([]);
    expect(await counted(clientId)).toBe(2);
  });
});
