import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { exampleReferral, exampleScreening } from '../examples.ts';

type Line = { id: string; version: number; clientId: string; clientName: string; state: string };
type Page = { rows: Line[]; next?: string };
type Way = {
  referrals: (Line & { note: string | null; unanswered: boolean })[];
  screenings: {
    decision: string;
    found: string;
    decidedOn: string;
    programVersion: string;
    answers: { sentenceId: string }[];
    reason: string | null;
  }[];
  waits: Line[];
  enrolments: (Line & { stageCode: string; endedOn: string | null })[];
  changes: { subject: string; fromCode: string | null; toCode: string }[];
};

const program = 'supported-employment';
const today = new Date().toISOString().slice(0, 10);
let at: World;
let worker: Person;
let clinician: Person;
let neighbour: Person;
let coordinator: Person;

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async (name: string) =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const way = (who: Person, clientId: string) => who.ok<Way>('pathway.clientPathway', { clientId });
const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return [status, (body as { code?: string }).code];
};
const referred = async (name: string) => {
  const referral = exampleReferral(await client(name), at.sites.a1.id);
  await clinician.ok('pathway.referClient', referral);
  return referral;
};
const eligible = async (name: string) => {
  const referral = await referred(name);
  await worker.ok('pathway.screenClient', exampleScreening(referral, today));
  return referral;
};

describe('a referral', () => {
  test('is seen by the other team of the same organisation with its note, and kept sealed', async () => {
    const referral = await referred('Aline Testard');
    const seen = (await way(worker, referral.clientId)).referrals;
    expect(seen).toMatchObject([{ clientName: 'Aline Testard', state: 'sent', note: referral.note }]);
    const { rows } = await at.admin.query('select note from pathway.referral where id = $1', [referral.id]);
    expect(String(rows[0].note)).not.toContain('plants');
    expect(
      (await worker.ok<Page>('pathway.listReferrals', { which: 'unanswered' })).rows.map((row) => row.id),
    ).toContain(referral.id);
  });

  test('goes only where its state allows, says why when it is declined, and comes back as an event', async () => {
    const { id, clientId } = await referred('Bruno Testard');
    const step = (version: number, to: string, more = {}) => ({ clientId, id, version, to, ...more });
    expect(await codeOf(worker, 'pathway.answerReferral', step(1, 'declined'))).toEqual([
      422,
      'pathway.reasonNeeded',
    ]);
    expect(await codeOf(worker, 'pathway.answerReferral', step(1, 'in_progress'))).toEqual([
      422,
      'pathway.comesFromElsewhere',
    ]);
    expect(await codeOf(worker, 'pathway.answerReferral', step(1, 'draft'))).toEqual([
      422,
      'pathway.noSuchStep',
    ]);
    await worker.ok(
      'pathway.answerReferral',
      step(1, 'declined', { reasonCode: 'not-eligible', note: 'Lives elsewhere.' }),
    );
    expect(await codeOf(clinician, 'pathway.answerReferral', step(1, 'accepted'))).toEqual([
      409,
      'pathway.referralChanged',
    ]);
    await clinician.ok('pathway.answerReferral', step(2, 'sent'));
    const { changes } = await way(worker, clientId);
    expect(changes.map((change) => change.toCode)).toEqual(['sent', 'declined', 'sent']);
  });

  test('of another organisation’s client cannot be made, read or answered', async () => {
    const { id, clientId } = await referred('Carmen Testard');
    const stolen = { ...exampleReferral(clientId, at.sites.other.id) };
    expect(await codeOf(neighbour, 'pathway.referClient', stolen)).toEqual([404, 'pathway.noSuchClient']);
    expect((await way(neighbour, clientId)).referrals).toEqual([]);
    expect(
      await codeOf(neighbour, 'pathway.answerReferral', { clientId, id, version: 1, to: 'accepted' }),
    ).toEqual([404, 'pathway.noSuchReferral']);
    expect(
      (await neighbour.ok<Page>('pathway.listReferrals', { siteId: at.sites.a1.id, which: 'all' })).rows,
    ).toEqual([]);
  });

  test('to another organisation brings its site into the circle, and nothing else of the record with it', async () => {
    const clientId = await client('Denis Testard');
    await worker.ok('pathway.referClient', exampleReferral(clientId, at.sites.a1.id));
    const across = exampleReferral(clientId, at.sites.other.id);
    await worker.ok('pathway.referClient', across);
    expect((await way(neighbour, clientId)).referrals.map((row) => row.id)).toEqual([across.id]);
    await neighbour.ok('pathway.answerReferral', { clientId, id: across.id, version: 1, to: 'accepted' });
  });

  test('canary: with the guard loosened the neighbour sees what they must not', async () => {
    const { clientId } = await referred('Emil Testard');
    const loosen = (condition: string) =>
      at.admin.query(`select kernel.guard('pathway.referral', $$${condition}$$)`);
    const { rows } = await at.admin.query(
      `select pg_get_expr(polqual, polrelid) as now from pg_policy where polrelid = 'pathway.referral'::regclass and polname = 'guard'`,
    );
    await loosen('community_id = app.community()');
    expect((await way(neighbour, clientId)).referrals).toHaveLength(1);
    await loosen(rows[0].now);
    expect((await way(neighbour, clientId)).referrals).toEqual([]);
  });
});

