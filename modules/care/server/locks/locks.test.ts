import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleContact } from '../../examples.ts';
import type { LockLine, OneClient } from '../../../people/contract.ts';

const canary = 'lovage-canary';
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let at: World;
let worker: Person;
let clinician: Person;
let coordinator: Person;
let elsewhere: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  elsewhere = await at.person('worker', at.sites.a2);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

/** A client whom all five may see, their notes too. */
async function client(): Promise<string> {
  const { id } = await worker.ok<{ id: string }>('people.registerClient', {
    siteId: at.sites.a1.id,
    identity: { name: 'Testa Probe' },
  });
  for (const site of [at.sites.a2, at.sites.other])
    await worker.ok('people.joinCircle', { clientId: id, siteId: site.id, kind: 'site' });
  await worker.ok('people.giveDirective', { clientId: id, effect: 'permit', binds: 'everyone' });
  return id;
}

async function note(by: Person, clientId: string): Promise<string> {
  const contact = { ...exampleContact(clientId, ago(20), '2030-01-01'), note: canary };
  const step = { id: newId(), stepCode: 'call', words: `${canary} by phone`, dueOn: '2020-01-01' };
  await by.ok('care.recordContact', { ...contact, nextStep: step });
  return contact.id;
}

const lock = (by: Person, clientId: string, what: object, more: object = {}) =>
  by.call('care.lockRecord', { id: newId(), clientId, what, ...more });
const locks = async (by: Person, clientId: string) =>
  (await by.ok<{ rows: LockLine[] }>('people.listLocks', { clientId })).rows;
const opened = (by: Person, clientId: string) => by.ok<OneClient>('people.openClient', { clientId });
async function sees(by: Person, clientId: string): Promise<boolean> {
  const said: boolean[] = [];
  for (const name of ['care.listContacts', 'care.clientCare'])
    said.push(JSON.stringify(await by.ok(name, { clientId })).includes(canary));
  expect(new Set(said).size, said.join()).toBe(1);
  return said[0] ?? false;
}

describe('a locked note', () => {
  test('is seen by the team of its site that keeps it and by those named; others learn that something is locked', async () => {
    const clientId = await client();
    const recordId = await note(clinician, clientId);
    expect(await sees(worker, clientId)).toBe(true);
    expect((await opened(worker, clientId)).partlyLocked).toBe(false);
    const what = { about: 'contact', recordId };
    const more = { team: 'clinician', accountIds: [elsewhere.accountId], reason: 'as they asked' };
    expect((await lock(clinician, clientId, what, more)).status).toBe(200);
    for (const spared of [clinician, elsewhere]) {
      expect(await sees(spared, clientId)).toBe(true);
      expect((await opened(spared, clientId)).partlyLocked).toBe(false);
      expect(await locks(spared, clientId)).toMatchObject([
        { about: 'contact', recordId, reason: 'as they asked' },
      ]);
    }
    for (const outside of [worker, coordinator, neighbour]) {
      expect(await sees(outside, clientId)).toBe(false);
      const client = await opened(outside, clientId);
      expect([client.partlyLocked, await locks(outside, clientId)]).toEqual([true, []]);
      for (const call of ['care.noteHistory', 'care.reviseNote'])
        expect((await outside.call(call, { clientId, id: recordId, version: 1, note: 'x' })).status).toBe(
          404,
        );
    }
    expect((await lock(clinician, clientId, what)).body).toMatchObject({ code: 'people.lockedAlready' });
  });

  test('opens for whoever takes access that cannot wait, which is told and reviewed; but not the lock itself', async () => {
    const clientId = await client();
    const recordId = await note(clinician, clientId);
    await lock(clinician, clientId, { about: 'contact', recordId }, { team: 'clinician' });
    const [standing] = await locks(clinician, clientId);
    await worker.ok('people.breakGlass', {
      clientId,
      reasonCode: 'danger_to_life',
      reason: 'Not breathing well',
    });
    expect(await sees(worker, clientId)).toBe(true);
    expect((await opened(worker, clientId)).partlyLocked).toBe(false);
    expect(await locks(worker, clientId)).toEqual([]);
    const lifting = { clientId, id: standing?.id, version: 1 };
    expect((await worker.call('people.liftLock', lifting)).body).toMatchObject({ code: 'people.noSuchLock' });
    const privacy = await at.person('privacy');
    const told = await privacy.ok<{ rows: { clientId: string }[] }>('people.listOverrides');
    expect(told.rows.map((row) => row.clientId)).toContain(clientId);
  });

  test('is for everybody again when it is lifted, and what stood is kept', async () => {
    const clientId = await client();
    const recordId = await note(worker, clientId);
    await lock(worker, clientId, { about: 'contact', recordId });
    expect([await sees(clinician, clientId), await sees(worker, clientId)]).toEqual([false, true]);
    const [standing] = await locks(worker, clientId);
    const lifting = { clientId, id: standing?.id, version: 1 };
    await worker.ok('people.liftLock', lifting);
    expect((await worker.call('people.liftLock', lifting)).body).toMatchObject({
      code: 'people.lockChanged',
    });
    expect(await sees(clinician, clientId)).toBe(true);
    expect(await locks(worker, clientId)).toMatchObject([{ liftedByName: expect.any(String), version: 2 }]);
    const kept = await at.admin.query(
      `select row_version from people.history where table_name = 'lock' and row_id = $1`,
      [standing?.id],
    );
    expect(kept.rows).toEqual([{ row_version: 1 }]);
  });

  test('is locked by those of its site or its author alone, for people who work with clients', async () => {
    const clientId = await client();
    const what = { about: 'contact', recordId: await note(clinician, clientId) };
    expect((await lock(elsewhere, clientId, what)).body).toMatchObject({ code: 'care.notYoursToLock' });
    const lead = await at.person('lead', at.sites.a1);
    expect((await lock(clinician, clientId, what, { accountIds: [lead.accountId] })).body).toMatchObject({
      code: 'people.noColleague',
    });
    const stranger = await at.person('worker', at.sites.b1);
    expect((await lock(stranger, clientId, what)).status).toBe(404);
    expect((await lock(worker, clientId, { about: 'contact', recordId: newId() })).body).toMatchObject({
      code: 'care.nothingToLock',
    });
  });

  test('stays with its author when a colleague locks it for another team', async () => {
    const clientId = await client();
    const recordId = await note(worker, clientId);
    expect(
      (await lock(clinician, clientId, { about: 'contact', recordId }, { team: 'clinician' })).status,
    ).toBe(200);
    expect([await sees(worker, clientId), await sees(coordinator, clientId)]).toEqual([true, false]);
  });
});

