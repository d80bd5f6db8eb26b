import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleDose, examplePrescription } from '../../examples.ts';

type Sheet = {
  rows: {
    prescriptionId: string;
    clientName: string;
    ordered: string;
    lastTakenOn: string | null;
    events: { id: string; version: number; kind: string }[];
  }[];
  hours: { hour: number; doses: number; usual: number }[];
};

let at: World;
let nurse: Person;
beforeAll(async () => {
  at = await world();
  nurse = await at.person('clinician', at.sites.a1);
});
afterAll(() => at.close());

const register = async (name: string) =>
  (await nurse.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const sheet = (day: string, who: Person = nurse) =>
  who.ok<Sheet>('supply.daySheet', { siteId: at.sites.a1.id, day });

test('the sheet holds exactly the prescriptions in force that day, in name order, with what happened', async () => {
  const [zoe, abe] = [await register('Zoe Probe'), await register('Abe Probe')];
  const first = examplePrescription(zoe, '2026-03-02');
  const second = examplePrescription(abe, '2026-03-02');
  for (const given of [first, second]) await nurse.ok('supply.writePrescription', given);
  await nurse.ok('supply.endPrescription', {
    id: second.id,
    version: 1,
    clientId: abe,
    endedOn: '2026-03-05',
    reasonCode: 'end-asked',
  });
  const dose = (day: string, hour: number, kind = 'witnessed') => ({
    ...exampleDose(zoe, `${day}T${hour}:00:00Z`),
    prescriptionId: first.id,
    kind,
  });
  await nurse.ok('supply.recordDoseEvent', dose('2026-03-03', 17));
  await nurse.ok('supply.recordDoseEvent', dose('2026-03-04', 18, 'missed'));
  const names = async (day: string) => (await sheet(day)).rows.map((row) => row.clientName);
  expect(await names('2026-03-01')).toEqual([]);
  expect(await names('2026-03-04')).toEqual(['Abe Probe', 'Zoe Probe']);
  expect(await names('2026-03-05')).toEqual(['Zoe Probe']);
  const row = (await sheet('2026-03-04')).rows[1];
  expect(row).toMatchObject({
    ordered: first.step.ordered,
    lastTakenOn: '2026-03-03',
    events: [{ kind: 'missed' }],
  });

  const [event] = row?.events ?? [];
  const undo = {
    id: event?.id,
    clientId: zoe,
    version: event?.version,
    didNotHappen: true,
    reason: 'tapped',
  };
  await nurse.ok('supply.correctDoseEvent', undo);
  expect((await sheet('2026-03-04')).rows[1]?.events).toEqual([]);
  expect(await nurse.call('supply.correctDoseEvent', undo)).toMatchObject({
    status: 409,
    body: { code: 'supply.doseChanged' },
  });
  const kept = await at.admin.query(
    `select row_before ->> 'kind' as kind, row_before ->> 'voided' as voided from supply.history where row_id = $1`,
    [event?.id],
  );
  expect(kept.rows).toEqual([{ kind: 'missed', voided: 'false' }]);
  const facts = await at.admin.query(`select count(*)::int as n from supply.dose_fact where client_id = $1`, [
    zoe,
  ]);
  expect(facts.rows[0].n).toBe(1);
});

test('crowding counts doses in sight by hour, beside the mean of the same weekday of four weeks', async () => {
  const who = await register('Hour Probe');
  const take = (occurredAt: string, kind: string) =>
    nurse.ok('supply.recordDoseEvent', { ...exampleDose(who, occurredAt), id: newId(), kind });
  const zone = (
    await at.admin.query('select time_zone from identity.community where community_id = $1', [at.communityId])
  ).rows[0].time_zone as string;
  const local = (moment: string) =>
    Number(
      new Intl.DateTimeFormat('en-CA', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(
        new Date(moment),
      ),
    );
  await take('2026-05-20T17:10:00Z', 'witnessed');
  await take('2026-05-20T17:40:00Z', 'witnessed');
  await take('2026-05-20T17:50:00Z', 'carried');
  await take('2026-05-13T17:30:00Z', 'witnessed');
  await take('2026-05-06T17:30:00Z', 'witnessed');
  await take('2026-05-19T17:30:00Z', 'witnessed');
  const { hours } = await sheet('2026-05-20');
  expect(hours).toEqual([{ hour: local('2026-05-20T17:10:00Z'), doses: 2, usual: 0.5 }]);
});

test('another site’s sheet is refused; a client who blocked the nurse by name is not on it', async () => {
  const neighbour = await at.person('clinician', at.sites.other);
  expect(
    (await neighbour.call('supply.daySheet', { siteId: at.sites.a1.id, day: '2026-03-04' })).body,
  ).toMatchObject({ code: 'pathway.notMySite' });
  const colleague = await at.person('clinician', at.sites.a1);
  const shy = await register('Shy Probe');
  await nurse.ok('supply.writePrescription', examplePrescription(shy, '2026-07-01'));
  const named = async (who: Person) => (await sheet('2026-07-02', who)).rows.map((row) => row.clientName);
  expect(await named(colleague)).toContain('Shy Probe');
  await nurse.ok('people.giveDirective', {
    id: newId(),
    clientId: shy,
    effect: 'deny',
    binds: 'person',
    targetId: colleague.accountId,
    dataClass: 'all',
    purpose: 'all',
    givenHow: 'spoken',
  });
  expect(await named(colleague)).not.toContain('Shy Probe');
  expect(await named(nurse)).toContain('Shy Probe');
});
