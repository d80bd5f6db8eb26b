import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';

let at: World;
let worker: Person;
const clients: string[] = [];

type Row = Readonly<Record<string, unknown>>;

/** Writes a row of a client's record as it would stand there; what a figure does not read is filled in. */
async function put(table: string, client: number, row: Row): Promise<string> {
  const id = newId();
  const whole: Row = {
    community_id: at.communityId,
    id,
    client_id: clients[client],
    organisation_id: at.sites.a1.organisationId,
    site_id: at.sites.a1.id,
    created_by: worker.accountId,
    ...row,
  };
  const names = Object.keys(whole);
  await at.admin.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`,
    Object.values(whole),
  );
  return id;
}

const [from, to] = ['2025-01-01', '2025-04-01'];

async function total(measure: string): Promise<number | null> {
  const { rows } = await worker.ok<{ rows: { measure: { key: string }; value: number | null }[] }>(
    'measures.totals',
    { siteId: at.sites.a1.id, from, to },
  );
  const found = rows.find((row) => row.measure.key === measure);
  if (found === undefined) throw new Error(`${measure} is not among the measures`);
  return found.value;
}

const ipsCare = 'supported-employment';
const supplied = 'safer-supply';

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  for (let n = 0; n < 4; n += 1)
    clients.push(
      (
        await worker.ok<{ id: string }>('people.registerClient', {
          siteId: at.sites.a1.id,
          identity: { name: `Testa Probe ${n}` },
        })
      ).id,
    );
});
afterAll(() => at.close());

/** A referral and what hangs on it. */
async function referred(client: number): Promise<string> {
  return put('pathway.referral', client, {
    direction: 'in',
    program_code: ipsCare,
    source_code: 'health-team',
    channel_code: 'record',
    state: 'accepted',
    state_since: '2024-06-01T12:00:00Z',
    referred_at: '2024-06-01T12:00:00Z',
    referred_on: '2024-06-01',
  });
}

async function enrolled(
  client: number,
  enrolledOn: string,
  more: { endedOn?: string; program?: string } = {},
): Promise<void> {
  const endedOn = more.endedOn ?? null;
  await put('pathway.enrolment', client, {
    program_code: more.program ?? ipsCare,
    program_version: '1.0.0',
    referral_id: await referred(client),
    referred_on: '2024-06-01',
    stage_code: 'job-search',
    stage_since: '2024-06-01T12:00:00Z',
    enrolled_on: enrolledOn,
    ended_on: endedOn,
    end_reason_code: endedOn === null ? null : 'moved',
  });
}

test('time to the first job, wage and hours: medians of competitive jobs alone', async () => {
  await enrolled(0, '2024-12-01');
  await enrolled(1, '2024-12-31');
  await enrolled(2, '2024-12-11');
  const job = (client: number, startedOn: string, more: Row) =>
    put('employment.job', client, {
      employer_name: Buffer.of(1),
      title: Buffer.of(1),
      competitive: true,
      disclosure_code: 'told',
      started_on: startedOn,
      ...more,
    });
  await job(0, '2025-01-10', { hourly_wage: 20, weekly_hours: 12 });
  await job(0, '2025-02-10', { hourly_wage: 22, weekly_hours: 37.5 });
  await job(1, '2025-01-10', { hourly_wage: 18.5, weekly_hours: 20 });
  await job(2, '2025-01-01', { competitive: false, hourly_wage: 5, weekly_hours: 4 });
  await job(2, '2025-03-01', { hourly_wage: null, weekly_hours: null });
  // By hand: 40, 10 and 80 days; wages 18.50, 20, 22; hours 12, 20, 37.5. The middle of each.
  expect(await total('days-to-first-job')).toBe(40);
  expect(await total('job-wage')).toBe(20);
  expect(await total('job-hours')).toBe(20);
  // Canary: were the job that is not competitive counted, the middle would lie elsewhere.
  await at.admin.query(
    'update employment.job set competitive = true, version = version + 1 where not competitive',
  );
  expect([await total('days-to-first-job'), await total('job-wage'), await total('job-hours')]).toEqual([
    21, 19.25, 16,
  ]);
});

test('minutes: added up, and the part that goes to work', async () => {
  const contact = (kind: string, minutes: number | null) =>
    put('care.contact', 0, {
      program_code: ipsCare,
      data_class: 'notes',
      team: 'worker',
      kind_code: kind,
      place_code: 'community',
      outcome_code: 'met',
      reached: true,
      minutes,
      occurred_at: '2025-02-03T18:00:00Z',
      occurred_on: '2025-02-03',
    });
  await contact('job-search', 30);
  await contact('employer-meeting', 15);
  await contact('crisis-support', 75);
  await contact('outreach', null);
  // By hand: 30 + 15 + 75 = 120, of which 45 for work.
  expect(await total('minutes-of-contact')).toBe(120);
  expect(await total('time-on-work')).toBe(0.375);
  // Canary: a contact counts by its minutes, not once.
  await contact('job-search', 120);
  expect(await total('time-on-work')).toBe(165 / 240);
});

test('why people left the waitlist', async () => {
  const wait = async (client: number, reason: string | null, leftOn: string | null) =>
    put('pathway.waitlist_entry', client, {
      program_code: ipsCare,
      program_version: '1.0.0',
      referral_id: await referred(client),
      rank: 1,
      joined_at: '2024-12-01T12:00:00Z',
      joined_on: '2024-12-01',
      left_on: leftOn,
      state: leftOn === null ? 'waiting' : 'declined',
      state_since: '2024-12-01T12:00:00Z',
      reason_code: reason,
    });
  await wait(0, 'modality', '2025-01-05');
  await wait(1, 'moved', '2025-02-05');
  await wait(2, 'modality', '2025-03-31');
  await wait(3, 'modality', '2025-04-01');
  await wait(3, null, '2025-02-01');
  // By hand: three with a reason within the quarter, two of them for the way it works.
  expect(await total('waitlist-declined')).toBe(3);
  expect(await total('declined-for-modality')).toBeCloseTo(2 / 3, 10);
});

test('who stayed for half a year: from the 180th day, and not those whose day has not come', async () => {
  const before = await total('stayed-180-days');
  expect(before).toBeNull();
  // 180 days after 2024-08-01 is 2025-01-28.
  const program = supplied;
  await enrolled(0, '2024-08-01', { program });
  await enrolled(1, '2024-08-01', { program, endedOn: '2025-01-28' });
  await enrolled(2, '2024-08-01', { program, endedOn: '2025-01-27' });
  await enrolled(3, new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), { program });
  // By hand: the one who left on the day stayed 180 days, the one who left the day before did not.
  expect(await total('stayed-180-days')).toBeCloseTo(2 / 3, 10);
});

test('unattached: of those who answered', async () => {
  const decided = (client: number, answer: string) =>
    put('pathway.screening', client, {
      program_code: supplied,
      program_version: '1.0.0',
      answers: JSON.stringify([
        { sentenceId: 'adult', answer: 'yes' },
        { sentenceId: 'unattached', answer },
      ]),
      found: 'eligible',
      decision: 'eligible',
      decided_on: '2025-02-01',
    });
  for (const [client, answer] of ['yes', 'no', 'yes', 'not_known'].entries()) await decided(client, answer);
  // By hand: two of the three who answered; "adult" is not counted.
  expect(await total('unattached-at-screening')).toBeCloseTo(2 / 3, 10);
});

test('overdoses, and what clients answered about visits and days, without what was recorded by mistake', async () => {
  const overdose = (more: Row) =>
    put('supply.overdose', 0, {
      program_code: supplied,
      occurred_at: '2025-02-01T12:00:00Z',
      occurred_on: '2025-02-01',
      fatal: false,
      place_code: 'home',
      naloxone_doses: 2,
      emergency_called: true,
      ...more,
    });
  await overdose({});
  await overdose({ fatal: true });
  await overdose({ voided: true });
  // By hand: two stand, one of them fatal.
  expect([await total('overdoses'), await total('overdoses-fatal')]).toEqual([2, 1]);
  const answer = (question: string, figure: number, more: Row = {}) =>
    put('supply.dated_answer', 0, {
      program_code: supplied,
      question_code: question,
      figure,
      answered_on: '2025-02-01',
      ...more,
    });
  for (const figure of [0, 3, 2]) await answer('ed-visits', figure);
  for (const figure of [30, 5]) await answer('street-days', figure);
  await answer('hospital-stays', 1);
  await answer('justice-contacts', 4);
  await answer('street-days', 29, { voided: true });
  // By hand: (0 + 3 + 2) ÷ 3; (30 + 5) ÷ 2.
  expect(await total('emergency-visits')).toBeCloseTo(5 / 3, 10);
  expect(await total('street-days')).toBe(17.5);
  expect([await total('hospital-stays'), await total('justice-contacts')]).toEqual([1, 4]);
  // Canary: were what was recorded by mistake counted, the mean would be another.
  await at.admin.query('update supply.dated_answer set voided = false, version = version + 1 where voided');
  expect(await total('street-days')).toBeCloseTo(64 / 3, 10);
});

test('how people take it, by the latest version of each prescription', async () => {
  const prescribed = async (ways: string[]) => {
    const prescriber = { prescriber_id: worker.accountId };
    const prescription_id = await put('supply.prescription', 1, {
      ...prescriber,
      program_code: supplied,
      formulary_version: '1.0.0',
      formulation_code: 'hydromorphone-sa-tablet',
      started_on: '2025-02-01',
    });
    for (const [index, way_code] of ways.entries()) {
      const step = {
        ...prescriber,
        community_id: at.communityId,
        id: newId(),
        prescription_id,
        client_id: clients[1],
        organisation_id: at.sites.a1.organisationId,
        number: index + 1,
        from_on: '2025-02-01',
        unit_code: 'mg',
        given: 1,
        ordered: Buffer.of(1),
        observation_code: 'observed',
        way_code,
        reason_code: index === 0 ? null : 'asked',
        created_by: worker.accountId,
      };
      const names = Object.keys(step);
      const holes = names.map((_name, place) => `$${place + 1}`).join(', ');
      await at.admin.query(
        `insert into supply.prescription_step (${names.join(', ')}) values (${holes})`,
        Object.values(step),
      );
    }
  };
  await prescribed(['swallow', 'smoke']);
  await prescribed(['inject']);
  await prescribed(['smoke', 'inject']);
  await prescribed(['smoke']);
  // By hand: smoke, inject, inject, smoke.
  expect(await total('prescribed-to-smoke')).toBe(0.5);
});

test('a client who may not be counted is in none of them', async () => {
  await worker.ok('people.giveDirective', {
    clientId: clients[0],
    effect: 'deny',
    binds: 'everyone',
    dataClass: 'all',
  });
  // All overdoses and answers above were client 0's.
  expect([await total('overdoses'), await total('street-days')]).toEqual([0, null]);
});
