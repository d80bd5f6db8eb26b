import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { AgendaLine, HandOverLine } from '../../asks/teamwork.ts';
import type { TaskLine } from '../../contract.ts';
import { exampleContact } from '../../examples.ts';
import type { Gap } from '../../model.ts';

type Loads = {
  sites: {
    siteId: string;
    workers: { accountId: string | null; clients: number; gaps: { gap: Gap; clients: number }[] }[];
  }[];
};
type Meeting = {
  rows: AgendaLine[];
  members: { team: string }[];
  suggested: { clientId: string; why: string }[];
};

let at: World;
let worker: Person;
let colleague: Person;
let clinician: Person;
let coordinator: Person;
let neighbour: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  colleague = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async (name = 'Testa Probe') =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const step = (who: Person, clientId: string, words = 'Call the landlord') =>
  who.ok('care.addTask', { clientId, programCode: 'supported-employment', step: { id: newId(), words } });
const tasks = async (who: Person, clientId: string) =>
  (await who.ok<{ tasks: TaskLine[] }>('care.clientCare', { clientId })).tasks;
const given = async (who: Person) => (await who.ok<{ rows: HandOverLine[] }>('care.listHandOvers', {})).rows;
const offer = (to: Person, more = {}) => ({
  id: newId(),
  toAccountId: to.accountId,
  siteId: at.sites.a1.id,
  note: 'Back on Monday.',
  ...more,
});

describe('a hand-over', () => {
  test('changes nothing until it is accepted; then every open next step has a new owner', async () => {
    const clientId = await client();
    await step(worker, clientId);
    const handOver = offer(colleague);
    await worker.ok('care.offerHandOver', handOver);
    expect((await tasks(worker, clientId))[0]?.ownerId).toBe(worker.accountId);
    expect((await given(colleague))[0]).toMatchObject({
      state: 'offered',
      note: 'Back on Monday.',
      tasks: 1,
    });
    const answer = { id: handOver.id, version: 1, accept: true };
    expect(await worker.call('care.answerHandOver', answer)).toMatchObject({
      body: { code: 'care.notAskedOfYou' },
    });
    await colleague.ok('care.answerHandOver', answer);
    expect((await tasks(worker, clientId))[0]?.ownerId).toBe(colleague.accountId);
    expect(await colleague.call('care.answerHandOver', { ...answer, version: 2 })).toMatchObject({
      status: 409,
    });
  });

  test('returned leaves every next step where it was, with the reason', async () => {
    const clientId = await client();
    await step(worker, clientId);
    const handOver = offer(clinician);
    await worker.ok('care.offerHandOver', handOver);
    await clinician.ok('care.answerHandOver', {
      id: handOver.id,
      version: 1,
      accept: false,
      answer: 'Away too.',
    });
    expect((await tasks(worker, clientId))[0]?.ownerId).toBe(worker.accountId);
    expect((await given(worker)).find((one) => one.id === handOver.id)).toMatchObject({
      state: 'returned',
      answer: 'Away too.',
    });
  });

  test('gives nobody a next step of a client they may not see', async () => {
    const clientId = await client();
    await step(worker, clientId);
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'deny',
      binds: 'person',
      targetId: colleague.accountId,
    });
    const handOver = offer(colleague);
    await worker.ok('care.offerHandOver', handOver);
    await colleague.ok('care.answerHandOver', { id: handOver.id, version: 1, accept: true });
    expect((await tasks(worker, clientId))[0]?.ownerId).toBe(worker.accountId);
  });

  test('goes to a colleague of the same site only, and is nobody else’s to read', async () => {
    await step(worker, await client());
    expect(await worker.call('care.offerHandOver', offer(neighbour))).toMatchObject({
      body: { code: 'care.noColleague' },
    });
    expect(
      await colleague.call('care.offerHandOver', offer(worker, { siteId: at.sites.a2.id })),
    ).toMatchObject({
      status: 403,
    });
    const idle = await at.person('worker', at.sites.a1);
    expect(await idle.call('care.offerHandOver', offer(worker))).toMatchObject({
      body: { code: 'care.nothingToHandOver' },
    });
    expect(await given(neighbour)).toEqual([]);
    expect(JSON.stringify(await given(idle))).not.toContain('Monday');
  });
});