describe('a locked program', () => {
  const program = { about: 'program', programCode: 'supported-employment' };

  async function inProgram(by: Person, site = at.sites.a1): Promise<string> {
    const clientId = await client();
    const sent = { clientId, siteId: site.id, programCode: program.programCode, sourceCode: 'health-team' };
    await by.ok('pathway.referClient', { id: newId(), ...sent, channelCode: 'in_person' });
    return clientId;
  }

  test('takes its referral, contacts, steps and the class of data it keeps from everybody else, and says nothing of itself', async () => {
    const clientId = await inProgram(worker);
    await note(worker, clientId);
    await worker.ok('employment.writeProfile', { id: newId(), clientId, parts: { hopes: canary } });
    const whole = async (by: Person) =>
      JSON.stringify([
        await by.ok('pathway.clientPathway', { clientId }),
        await by.ok('care.clientCare', { clientId }),
        await by.ok('care.glance', { clientId }),
        await by.ok('employment.clientEmployment', { clientId }),
        await by.ok('people.openClient', { clientId }),
      ]);
    expect(await whole(clinician)).toContain('supported-employment');
    const placed = await lock(worker, clientId, { ...program, siteId: at.sites.a1.id }, { team: 'worker' });
    expect(placed.status).toBe(200);
    for (const outside of [clinician, coordinator, elsewhere, neighbour]) {
      const seen = await whole(outside);
      expect(seen).not.toContain('supported-employment');
      expect(seen).not.toContain(canary);
      expect(JSON.parse(seen)[4].partlyLocked).toBe(true);
    }
    expect(await whole(worker)).toContain(canary);
    const refused = await clinician.call(
      'care.recordContact',
      exampleContact(clientId, ago(5), '2030-01-01'),
    );
    expect([refused.status >= 400, refused.status < 500]).toEqual([true, true]);
  });

  test('hides the place that runs it from whoever is not there, in the circle and in what the client allows', async () => {
    const clientId = await inProgram(neighbour, at.sites.other);
    const keep = {
      clientId,
      effect: 'permit',
      binds: 'site',
      targetId: at.sites.other.id,
      dataClass: 'referral',
    };
    await worker.ok('people.giveDirective', keep);
    const told = async (by: Person) => {
      const { circle, directives } = await opened(by, clientId);
      return JSON.stringify([circle, directives]).includes(at.sites.other.id);
    };
    expect([await told(worker), await told(neighbour)]).toEqual([true, true]);
    await lock(neighbour, clientId, { ...program, siteId: at.sites.other.id }, { team: 'all' });
    expect([await told(worker), await told(neighbour)]).toEqual([false, true]);
  });

  test('leaves what another organisation recorded itself with that organisation', async () => {
    const clientId = await inProgram(worker);
    await note(neighbour, clientId);
    await lock(worker, clientId, { ...program, siteId: at.sites.a1.id }, { team: 'worker' });
    expect([await sees(neighbour, clientId), await sees(clinician, clientId)]).toEqual([true, false]);
  });

  test('cannot be locked where the client is not in it', async () => {
    const clientId = await client();
    expect((await lock(worker, clientId, { ...program, siteId: at.sites.a1.id })).body).toMatchObject({
      code: 'care.nothingToLock',
    });
  });

  test('is not betrayed by the list of who opened the record: whom it shuts out gets none', async () => {
    const clientId = await inProgram(worker);
    expect((await clinician.call('oversight.openedForClient', { clientId })).status).toBe(200);
    await lock(worker, clientId, { ...program, siteId: at.sites.a1.id }, { team: 'worker' });
    expect((await clinician.call('oversight.openedForClient', { clientId })).body).toMatchObject({
      code: 'oversight.partlyLocked',
    });
    expect((await worker.call('oversight.openedForClient', { clientId })).status).toBe(200);
    const privacy = await at.person('privacy');
    const { rows } = await privacy.ok<{ rows: unknown[] }>('oversight.openedForClient', { clientId });
    expect(rows.length).toBeGreaterThan(0);
  });
});
