import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { exampleContact } from '../examples.ts';

type Contacts = {
  rows: {
    id: string;
    note: string | null;
    team: string;
    authorId: string;
    version: number;
    occurredAt: string;
  }[];
  next?: string;
};
type Plans = {
  tasks: {
    id: string;
    version: number;
    stepCode: string | null;
    words: string | null;
    ownerTeam: string | null;
    ownerId: string | null;
  }[];
  goals: { words: string | null; state: string }[];
  safetyPlans: { words: string | null; version: number; mine: boolean }[];
};
type Day = {
  today: string;
  tasks: { id: string; clientId: string }[];
  recent: { clientId: string }[];
  referrals: unknown[];
};

let at: World;
let worker: Person;
let clinician: Person;
let neighbour: Person;
let far: Person;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
  far = await at.person('worker', at.sites.b1);
});
afterAll(() => at.close());

const client = async (name = 'Testa Probe') =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const contacts = (who: Person, clientId: string, more = {}) =>
  who.ok<Contacts>('care.listContacts', { clientId, ...more });
const plans = (who: Person, clientId: string) => who.ok<Plans>('care.clientCare', { clientId });
const stored = async (query: string, values: unknown[]) => (await at.admin.query(query, values)).rows;

describe('a contact', () => {
  test('with its next step is seen by the health team of the same organisation, and by nobody elsewhere', async () => {
    const clientId = await client();
    const contact = exampleContact(clientId, ago(20), inDays(3));
    await worker.ok('care.recordContact', contact);
    expect((await contacts(clinician, clientId)).rows).toMatchObject([
      { note: contact.note, team: 'worker', authorId: worker.accountId },
    ]);
    expect((await plans(clinician, clientId)).tasks).toMatchObject([
      { id: contact.nextStep?.id, stepCode: 'call', ownerId: worker.accountId },
    ]);
    for (const stranger of [neighbour, far]) {
      expect((await contacts(stranger, clientId)).rows).toEqual([]);
      expect((await plans(stranger, clientId)).tasks).toEqual([]);
      expect(
        (await stranger.call('care.recordContact', exampleContact(clientId, ago(1), inDays(1)))).status,
      ).toBe(404);
    }
  });

  test('is seen by another organisation once the client permits it, class by class', async () => {
    const clientId = await client();
    await worker.ok('care.recordContact', exampleContact(clientId, ago(20), inDays(3)));
    await clinician.ok('care.recordContact', exampleContact(clientId, ago(10), inDays(3)));
    await worker.ok('people.joinCircle', { clientId, siteId: at.sites.other.id, kind: 'site' });
    expect((await contacts(neighbour, clientId)).rows).toEqual([]);
    const permit = (dataClass: string) =>
      worker.ok('people.giveDirective', {
        clientId,
        effect: 'permit',
        binds: 'site',
        targetId: at.sites.other.id,
        dataClass,
      });
    await permit('notes');
    expect((await contacts(neighbour, clientId)).rows.map((row) => row.team)).toEqual(['worker']);
    await permit('health');
    expect((await contacts(neighbour, clientId)).rows.map((row) => row.team)).toEqual([
      'clinician',
      'worker',
    ]);
  });

  test('sent again is one contact, with the same key, with another key, and from both at once', async () => {
    const clientId = await client();
    const contact = exampleContact(clientId, ago(5), inDays(2));
    const key = newId();
    const answers = await Promise.all(
      [1, 2, 3].map(() => worker.call('care.recordContact', contact, { key })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await worker.call('care.recordContact', contact)).status).toBe(200);
    expect((await contacts(worker, clientId)).rows).toHaveLength(1);
    expect((await plans(worker, clientId)).tasks).toHaveLength(1);
    const other = await clinician.call('care.recordContact', contact);
    expect([other.status, (other.body as { code: string }).code]).toEqual([409, 'care.idTaken']);
  });

  test('canary: under an id of its own the same contact would be a twin', async () => {
    const clientId = await client();
    const contact = exampleContact(clientId, ago(5), inDays(2));
    const twin = { ...contact, id: newId(), nextStep: undefined };
    await worker.ok('care.recordContact', contact);
    await worker.ok('care.recordContact', twin);
    expect((await contacts(worker, clientId)).rows).toHaveLength(2);
  });

  test('lies sealed in the table and in its history', async () => {
    const clientId = await client();
    const contact = exampleContact(clientId, ago(5), inDays(2));
    await worker.ok('care.recordContact', contact);
    await worker.ok('care.reviseNote', {
      clientId,
      id: contact.id,
      version: 1,
      note: 'Walked past three nurseries.',
    });
    const table = await stored('select note from care.contact where id = $1', [contact.id]);
    const kept = await stored(`select row_before from care.history where row_id = $1`, [contact.id]);
    expect(table[0].note.includes(Buffer.from('nurseries'))).toBe(false);
    const before = Buffer.from(String(kept[0].row_before.note).slice(2), 'hex');
    expect(before.length).toBeGreaterThan(45);
    expect(before.includes(Buffer.from('nurseries'))).toBe(false);
  });

  test('may not lie in the future, nor carry a code the program does not know', async () => {
    const clientId = await client();
    const refused = async (change: object) => {
      const { status, body } = await worker.call('care.recordContact', {
        ...exampleContact(clientId, ago(5), inDays(2)),
        ...change,
      });
      return [status, (body as { code: string }).code];
    };
    expect(await refused({ occurredAt: ago(-60) })).toEqual([422, 'care.inTheFuture']);
    expect(await refused({ kindCode: 'tea-party' })).toEqual([422, 'care.unknownCode']);
    expect(await refused({ nextStep: { id: newId(), stepCode: 'tea-party' } })).toEqual([
      422,
      'care.unknownCode',
    ]);
    expect((await contacts(worker, clientId)).rows).toEqual([]);
  });

  test('comes in pages, latest first, none twice and none missing', async () => {
    const clientId = await client();
    for (let minute = 1; minute <= 7; minute += 1) {
      await worker.ok('care.recordContact', {
        ...exampleContact(clientId, ago(minute), inDays(2)),
        nextStep: undefined,
      });
    }
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await contacts(worker, clientId, { limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.rows.map((row) => row.occurredAt));
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(seen).toHaveLength(7);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});

describe('a note', () => {
  test('changed by two at once keeps both texts, and every earlier one', async () => {
    const clientId = await client();
    const contact = exampleContact(clientId, ago(30), inDays(1));
    await worker.ok('care.recordContact', contact);
    const revise = (version: number, note: string) =>
      worker.call('care.reviseNote', { clientId, id: contact.id, version, note });
    expect((await revise(1, 'First to arrive.')).status).toBe(200);
    const second = await revise(1, 'Second to arrive.');
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: 'care.noteChanged',
      facts: { theirs: 'First to arrive.', yours: 'Second to arrive.', version: 2 },
    });
    expect((await revise(2, 'Both, settled.')).status).toBe(200);
    const { earlier } = await clinician.ok<{ earlier: { version: number; note: string }[] }>(
      'care.noteHistory',
      { clientId, id: contact.id },
    );
    expect(earlier.map((one) => [one.version, one.note])).toEqual([
      [2, 'First to arrive.'],
      [1, contact.note],
    ]);
  });

  test('is corrected by its author only', async () => {
    const clientId = await client();
    const contact = exampleContact(clientId, ago(30), inDays(1));
    await worker.ok('care.recordContact', contact);
    const { status, body } = await clinician.call('care.reviseNote', {
      clientId,
      id: contact.id,
      version: 1,
      note: 'Mine now.',
    });
    expect([status, (body as { code: string }).code]).toEqual([403, 'care.notYourNote']);
  });
});

describe('the day', () => {
  test('shows my steps and my team’s, until they are done', async () => {
    const clientId = await client();
    const own = exampleContact(clientId, ago(3), inDays(0));
    await worker.ok('care.recordContact', own);
    const team = {
      id: newId(),
      words: 'Ask about the blood test.',
      dueOn: inDays(1),
      whose: { team: 'clinician' },
    };
    await worker.ok('care.addTask', { clientId, programCode: own.programCode, step: team });
    const mine = await worker.ok<Day>('care.today');
    expect(mine.tasks.map((task) => task.id)).toContain(own.nextStep?.id);
    expect(mine.tasks.map((task) => task.id)).not.toContain(team.id);
    expect(mine.recent.map((one) => one.clientId)).toContain(clientId);
    const theirs = await clinician.ok<Day>('care.today');
    expect(theirs.tasks.map((task) => task.id)).toContain(team.id);
    const done = { clientId, id: team.id, version: 1, done: true };
    await clinician.ok('care.markTask', done);
    expect((await clinician.ok<Day>('care.today')).tasks.map((task) => task.id)).not.toContain(team.id);
    expect((await clinician.call('care.markTask', { ...done, done: false, version: 1 })).status).toBe(409);
    await clinician.ok('care.markTask', { ...done, done: false, version: 2 });
  });

  test('every look at it is in the audit trail with the clients it showed', async () => {
    const clientId = await client();
    await worker.ok('care.recordContact', exampleContact(clientId, ago(3), inDays(0)));
    await worker.ok('care.today');
    const rows = await stored(
      `select action from kernel.audit_event where operation = 'care.today' and subjects @> array[$1::uuid]`,
      [clientId],
    );
    expect(rows).toEqual([{ action: 'read' }]);
  });
});

describe('goals and the safety plan', () => {
  test('stand in the client’s words; both organisations may have a plan, and the second writer of one gets both texts', async () => {
    const clientId = await client();
    const goal = {
      id: newId(),
      clientId,
      words: 'Me lever avec une raison de sortir.',
      areaCode: 'paid-job',
      setOn: inDays(0),
    };
    await worker.ok('care.setGoal', goal);
    await worker.ok('care.changeGoal', {
      clientId,
      id: goal.id,
      version: 1,
      state: 'reached',
      on: inDays(0),
    });
    const plan = {
      clientId,
      id: newId(),
      version: 0,
      words: 'Call Sam first. Then the line.',
      reviewedOn: inDays(0),
    };
    await worker.ok('care.writeSafetyPlan', plan);
    const again = await clinician.call('care.writeSafetyPlan', { ...plan, id: newId(), words: 'Breathe.' });
    expect(again.body).toMatchObject({
      code: 'care.planChanged',
      facts: { theirs: plan.words, yours: 'Breathe.', version: 1 },
    });
    await clinician.ok('care.writeSafetyPlan', { ...plan, version: 1, words: 'Breathe. Call Sam.' });
    expect(await plans(worker, clientId)).toMatchObject({
      goals: [{ words: goal.words, state: 'reached' }],
      safetyPlans: [{ words: 'Breathe. Call Sam.', version: 2, mine: true }],
    });
  });
});
