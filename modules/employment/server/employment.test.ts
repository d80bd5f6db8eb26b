import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { exampleReferral, exampleScreening } from '../../pathway/examples.ts';
import { exampleJob } from '../examples.ts';

type Work = {
  jobs: { id: string; employerName: string; endReason: string | null; hourlyWage: number }[];
  daysToFirstEmployer: number | null;
};

let at: World;
let worker: Person;
let clinician: Person;
let neighbour: Person;
const day = (offset: number) => addDays(new Date().toISOString().slice(0, 10), offset);

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const client = async () =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Testa Probe' },
    })
  ).id;
const work = (who: Person, clientId: string) => who.ok<Work>('employment.clientEmployment', { clientId });

test('a job is seen by the health team, sealed in the table, and hidden elsewhere', async () => {
  const clientId = await client();
  const job = exampleJob(clientId, day(-100));
  await worker.ok('employment.recordJob', job);
  expect((await work(clinician, clientId)).jobs).toMatchObject([
    { employerName: job.employerName, hourlyWage: 19.25 },
  ]);
  expect((await neighbour.call('employment.clientEmployment', { clientId })).status).toBe(404);
  const { rows } = await at.admin.query('select employer_name, title from employment.job where id = $1', [
    job.id,
  ]);
  expect(rows[0].employer_name.includes(Buffer.from('Fernhill'))).toBe(false);
});

test('work may be shared, or kept back, apart from everything else', async () => {
  const clientId = await client();
  await worker.ok('employment.recordJob', exampleJob(clientId, day(-100)));
  const deny = { clientId, effect: 'deny', binds: 'role', targetRole: 'clinician', dataClass: 'employment' };
  await worker.ok('people.giveDirective', deny);
  expect((await work(clinician, clientId)).jobs).toEqual([]);
  expect((await work(worker, clientId)).jobs).toHaveLength(1);
});

test('a job ends once, not before it began, and the earlier row is kept', async () => {
  const clientId = await client();
  const job = exampleJob(clientId, day(-100));
  await worker.ok('employment.recordJob', job);
  const end = { clientId, id: job.id, version: 1, endedOn: day(-10), reason: 'contract_over' };
  const code = async (input: object) =>
    ((await worker.call('employment.endJob', input)).body as { code?: string }).code;
  expect(await code({ ...end, endedOn: day(-101) })).toBe('employment.endsBeforeStart');
  expect(await code(end)).toBeUndefined();
  expect(await code({ ...end, version: 2 })).toBe('employment.jobChanged');
  expect((await work(worker, clientId)).jobs).toMatchObject([{ endReason: 'contract_over' }]);
  const kept = await at.admin.query(
    `select row_before ->> 'ended_on' as ended from employment.history where row_id = $1`,
    [job.id],
  );
  expect(kept.rows).toEqual([{ ended: null }]);
});

test('jobs count as kept from their 90th day, and days to the first employer from the enrolment', async () => {
  const referral = exampleReferral(await client(), at.sites.a1.id);
  const { clientId } = referral;
  await clinician.ok('pathway.referClient', { ...referral, referredAt: `${day(-60)}T18:00:00Z` });
  await worker.ok('pathway.screenClient', exampleScreening(referral, day(-50)));
  await worker.ok('pathway.enrol', { id: newId(), clientId, referralId: referral.id, enrolledOn: day(-40) });
  expect((await work(worker, clientId)).daysToFirstEmployer).toBeNull();
  const met = (contactOn: string) =>
    worker.ok('employment.recordEmployerContact', {
      id: newId(),
      clientId,
      employerName: 'Fernhill Nursery',
      kind: 'first_visit',
      contactOn,
    });
  await met(day(-45));
  await met(day(-20));
  await met(day(-28));
  expect((await work(worker, clientId)).daysToFirstEmployer).toBe(12);
  const lasting = [
    { days: [-200, -110], kept: true },
    { days: [-200, -111], kept: false },
    { days: [-90, null], kept: true },
  ];
  for (const { days, kept } of lasting) {
    const job = exampleJob(clientId, day(days[0] ?? 0));
    await worker.ok('employment.recordJob', job);
    const [, end] = days;
    if (end !== null)
      await worker.ok('employment.endJob', {
        clientId,
        id: job.id,
        version: 1,
        endedOn: day(end ?? 0),
        reason: 'other',
      });
    const { rows } = await at.admin.query(
      'select kept_90_days as kept from employment.job_fact where id = $1',
      [job.id],
    );
    expect(rows).toEqual([{ kept }]);
  }
});
