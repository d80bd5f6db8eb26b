import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { examplePrescription, exampleRule, exampleStep } from '../../examples.ts';

type Found = { clients: number; rows: { clientId: string; clientName: string; given: number }[] };
type List = {
  worklist: { version: number; toDo: number; done: number; notNeeded: number };
  rows: {
    id: string;
    version: number;
    clientId: string;
    clientName: string;
    state: string;
    words: string | null;
  }[];
};

let at: World;
let nurse: Person;
let other: Person;
let neighbour: Person;
let rule: ReturnType<typeof exampleRule>;
const ids = new Map<string, string>();

/** Five clients: what each has, so that every question has an answer worked out by hand. */
const caseload = [
  {
    name: 'Ann',
    formulationCode: 'oxycodone-tablet',
    given: 120,
    observationCode: 'observed',
    startedOn: '2026-01-10',
    ruled: true,
  },
  {
    name: 'Bea',
    formulationCode: 'oxycodone-tablet',
    given: 60,
    observationCode: 'non-observed',
    startedOn: '2026-03-10',
    ruled: false,
  },
  {
    name: 'Cy',
    formulationCode: 'hydromorphone-sa-tablet',
    given: 120,
    observationCode: 'both',
    startedOn: '2026-01-10',
    ruled: true,
  },
  {
    name: 'Dee',
    formulationCode: 'methylphenidate-tablet',
    given: 40,
    observationCode: 'non-observed',
    startedOn: '2026-02-01',
    ruled: false,
  },
  {
    name: 'Eve',
    formulationCode: 'oxycodone-tablet',
    given: 200,
    observationCode: 'observed',
    startedOn: '2026-01-01',
    ruled: false,
  },
];

beforeAll(async () => {
  at = await world();
  nurse = await at.person('clinician', at.sites.a1);
  other = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('clinician', at.sites.other);
  rule = exampleRule(at.sites.a1.id, '1', '2026-01-01');
  await nurse.ok('supply.publishRule', { ...rule, jurisdictionCode: 'ca-on' });
  for (const one of caseload) {
    const { id } = await nurse.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: one.name },
    });
    ids.set(one.name, id);
    const given = examplePrescription(id, one.startedOn);
    const step = {
      ...exampleStep,
      given: one.given,
      observationCode: one.observationCode,
      prescriberId: one.name === 'Cy' ? other.accountId : nurse.accountId,
      ...(one.ruled ? { ruleId: rule.id } : {}),
    };
    await nurse.ok('supply.writePrescription', { ...given, formulationCode: one.formulationCode, step });
    if (one.name === 'Eve')
      await nurse.ok('supply.endPrescription', {
        id: given.id,
        version: 1,
        clientId: id,
        endedOn: '2026-02-01',
        reasonCode: 'end-asked',
      });
  }
});
afterAll(() => at.close());

const who = async (narrow: object, person: Person = nurse) =>
  (
    await person.ok<Found>('supply.whoIsAffected', { question: { programCode: 'safer-supply', ...narrow } })
  ).rows.map((row) => row.clientName);

test('every part of the question narrows, and the answer is the one worked out by hand', async () => {
  expect(await who({})).toEqual(['Ann', 'Bea', 'Cy', 'Dee']);
  expect(await who({ formulationCode: 'oxycodone-tablet' })).toEqual(['Ann', 'Bea']);
  expect(await who({ classCode: 'opioid' })).toEqual(['Ann', 'Bea', 'Cy']);
  expect(await who({ above: { given: 60, unitCode: 'mg' } })).toEqual(['Ann', 'Cy']);
  expect(await who({ above: { given: 59.9, unitCode: 'mg' } })).toEqual(['Ann', 'Bea', 'Cy']);
  expect(await who({ above: { given: 1, unitCode: 'mcg' } })).toEqual([]);
  expect(await who({ prescriberId: other.accountId })).toEqual(['Cy']);
  expect(await who({ observationCode: 'non-observed' })).toEqual(['Bea', 'Dee']);
  expect(await who({ ruleId: rule.id })).toEqual(['Ann', 'Cy']);
  expect(await who({ jurisdictionCode: 'ca-on' })).toEqual(['Ann', 'Cy']);
  expect(await who({ since: '2026-02-01' })).toEqual(['Bea', 'Dee']);
  expect(await who({ siteId: at.sites.a2.id })).toEqual([]);
  expect(await who({ formulationCode: 'oxycodone-tablet', above: { given: 60, unitCode: 'mg' } })).toEqual([
    'Ann',
  ]);
  expect(await who({}, neighbour)).toEqual([]);
  expect(
    (
      await nurse.call('supply.whoIsAffected', {
        question: { programCode: 'safer-supply', classCode: 'tea' },
      })
    ).body,
  ).toMatchObject({ code: 'supply.notOnFormulary' });
});