describe('a case conference', () => {
  const plan = async () => {
    const id = newId();
    await coordinator.ok('care.planConference', {
      id,
      siteId: at.sites.a1.id,
      heldOn: new Date().toISOString().slice(0, 10),
    });
    return id;
  };
  const meeting = (who: Person, id: string) => who.ok<Meeting>('care.getConference', { id });

  test('has an agenda of shared clients; a decision becomes a next step; time with clinicians is counted', async () => {
    const clientId = await client('Shared Client');
    await worker.ok(
      'care.recordContact',
      exampleContact(clientId, new Date(Date.now() - 60_000).toISOString(), '2030-01-01'),
    );
    await worker.ok('care.addTask', {
      clientId,
      programCode: 'supported-employment',
      step: { id: newId(), words: 'Is night work safe?', whose: { team: 'clinician' } },
    });
    const id = await plan();
    expect((await meeting(coordinator, id)).suggested).toContainEqual({
      clientId,
      clientName: 'Shared Client',
      why: 'asked',
    });
    const line = newId();
    await worker.ok('care.askConference', { id: line, conferenceId: id, clientId, question: 'Night work?' });
    expect((await meeting(clinician, id)).rows).toMatchObject([{ question: 'Night work?', decision: null }]);
    expect((await meeting(coordinator, id)).suggested.map((one) => one.clientId)).not.toContain(clientId);
    const decision = {
      conferenceId: id,
      clientId,
      id: line,
      version: 1,
      decision: 'Days only until May',
      taskId: newId(),
      whose: { accountId: worker.accountId },
      dueOn: '2030-02-01',
    };
    await clinician.ok('care.decideInConference', decision);
    expect(await worker.call('care.decideInConference', { ...decision, taskId: newId() })).toMatchObject({
      status: 409,
    });
    expect((await tasks(worker, clientId)).find((task) => task.id === decision.taskId)).toMatchObject({
      stepCode: 'care.decided',
      words: 'Days only until May',
      ownerId: worker.accountId,
    });
    await coordinator.ok('care.holdConference', {
      id,
      version: 1,
      minutes: 40,
      accountIds: [worker.accountId, clinician.accountId],
    });
    expect((await meeting(worker, id)).members.map((member) => member.team).sort()).toEqual([
      'clinician',
      'worker',
    ]);
    const { clinicianMinutes } = await worker.ok<{ clinicianMinutes: number }>('care.listConferences', {});
    expect(clinicianMinutes).toBe(40);
  });

  test('shows a member of the team no client they may not see, and another site nothing', async () => {
    const clientId = await client();
    const id = await plan();
    await worker.ok('care.askConference', {
      id: newId(),
      conferenceId: id,
      clientId,
      question: 'canary-question',
    });
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'deny',
      binds: 'person',
      targetId: clinician.accountId,
    });
    expect((await meeting(clinician, id)).rows).toEqual([]);
    expect((await meeting(colleague, id)).rows).toHaveLength(1);
    expect((await neighbour.call('care.getConference', { id })).status).toBe(404);
    await at.admin.query('alter table care.conference_client disable row level security');
    expect((await meeting(clinician, id)).rows).toHaveLength(1);
    await at.admin.query('alter table care.conference_client enable row level security');
  });

  test('counts nobody of another site as having taken part', async () => {
    const id = await plan();
    const held = { id, version: 1, minutes: 30, accountIds: [neighbour.accountId] };
    expect(await coordinator.call('care.holdConference', held)).toMatchObject({
      body: { code: 'care.noColleague' },
    });
    expect((await meeting(coordinator, id)).members).toEqual([]);
  });
});

describe('the caseload', () => {
  /** Enrols a client at site a1, as the pathway stores it. */
  const enrolled = async (clientId: string) => {
    const referral = newId();
    const into = (table: string, row: object) =>
      at.admin.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [row]);
    const common = {
      community_id: at.communityId,
      client_id: clientId,
      organisation_id: at.sites.a1.organisationId,
      site_id: at.sites.a1.id,
      program_code: 'supported-employment',
      version: 1,
      created_at: '2026-01-01',
      created_by: worker.accountId,
    };
    await into('pathway.referral', {
      ...common,
      id: referral,
      direction: 'in',
      source_code: 'self',
      channel_code: 'in-person',
      state: 'in_progress',
      state_since: '2026-01-02',
      referred_at: '2026-01-01',
      referred_on: '2026-01-01',
      enrolled_on: '2026-01-02',
    });
    await into('pathway.enrolment', {
      ...common,
      id: newId(),
      referral_id: referral,
      program_version: '1.0.0',
      stage_code: 'working',
      stage_since: '2026-01-02',
      referred_on: '2026-01-01',
      enrolled_on: '2026-01-02',
    });
  };

  test('counts each person’s clients and gaps, and those whom nobody carries, without opening a record', async () => {
    const own = await at.person('worker', at.sites.a1);
    const [seen, lost] = [await client('Seen Lately'), await client('Carried By Nobody')];
    await enrolled(seen);
    await enrolled(lost);
    await own.ok(
      'care.recordContact',
      exampleContact(seen, new Date(Date.now() - 60_000).toISOString(), '2030-01-01'),
    );
    const { sites } = await coordinator.ok<Loads>('care.caseload', {});
    const workers = sites[0]?.workers ?? [];
    expect(workers.find((one) => one.accountId === own.accountId)).toMatchObject({
      clients: 1,
      gaps: [
        { gap: 'no_goal', clients: 1 },
        { gap: 'no_consent', clients: 1 },
      ],
    });
    expect(workers.find((one) => one.accountId === null)).toMatchObject({
      clients: 1,
      gaps: expect.arrayContaining([{ gap: 'not_seen', clients: 1 }]),
    });
    const audit = await at.admin.query(
      `select from kernel.audit_event where operation = 'care.caseload' and cardinality(subjects) > 0`,
    );
    expect(audit.rowCount).toBe(0);
    const lead = await at.person('lead', at.sites.a2);
    expect((await lead.ok<Loads>('care.caseload', {})).sites.flatMap((site) => site.workers)).toEqual([]);
    expect((await worker.call('care.caseload', {})).status).toBe(403);
  });

  test('of one’s own lists the clients whose record lacks most first, and nobody blocked', async () => {
    const own = await at.person('worker', at.sites.a1);
    const [full, bare] = [await client('Full Record'), await client('Bare Record')];
    for (const clientId of [full, bare])
      await own.ok(
        'care.recordContact',
        exampleContact(clientId, new Date(Date.now() - 60_000).toISOString(), '2030-01-01'),
      );
    await own.ok('care.setGoal', { id: newId(), clientId: full, words: 'Grow things', setOn: '2026-01-05' });
    type Mine = { rows: { clientId: string; gaps: Gap[] }[] };
    const mine = async () => (await own.ok<Mine>('care.myCaseload', {})).rows.map((row) => row.clientId);
    expect(await mine()).toEqual([bare, full]);
    await worker.ok('people.giveDirective', {
      clientId: bare,
      effect: 'deny',
      binds: 'person',
      targetId: own.accountId,
    });
    expect(await mine()).toEqual([full]);
  });
});
