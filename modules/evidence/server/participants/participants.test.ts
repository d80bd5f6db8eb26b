import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { readCsv } from '../../../../kernel/server/files/index.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { Participant, Participation, Variable } from '../../contract.ts';
import { addText, beginStudy, publish } from '../testing/study.ts';

let at: World;
let evaluator: Person;
let studyId: string;

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  studyId = await beginStudy(evaluator, 'people');
});
afterAll(() => at.close());

type Listed = { variables: Variable[]; rows: Participant[] };
const add = async (pseudonym: string, more: object = {}) => {
  const id = newId();
  await evaluator.ok('evidence.addParticipant', { id, studyId, pseudonym, ...more });
  return id;
};
const listed = (study = studyId) => evaluator.ok<Listed>('evidence.listParticipants', { studyId: study });

describe('participation', () => {
  test('counts who was asked by part and site, and says it as a methods section does', async () => {
    const own = await beginStudy(evaluator, 'counted');
    const put = (standing: string, part: string, siteId: string | undefined, count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          evaluator.ok('evidence.addParticipant', {
            id: newId(),
            studyId: own,
            pseudonym: `${standing}-${part}-${n}`,
            part,
            standing,
            ...(siteId === undefined ? {} : { siteId }),
          }),
        ),
      );
    await put('took_part', 'nurse', at.sites.a1.id, 5);
    await put('declined', 'nurse', at.sites.a1.id, 2);
    await put('missing', '=peer', at.sites.a2.id, 1);
    await put('invited', '=peer', at.sites.a2.id, 2);
    const told = await evaluator.ok<Participation>('evidence.participation', { studyId: own });
    expect(told).toMatchObject({
      asked: 10,
      rate: 0.5,
      counts: { took_part: 5, declined: 2, missing: 1, withdrew: 0, invited: 2 },
      rows: [
        { part: '=peer', siteId: at.sites.a2.id, asked: 3, rate: 0 },
        { part: 'nurse', siteId: at.sites.a1.id, asked: 7, rate: 5 / 7 },
      ],
    });
    expect(told.sentence).toContain('Of 10 people asked to take part, 5 did (50.0%)');
    const { raw } = await evaluator.call('evidence.exportParticipation', { studyId: own, format: 'csv' });
    const bytes = new Uint8Array(await raw.arrayBuffer());
    const cells: string[][] = [];
    for await (const row of readCsv(bytes)) cells.push(Object.values(row.cells));
    expect(cells.map((row) => row[0])).toEqual(["'=peer", 'nurse', 'Everybody']);
    expect(cells[2]?.slice(2)).toEqual(['10', '5', '2', '1', '0', '2', '50']);
  });
  test('of nobody has no rate', async () => {
    const none = await beginStudy(evaluator, 'nobody');
    const told = await evaluator.ok<Participation>('evidence.participation', { studyId: none });
    expect(told).toMatchObject({ asked: 0, rate: null, rows: [] });
  });
});

describe('somebody who withdraws', () => {
  test('takes every text along, and brings back only those when they return', async () => {
    const id = await add('P-leaves', { standing: 'took_part' });
    const first = await addText(
      at,
      evaluator,
      studyId,
      { name: 'l1.txt', content: 'one' },
      { pseudonym: 'P-leaves' },
    );
    const second = await addText(
      at,
      evaluator,
      studyId,
      { name: 'l2.txt', content: 'two' },
      { pseudonym: 'P-leaves' },
    );
    await evaluator.ok('evidence.setConsent', { id: first, version: 1, consent: 'withdrawn' });
    const seen = async () =>
      (await evaluator.ok<{ rows: { id: string }[] }>('evidence.listSources', { studyId })).rows.map(
        (row) => row.id,
      );
    expect(await seen()).toContain(second);
    const change = (version: number, standing: string) =>
      evaluator.call('evidence.changeParticipant', { id, version, part: null, siteId: null, standing });
    expect((await change(1, 'withdrew')).body).toMatchObject({ texts: 1 });
    expect(await seen()).not.toContain(second);
    expect((await change(1, 'took_part')).status).toBe(409);
    expect((await change(2, 'took_part')).body).toMatchObject({ texts: 1 });
    const after = await seen();
    expect(after).toContain(second);
    expect(after).not.toContain(first);
  });
});