test('canary: a province counts by the site’s own region too', async () => {
  expect(await who({ jurisdictionCode: 'ca-bc' })).toEqual([]);
  await at.admin.query(`update identity.community set region = 'BC' where community_id = $1`, [
    at.communityId,
  ]);
  expect(await who({ jurisdictionCode: 'ca-bc' })).toEqual(['Ann', 'Bea', 'Cy', 'Dee']);
});

test('a worklist is worked through, guarded, counted and audited', async () => {
  const id = newId();
  const start = {
    id,
    siteId: at.sites.a1.id,
    title: 'Stop of oxycodone',
    why: 'Letter of the college, 4 May',
    question: { programCode: 'safer-supply', formulationCode: 'oxycodone-tablet' },
  };
  await nurse.ok('supply.startWorklist', start);
  expect(
    (
      await nurse.call('supply.startWorklist', {
        ...start,
        id: newId(),
        question: { programCode: 'safer-supply', formulationCode: 'fentanyl-patch' },
      })
    ).body,
  ).toMatchObject({ code: 'supply.nobodyAffected' });
  const list = () => other.ok<List>('supply.openWorklist', { id });
  const { rows } = await list();
  expect(rows.map((row) => [row.clientName, row.state])).toEqual([
    ['Ann', 'to_do'],
    ['Bea', 'to_do'],
  ]);
  const mark = (row: List['rows'][number], state: string, person: Person = other) =>
    person.call('supply.markWorklistRow', {
      id: row.id,
      version: row.version,
      clientId: row.clientId,
      state,
      words: 'talked, keeps it for now',
    });
  const [ann, bea] = rows as [List['rows'][number], List['rows'][number]];
  expect((await mark(ann, 'done')).status).toBe(200);
  expect((await mark(ann, 'not_needed')).body).toMatchObject({ code: 'supply.rowChanged' });
  expect((await mark(bea, 'done', neighbour)).body).toMatchObject({ code: 'supply.noSuchRow' });
  const close = () => nurse.call('supply.closeWorklist', { id, version: 1, closedOn: '2026-06-01' });
  expect((await close()).body).toMatchObject({ code: 'supply.stillToDo', facts: { count: 1 } });
  expect((await mark(bea, 'not_needed')).status).toBe(200);
  const after = await list();
  expect(after.worklist).toMatchObject({ toDo: 0, done: 1, notNeeded: 1 });
  expect(after.rows[0]).toMatchObject({ state: 'done', words: 'talked, keeps it for now' });
  expect((await neighbour.call('supply.openWorklist', { id })).body).toMatchObject({
    code: 'supply.noSuchWorklist',
  });
  const file = await nurse.call('supply.fetchWorklist', { id, locale: 'fr' });
  expect(String(file.body)).toContain('Ann');
  expect(String(file.body).trim().split('\r\n')).toHaveLength(3);
  expect((await close()).status).toBe(200);
  const audit = await at.admin.query(
    `select operation, subjects from kernel.audit_event where operation in ('supply.startWorklist', 'supply.fetchWorklist') and action = 'read' order by at`,
  );
  const two = [ids.get('Ann'), ids.get('Bea')].sort();
  expect(audit.rows.map((row) => [row.operation, [...row.subjects].sort()])).toEqual([
    ['supply.startWorklist', two],
    ['supply.fetchWorklist', two],
  ]);
});
