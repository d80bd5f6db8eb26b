import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { examplePrescription } from '../../examples.ts';

type Due = { clientId: string; kindCode: string; from: string; to: string; state: string };
type Watched = {
  checks: { id: string; voided: boolean; words: string | null; correction: string | null }[];
  due: Due[];
  overdoses: { fatal: boolean; naloxoneDoses: number; minutesMonitored: number | null }[];
};

const today = new Date().toISOString().slice(0, 10);
let at: World;
let nurse: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  await at.admin.query(`update identity.community set time_zone = 'UTC'`);
  nurse = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('clinician', at.sites.other);
});
afterAll(() => at.close());

async function client(startedOn = addDays(today, -70)): Promise<string> {
  const { id } = await nurse.ok<{ id: string }>('people.registerClient', {
    siteId: at.sites.a1.id,
    identity: { name: 'Testa Probe' },
  });
  await nurse.ok('supply.writePrescription', examplePrescription(id, startedOn));
  return id;
}
const about = (clientId: string) => ({ id: newId(), clientId, programCode: 'safer-supply' });
const check = (clientId: string, resultCode: string, madeOn: string) => ({
  ...about(clientId),
  kindCode: 'urine-screen',
  resultCode,
  madeOn,
  words: 'said it hurt today',
});
const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return status === 200 ? 200 : (body as { code: string }).code;
};
const watched = (clientId: string) => nurse.ok<Watched>('supply.clientWatch', { clientId });
const urine = async (clientId: string) =>
  (await watched(clientId)).due.find((line) => line.kindCode === 'urine-screen');
const dueHere = async () =>
  (await nurse.ok<{ rows: Due[] }>('supply.dueChecks', { siteId: at.sites.a1.id })).rows;

describe('what is due is a window, never a sanction', () => {
  test('the window counts from the last one that was done; not being able to changes nothing', async () => {
    const clientId = await client();
    expect(await urine(clientId)).toMatchObject({
      from: addDays(today, -10),
      to: addDays(today, 20),
      state: 'ask',
    });
    await nurse.ok('supply.recordCheck', check(clientId, 'could-not', today));
    expect(await urine(clientId)).toMatchObject({ from: addDays(today, -10), state: 'ask' });
    expect((await dueHere()).some((line) => line.clientId === clientId)).toBe(true);
    const done = check(clientId, 'done', addDays(today, -1));
    await nurse.ok('supply.recordCheck', done);
    expect(await urine(clientId)).toMatchObject({ from: addDays(today, 59), state: 'later' });
    expect((await dueHere()).some((line) => line.clientId === clientId)).toBe(false);

    await nurse.ok('supply.withdrawRecord', {
      id: done.id,
      clientId,
      kind: 'check_made',
      version: 1,
      reason: 'another client’s',
    });
    expect(await urine(clientId)).toMatchObject({ from: addDays(today, -10), state: 'ask' });
    const { checks } = await watched(clientId);
    expect(checks).toHaveLength(2);
    expect(checks.find((one) => one.id === done.id)).toMatchObject({
      voided: true,
      words: 'said it hurt today',
      correction: 'another client’s',
    });
  });

  test('a window somebody set counts before the list’s; one that has passed asks next time and changes nothing else', async () => {
    const clientId = await client(addDays(today, -400));
    expect(await urine(clientId)).toMatchObject({ state: 'passed' });
    await nurse.ok('supply.recordCheck', {
      ...check(clientId, 'offered', today),
      nextFrom: addDays(today, 5),
      nextTo: addDays(today, 9),
    });
    expect(await urine(clientId)).toMatchObject({ from: addDays(today, 5), state: 'later' });
    expect(
      await nurse.ok('supply.clientPrescriptions', { clientId }),
      'the prescription stands as it was',
    ).toMatchObject({ rows: [{ version: 1, endedOn: null }] });
  });
});