describe('screening', () => {
  test('keeps program version and sentences of the day; two dates may rightly give two answers', async () => {
    const referral = await referred('Farah Testard');
    const before = exampleScreening(referral, '2025-06-30');
    const sentences = [...before.answers, { sentenceId: 'referred-by-health-team', answer: 'no' as const }];
    await worker.ok('pathway.screenClient', {
      ...before,
      answers: sentences,
      decision: 'not_eligible',
      reasonCode: 'not-eligible',
    });
    await worker.ok('pathway.screenClient', exampleScreening(referral, '2025-07-01'));
    const { screenings } = await way(clinician, referral.clientId);
    expect(screenings.map((one) => [one.decidedOn, one.decision, one.programVersion])).toEqual([
      ['2025-07-01', 'eligible', '1.0.0'],
      ['2025-06-30', 'not_eligible', '1.0.0'],
    ]);
    const asked = screenings.map((one) => one.answers.map((answer) => answer.sentenceId));
    expect(asked[1]).toContain('referred-by-health-team');
    expect(asked[0]).not.toContain('referred-by-health-team');
    expect(
      await codeOf(worker, 'pathway.screenClient', {
        ...before,
        id: newId(),
        answers: [{ sentenceId: 'any-source', answer: 'yes' }],
      }),
    ).toEqual([422, 'pathway.notInForce']);
  });

  test('against what the answers say needs a reason, and a decision is never changed', async () => {
    const referral = await referred('Gita Testard');
    const open = { ...exampleScreening(referral, today, 'not_known'), decision: 'eligible' as const };
    expect(await codeOf(worker, 'pathway.screenClient', open)).toEqual([422, 'pathway.sayWhy']);
    await worker.ok('pathway.screenClient', { ...open, reason: 'Known to the team for years.' });
    expect((await way(worker, referral.clientId)).screenings).toMatchObject([
      { found: 'undecided', decision: 'eligible', reason: 'Known to the team for years.' },
    ]);
    await expect(
      at.database.asActor(worker.actor, { id: newId() }, (tx) =>
        tx.run({ parts: [`update pathway.screening set decision = 'eligible'`], values: [] }),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('waiting and enrolling', () => {
  test('needs a decision first, follows the order rule, and one turn for each client', async () => {
    const unscreened = await referred('Hana Testard');
    const join = (referral: { id: string; clientId: string }, more = {}) => ({
      id: newId(),
      clientId: referral.clientId,
      referralId: referral.id,
      ...more,
    });
    expect(await codeOf(worker, 'pathway.joinWaitlist', join(unscreened))).toEqual([
      422,
      'pathway.screenFirst',
    ]);
    const first = await eligible('Igor Testard');
    const urgent = await eligible('Jana Testard');
    await worker.ok('pathway.joinWaitlist', join(first));
    await worker.ok('pathway.joinWaitlist', join(urgent, { priorityCode: 'job-at-risk' }));
    const list = () =>
      worker.ok<Page>('pathway.listWaitlist', { siteId: at.sites.a1.id, programCode: program });
    expect((await list()).rows.map((row) => row.clientName)).toEqual(['Jana Testard', 'Igor Testard']);
    expect((await codeOf(worker, 'pathway.joinWaitlist', join(first)))[0]).toBeGreaterThanOrEqual(400);
    const turn = (await list()).rows[0];
    const entry = { clientId: urgent.clientId, id: turn?.id ?? '' };
    await worker.ok('pathway.offerPlace', { ...entry, version: 1, until: '2099-01-01' });
    await worker.ok('pathway.declineOffer', { ...entry, version: 2, reasonCode: 'modality', stays: true });
    expect((await list()).rows[0]).toMatchObject({ state: 'waiting', reasonCode: 'modality' });
    await worker.ok('pathway.leaveWaitlist', { ...entry, version: 3, reasonCode: 'other-service' });
    expect((await way(worker, urgent.clientId)).referrals[0]?.state).toBe('declined');
  });

  test('takes a place, moves through the stages and ends, with every step dated and counted once', async () => {
    await coordinator.ok('pathway.setTarget', {
      id: newId(),
      siteId: at.sites.a1.id,
      programCode: program,
      places: 5,
    });
    const referral = await eligible('Kofi Testard');
    const { clientId } = referral;
    await worker.ok('pathway.joinWaitlist', { id: newId(), clientId, referralId: referral.id });
    const id = newId();
    await worker.ok('pathway.enrol', { id, clientId, referralId: referral.id, enrolledOn: today });
    expect(
      await codeOf(worker, 'pathway.enrol', {
        id: newId(),
        clientId,
        referralId: referral.id,
        enrolledOn: today,
      }),
    ).toEqual([422, 'pathway.noSuchStep']);
    const board = await clinician.ok<{
      enrolled: number;
      left: number;
      stages: { code: string; count: number }[];
    }>('pathway.board', { siteId: at.sites.a1.id, programCode: program });
    expect(board).toMatchObject({ target: 5, enrolled: 1, left: 4 });
    expect(board.stages.find((stage) => stage.code === 'engagement')?.count).toBe(1);
    await worker.ok('pathway.moveStage', { clientId, id, version: 1, stageCode: 'job-search' });
    expect(
      await codeOf(clinician, 'pathway.moveStage', { clientId, id, version: 1, stageCode: 'profile' }),
    ).toEqual([409, 'pathway.enrolmentChanged']);
    await worker.ok('pathway.endEnrolment', {
      clientId,
      id,
      version: 2,
      endedOn: today,
      reasonCode: 'steady-work',
      helped: true,
    });
    const whole = await way(worker, clientId);
    expect(whole.referrals[0]?.state).toBe('helped');
    expect(whole.enrolments).toMatchObject([{ stageCode: 'closed', endedOn: today }]);
    expect(
      whole.changes.filter((change) => change.subject === 'enrolment').map((change) => change.toCode),
    ).toEqual(['engagement', 'job-search', 'closed']);
    const fact = await at.admin.query(
      'select received_on::text, waiting_from::text, waiting_to::text, enrolled_on::text, closed_on::text, state from pathway.referral_fact where id = $1',
      [referral.id],
    );
    expect(fact.rows[0]).toMatchObject({ enrolled_on: today, closed_on: today, state: 'helped' });
    const kept = await at.admin.query(`select count(*)::int as n from pathway.history where client_id = $1`, [
      clientId,
    ]);
    expect(kept.rows[0].n).toBeGreaterThanOrEqual(5);
  });

  test('only where one works', async () => {
    const referral = await eligible('Lena Testard');
    const elsewhere = await at.person('worker', at.sites.a2);
    const place = { id: newId(), siteId: at.sites.a1.id, programCode: program, places: 9 };
    expect(await codeOf(await at.person('coordinator', at.sites.a2), 'pathway.setTarget', place)).toEqual([
      403,
      'pathway.notMySite',
    ]);
    const enrol = { id: newId(), clientId: referral.clientId, referralId: referral.id, enrolledOn: today };
    expect((await codeOf(elsewhere, 'pathway.enrol', enrol))[0]).toBe(404);
  });
});

describe('lists', () => {
  /** Reads a list to its end in pages of two. */
  async function walk(who: Person, operation: string, input: object): Promise<string[]> {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await who.ok<Page>(operation, {
        ...input,
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.rows.map((row) => row.id));
      if (page.next === undefined) return seen;
      after = page.next;
    }
  }

  test('come in pages over several sites, none twice and none missing, in one order', async () => {
    const both = await at.person([
      { role: 'worker', site: at.sites.a1 },
      { role: 'worker', site: at.sites.a2 },
    ]);
    for (const site of [at.sites.a1, at.sites.a2, at.sites.a2]) {
      const clientId = (
        await both.ok<{ id: string }>('people.registerClient', {
          siteId: site.id,
          identity: { name: 'Pia Testard' },
        })
      ).id;
      await both.ok('pathway.referClient', {
        ...exampleReferral(clientId, site.id),
        referredAt: '2026-01-05T17:00:00Z',
      });
    }
    for (const which of ['open', 'all', 'unanswered']) {
      const whole = (await both.ok<Page>('pathway.listReferrals', { which, limit: 200 })).rows.map(
        (row) => row.id,
      );
      expect(whole.length).toBeGreaterThan(3);
      expect(await walk(both, 'pathway.listReferrals', { which })).toEqual(whole);
      expect(new Set(whole).size).toBe(whole.length);
    }
    for (let place = 0; place < 3; place += 1) {
      const { id, clientId } = await eligible(`Rosa Testard ${place}`);
      await worker.ok('pathway.joinWaitlist', {
        id: newId(),
        clientId,
        referralId: id,
        ...(place === 1 ? { priorityCode: 'job-at-risk' } : {}),
      });
    }
    const here = { siteId: at.sites.a1.id, programCode: program };
    const line = (await worker.ok<Page>('pathway.listWaitlist', { ...here, limit: 200 })).rows.map(
      (row) => row.id,
    );
    expect(line.length).toBeGreaterThan(2);
    expect(await walk(worker, 'pathway.listWaitlist', here)).toEqual(line);
  });
});
