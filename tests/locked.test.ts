import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules } from '../app/modules.ts';
import { newId } from '../kernel/id.ts';
import { exampleContact } from '../modules/care/examples.ts';
import { exampleReferral } from '../modules/pathway/examples.ts';
import { exampleDose, examplePrescription } from '../modules/supply/examples.ts';
import { type Answer, ask, isFor, type Named, operationsOf, writes } from './crawl/ask.ts';
import { fieldsOf, isId, sampleInput, shapeOf, type Wanted } from './fence/inputs.ts';
import { type Person, type World, world } from './world.ts';

const canary = 'marjoramcanary';
const program = 'safer-supply';
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const today = ago(0).slice(0, 10);

let at: World;
let nurse: Person;
let outside: Person[];
let clientId: string;
let conferenceId: string;
const reading = operationsOf(modules).filter((named) => !writes(named));
const care = ['worker', 'clinician', 'coordinator'];

beforeAll(async () => {
  at = await world();
  nurse = await at.person('clinician', at.sites.a1);
  outside = [
    await at.person([
      { role: 'worker', site: at.sites.a1 },
      { role: 'lead', site: at.sites.a1 },
    ]),
    await at.person('coordinator', at.sites.a1),
    await at.person('clinician', at.sites.a2),
  ];
  const registered = { siteId: at.sites.a1.id, identity: { name: 'Testa Probe' } };
  clientId = (await nurse.ok<{ id: string }>('people.registerClient', registered)).id;
  await nurse.ok('people.joinCircle', { clientId, siteId: at.sites.a2.id, kind: 'site' });
  await nurse.ok('people.giveDirective', { clientId, effect: 'permit', binds: 'everyone' });
  await fillProgram();
}, 120_000);
afterAll(() => at.close());

/** What the nurse records of the client in the program: referral, contact with its step, dose, prescription, a form, and a meeting. */
async function fillProgram(): Promise<void> {
  const site = at.sites.a1.id;
  const referral = { ...exampleReferral(clientId, site), programCode: program, note: `${canary} sent` };
  await nurse.ok('pathway.referClient', referral);
  const step = { id: newId(), stepCode: 'call', words: `${canary} step`, dueOn: '2020-01-01' };
  const codes = { programCode: program, kindCode: 'medication-visit' };
  const contact = { ...exampleContact(clientId, ago(60), today), ...codes, note: `${canary} note` };
  await nurse.ok('care.recordContact', { ...contact, nextStep: step });
  await nurse.ok('care.reviseNote', { clientId, id: contact.id, version: 1, note: `${canary} corrected` });
  await nurse.ok('supply.recordDoseEvent', exampleDose(clientId, ago(50)));
  await nurse.ok('supply.writePrescription', examplePrescription(clientId, today));
  conferenceId = newId();
  await nurse.ok('care.planConference', { id: conferenceId, siteId: site, heldOn: today });
}

/** The ids of what is to be locked: every row of the client's that came about in the program. */
async function lockedIds(): Promise<string[]> {
  const tables = [
    'care.contact',
    'care.task',
    'pathway.referral',
    'pathway.change',
    'supply.dose_event',
    'supply.prescription',
    'supply.prescription_step',
  ];
  const found: string[] = [];
  for (const table of tables) {
    const { rows } = await at.admin.query<{ id: string }>(`select id from ${table} where client_id = $1`, [
      clientId,
    ]);
    expect(rows.length, table).toBeGreaterThan(0);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** Every way an operation is asked: each locked record stands once where it asks for a record. */
function inputsFor(named: Named, ids: readonly string[]): unknown[] {
  const fields = fieldsOf(shapeOf(named.operation.input)).fields;
  const names = [...fields].some(
    ([field, schema]) => isId(schema) && !['clientId', 'siteId', 'organisationId'].includes(field),
  );
  const choose =
    (id: string) =>
    ({ field, schema }: Wanted) => {
      if (field === 'clientId') return clientId;
      if (field === 'siteId') return at.sites.a1.id;
      if (field === 'conferenceId') return conferenceId;
      if (isId(schema)) return id;
      if (field === 'programCode' || field === 'program') return program;
      if (field === 'limit') return 50;
      if (field === 'from') return '2020-01-01';
      if (field === 'to' || field === 'until') return today;
      return undefined;
    };
  const all = (names ? [...ids, conferenceId] : [conferenceId]).map((id) =>
    sampleInput(named.operation.input, choose(id)),
  );
  return [...new Map(all.map((input) => [JSON.stringify(input), input])).values()];
}

/** The operations that tell somebody a locked word or a locked id they did not name themselves. */
async function telling(people: readonly Person[], ids: readonly string[]): Promise<string[]> {
  const told = new Set<string>();
  for (const named of reading) {
    for (const person of people) {
      const roles = person.actor.roles.map(({ role }) => role);
      if (!isFor(named.operation, roles) || !roles.some((role) => care.includes(role))) continue;
      for (const input of inputsFor(named, ids)) {
        const answer: Answer = await ask(at.url, person.token, named, input);
        const sent = JSON.stringify(input);
        const words = [canary, ...ids.filter((id) => !sent.includes(id))];
        if (answer.status === 200 && words.some((word) => answer.text.includes(word))) told.add(named.name);
      }
    }
  }
  return [...told].sort();
}

test('nothing that reads tells those outside what a lock keeps: no list, count, search, glance, day, packet or file', async () => {
  const ids = await lockedIds();
  const before = await telling(outside, ids);
  expect(before).toEqual(
    expect.arrayContaining([
      'care.clientCare',
      'care.glance',
      'care.listContacts',
      'care.noteHistory',
      'pathway.clientPathway',
      'pathway.listReferrals',
      'supply.clientSupply',
    ]),
  );
  const what = { about: 'program', programCode: program, siteId: at.sites.a1.id };
  await nurse.ok('care.lockRecord', { id: newId(), clientId, what, team: 'clinician' });
  expect(await telling(outside, ids)).toEqual([]);
  expect(await telling([nurse], ids)).toEqual(
    expect.arrayContaining(before.filter((name) => name.startsWith('care.'))),
  );
  const [lock] = (await nurse.ok<{ rows: { id: string }[] }>('people.listLocks', { clientId })).rows;
  await nurse.ok('people.liftLock', { clientId, id: lock?.id, version: 1 });
  expect(await telling(outside, ids)).toEqual(before);
}, 600_000);