describe('a variable', () => {
  test('takes what fits it and nothing else; free words stand sealed', async () => {
    const person = await add('P-values');
    const define = async (name: string, kind: string, choices: string[] = []) => {
      const id = newId();
      await evaluator.ok('evidence.defineVariable', { id, studyId, name, kind, choices });
      return id;
    };
    const [years, since, shift, note] = [
      await define('Years', 'number'),
      await define('Since', 'date'),
      await define('Shift', 'choice', ['Day', 'Night']),
      await define('Remark', 'text'),
    ];
    const set = (variableId: string, value: string | null) =>
      evaluator.call('evidence.setValue', { id: newId(), participantId: person, variableId, value });
    expect((await set(years, 'many')).status).toBe(422);
    expect((await set(since, '2026-13-01')).status).toBe(422);
    expect((await set(shift, 'Dusk')).status).toBe(422);
    for (const [id, value] of [
      [years, '12'],
      [since, '2026-03-31'],
      [shift, 'Night'],
      [note, 'walks with a canary'],
    ] as const)
      expect((await set(id, value)).status).toBe(200);
    const of = async () => (await listed()).rows.find((row) => row.id === person)?.values ?? [];
    expect((await of()).map(({ value }) => value).sort()).toEqual([
      '12',
      '2026-03-31',
      'Night',
      'walks with a canary',
    ]);
    expect((await set(years, null)).status).toBe(200);
    expect((await of()).some(({ variableId }) => variableId === years)).toBe(false);
    const { rows } = await at.admin.query<{ line: string }>('select v::text as line from evidence.value v');
    const whole = rows.map(({ line }) => line).join();
    expect(whole).toContain('Night');
    expect(whole).not.toContain(Buffer.from('walks with').toString('hex'));
    expect(whole).not.toContain('walks with');
  });
});

describe('the key of the pseudonyms', () => {
  const proven = (person: Person, ago: string) =>
    at.admin.query('update identity.session set stepped_up_at = now() - $2::interval where account_id = $1', [
      person.accountId,
      ago,
    ]);
  test('is read by those who keep it after a fresh proof, on the record, and by nobody who studies', async () => {
    const id = await add('P-key', { identity: 'Canary Person, 555-0100' });
    const twice = await evaluator.call('evidence.addParticipant', {
      id: newId(),
      studyId,
      pseudonym: 'P-other',
      identity: 'canary person 5550100',
    });
    expect(twice.status).toBe(409);
    const privacy = await at.person('privacy');
    expect((await evaluator.call('evidence.readKey', { studyId })).status).toBe(403);
    await proven(privacy, '1 day');
    expect((await privacy.call('evidence.readKey', { studyId })).body).toMatchObject({
      code: 'kernel.proofNeeded',
    });
    await proven(privacy, '0');
    const { rows } = await privacy.ok<{ rows: { participantId: string; identity: string }[] }>(
      'evidence.readKey',
      { studyId },
    );
    expect(rows).toMatchObject([{ participantId: id, identity: 'Canary Person, 555-0100' }]);
    const { rows: events } = await at.admin.query(
      `select 1 from kernel.audit_event where operation = 'evidence.readKey' and subjects @> array[$1::uuid]`,
      [id],
    );
    expect(events).toHaveLength(1);
    const far = await at.person('privacy', at.sites.b1);
    expect((await far.ok<{ rows: unknown[] }>('evidence.readKey', { studyId })).rows).toEqual([]);
    await privacy.ok('evidence.forgetIdentity', { participantId: id });
    const after = await privacy.ok<{ rows: { identity: string | null }[] }>('evidence.readKey', { studyId });
    expect(after.rows).toMatchObject([{ identity: null }]);
  });
  test('no version of it can be selected by whoever studies', async () => {
    await add('P-hidden', { identity: 'Hidden Person' });
    const count = (person: Person) =>
      at.database
        .asActor(person.actor, { id: newId() }, async (tx) =>
          tx.many<{ n: number }>({
            parts: [
              `select (select count(*) from evidence.pseudonym_key)::int + (select count(*) from evidence.history where table_name = 'pseudonym_key')::int as n`,
            ],
            values: [],
          }),
        )
        .then(({ value }) => value[0]?.n);
    await at.admin.query('update evidence.pseudonym_key set version = version + 1');
    expect(await count(evaluator)).toBe(0);
    expect(await count(await at.person('privacy'))).toBeGreaterThan(1);
  });
});

test('people of another study and other roles see no participant', async () => {
  const other = await at.person([{ role: 'evaluator', studyId: newId() }]);
  expect((await other.call('evidence.listParticipants', { studyId })).body).toMatchObject({ rows: [] });
  for (const role of ['worker', 'lead', 'coordinator', 'privacy', 'funder']) {
    const person = await at.person(role, at.sites.a1);
    expect((await person.call('evidence.listParticipants', { studyId })).status).toBe(403);
  }
});