test('an overdose keeps what was done; texts are sealed; another organisation and the lead see none of it', async () => {
  const clientId = await client();
  const overdose = {
    ...about(clientId),
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    fatal: false,
    placeCode: 'at-site',
    naloxoneDoses: 2,
    emergencyCalled: true,
    minutesMonitored: 30,
    words: 'blue lips, came round',
  };
  await nurse.ok('supply.recordOverdose', overdose);
  await nurse.ok('supply.recordOverdose', overdose);
  expect((await watched(clientId)).overdoses).toMatchObject([
    { fatal: false, naloxoneDoses: 2, minutesMonitored: 30 },
  ]);
  const stored = await at.admin.query('select o::text as row from supply.overdose o where id = $1', [
    overdose.id,
  ]);
  expect(stored.rows[0].row).not.toContain(Buffer.from('blue').toString('hex'));
  expect(await codeOf(neighbour, 'supply.clientWatch', { clientId })).toBe('pathway.noSuchClient');
  const lead = await at.person('lead', at.sites.a1);
  expect(await codeOf(lead, 'supply.clientWatch', { clientId })).toBe('kernel.notAllowed');
});

test('answers stay within their question, days do not lie ahead, codes are those of the lists', async () => {
  const clientId = await client();
  const figure = { ...about(clientId), questionCode: 'street-days', figure: 31, answeredOn: today };
  expect(await codeOf(nurse, 'supply.recordFigure', figure)).toBe('supply.tooHigh');
  expect(await codeOf(nurse, 'supply.recordFigure', { ...figure, figure: 30 })).toBe(200);
  expect(
    await codeOf(nurse, 'supply.recordFigure', {
      ...figure,
      id: newId(),
      figure: 1,
      answeredOn: addDays(today, 3),
    }),
  ).toBe('supply.inTheFuture');
  const incident = { ...about(clientId), kindCode: 'diversion-talk', happenedOn: today, words: 'we talked' };
  expect(await codeOf(nurse, 'supply.recordIncident', { ...incident, kindCode: 'crime' })).toBe(
    'supply.unknownCode',
  );
  expect(await codeOf(nurse, 'supply.recordIncident', incident)).toBe(200);
  expect(
    await codeOf(nurse, 'supply.recordCheck', { ...check(clientId, 'failed', today) }),
    'there is no result called failed',
  ).toBe('supply.unknownCode');
  expect(
    await codeOf(nurse, 'supply.writeChart', {
      ...about(clientId),
      kindCode: 'consent',
      writtenOn: today,
      words: ' ',
    }),
  ).toBe('kernel.invalidInput');
  expect(
    await codeOf(nurse, 'supply.writeChart', {
      ...about(clientId),
      programCode: 'supported-employment',
      kindCode: 'consent',
      writtenOn: today,
      words: 'yes',
    }),
  ).toBe('supply.noFormulary');
});

test('an alert reaches the sites it names and no other community; who read it is counted once', async () => {
  const elsewhere = await at.person('worker', at.sites.b1);
  const second = await at.person('worker', at.sites.a2);
  const alert = {
    id: newId(),
    siteId: at.sites.a1.id,
    kindCode: 'stronger',
    title: 'Purple powder, very strong',
    body: 'Two overdoses on Main Street; start low, not alone.',
    language: 'en',
    seenOn: today,
  };
  const seen = async (who: Person) =>
    (await who.ok<{ rows: { id: string; readers: number; readByMe: boolean }[] }>('supply.listAlerts', {}))
      .rows;
  await nurse.ok('supply.sendAlert', { ...alert, reaches: [at.sites.a2.id] });
  expect((await seen(second)).map((one) => one.id)).toContain(alert.id);
  expect((await seen(neighbour)).map((one) => one.id)).not.toContain(alert.id);
  expect(await seen(elsewhere)).toEqual([]);
  const wide = { ...alert, id: newId() };
  await nurse.ok('supply.sendAlert', wide);
  for (const _time of [1, 2]) await neighbour.ok('supply.readAlert', { id: newId(), alertId: wide.id });
  expect((await seen(neighbour)).find((one) => one.id === wide.id)).toMatchObject({
    readers: 1,
    readByMe: true,
  });
  expect((await seen(nurse)).find((one) => one.id === wide.id)).toMatchObject({
    readers: 1,
    readByMe: false,
  });
  expect(await codeOf(nurse, 'supply.sendAlert', { ...alert, id: newId(), reaches: [at.sites.b1.id] })).toBe(
    'supply.noSuchSite',
  );
  expect(await codeOf(neighbour, 'supply.endAlert', { id: wide.id, version: 1, endedOn: today })).toBe(
    'pathway.notMySite',
  );
  await nurse.ok('supply.endAlert', { id: wide.id, version: 1, endedOn: today });
  expect((await seen(nurse)).map((one) => one.id)).not.toContain(wide.id);
});
