import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import ips from '../../../definitions/scales/fidelity/ips-25-1.2.0.json' with { type: 'json' };
import { newId } from '../../../kernel/id.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { type Person, type World, world, worldZone } from '../../../tests/world.ts';
import type { RecordShown, Review, ReviewLine } from '../contract.ts';

let at: World;
let coordinator: Person;
let lead: Person;
let first: Person;
let second: Person;
let worker: Person;
beforeAll(async () => {
  at = await world();
  const { a1, other } = at.sites;
  coordinator = await at.person('coordinator', a1);
  lead = await at.person('lead', a1);
  // One reviewer works at the site, the other comes from elsewhere.
  first = await at.person('worker', a1);
  second = await at.person('lead', other);
  worker = await at.person('worker', a1);
});
afterAll(() => at.close());

const today = dayOf(new Date(), worldZone);
const codeOf = (answer: { status: number; body: never }) =>
  (answer.body as { code?: string } | null)?.code ?? answer.status;
const refused = async (who: Person, operation: string, input: object) =>
  codeOf(await who.call(`fidelity.${operation}`, input));
const codes = ips.items.map((item) => item.code);
const codeAt = (index: number) => codes[index] ?? '';

async function started(
  reviewers: readonly Person[],
  from = addDays(today, -180),
  to = today,
): Promise<string> {
  const id = newId();
  const people = reviewers.map((one) => one.accountId);
  const what = { siteId: at.sites.a1.id, programCode: 'supported-employment', scale: 'ips-25' };
  await coordinator.ok('fidelity.startReview', { id, ...what, from, to, reviewers: people });
  return id;
}
const open = async (who: Person, id: string) =>
  (await who.ok<{ review: Review }>('fidelity.openReview', { id })).review;
const nothing = { seen: '', why: '', sources: [], notJudged: false };
const say = (who: Person, reviewId: string, item: string, said: object) =>
  who.ok('fidelity.scoreItem', { id: newId(), reviewId, item, score: null, ...nothing, ...said });
async function scoreAll(who: Person, reviewId: string, scoreOf: (index: number) => number | null) {
  for (const [index, item] of codes.entries()) {
    const score = scoreOf(index);
    await say(who, reviewId, item, score === null ? { notJudged: true, why: 'Not on site' } : { score });
  }
}
const done = (who: Person, reviewId: string) => who.ok('fidelity.finishScores', { reviewId });

test('two people score alone, agree, and the total is what a hand calculation gives', async () => {
  const id = await started([first, second]);
  // All fours, and the first gives item 1 a two where the second gives it a three.
  await scoreAll(first, id, (index) => (index === 0 ? 2 : 4));
  await say(second, id, codeAt(0), { score: 3, seen: 'A list on the wall', sources: ['documents'] });
  expect(
    await refused(first, 'agreeItem', {
      id: newId(),
      reviewId: id,
      item: codeAt(0),
      score: 3,
      notJudged: false,
      reason: 'x',
    }),
  ).toBe('fidelity.isScoring');
  await done(first, id);
  expect((await open(second, id)).state).toBe('scoring');
  expect(await refused(second, 'finishScores', { reviewId: id })).toBe('fidelity.itemsOpen');
  for (const item of codes.slice(1)) await say(second, id, item, { score: 4 });
  await done(second, id);
  const laid = await open(first, id);
  expect(laid.state).toBe('agreeing');
  expect(laid.items[0]?.given.map(({ score, seen }) => [score, seen])).toEqual([
    [2, ''],
    [3, 'A list on the wall'],
  ]);
  await first.ok('fidelity.agreeAlike', { reviewId: id });
  const alike = await open(second, id);
  expect(alike.items.map(({ agreed }) => agreed?.score ?? null)).toEqual([
    null,
    ...codes.slice(1).map(() => 4),
  ]);
  expect(await refused(first, 'closeReview', { id, version: alike.version })).toBe('fidelity.itemsOpen');
  const agree = { reviewId: id, item: codeAt(0), score: 3, notJudged: false };
  expect(await refused(first, 'agreeItem', { ...agree, id: newId(), reason: '' })).toBe(
    'fidelity.reasonNeeded',
  );
  await second.ok('fidelity.agreeItem', { ...agree, id: newId(), reason: 'Counted again together' });
  const late = await first.call('fidelity.agreeItem', {
    ...agree,
    id: newId(),
    score: 2,
    reason: 'By my count',
  });
  expect(late.body).toMatchObject({
    code: 'fidelity.agreedChanged',
    facts: { current: { score: 3, reason: 'Counted again together' } },
  });
  await first.ok('fidelity.closeReview', { id, version: alike.version });
  const closed = await open(coordinator, id);
  // 24 × 4 + 3 = 99: the last point of the second band.
  expect(closed).toMatchObject({
    state: 'closed',
    total: { judged: 25, total: 99, high: 125, band: { en: 'Fair fidelity' } },
  });
  expect(closed.editions).toMatchObject([
    { number: 1, total: 99, judged: 25, band: { en: 'Fair fidelity' } },
  ]);
  expect(closed.sections[0]).toMatchObject({ code: 'staffing', judged: 3 });
  expect(closed.sections[0]?.mean).toBeCloseTo(11 / 3, 10);
  expect(await refused(first, 'agreeItem', { ...agree, id: newId(), reason: 'x' })).toBe('fidelity.isClosed');
  expect(
    await refused(coordinator, 'withdrawReview', { id, version: closed.version, reason: 'No more' }),
  ).toBe('fidelity.isClosed');

  await first.ok('fidelity.correctReview', { id, version: closed.version, reason: 'Item 1 was miscounted' });
  const kept = (await open(first, id)).items[0]?.agreed;
  await first.ok('fidelity.agreeItem', {
    ...agree,
    id: kept?.id,
    version: kept?.version,
    score: 5,
    reason: 'Eighteen each',
  });
  expect(
    await refused(coordinator, 'withdrawReview', { id, version: closed.version + 1, reason: 'No more' }),
  ).toBe('fidelity.wasClosed');
  await second.ok('fidelity.closeReview', { id, version: closed.version + 1 });
  const again = await open(lead, id);
  expect(again.editions.map(({ number, total, reason }) => [number, total, reason])).toEqual([
    [1, 99, null],
    [2, 101, 'Item 1 was miscounted'],
  ]);
  const old = await lead.ok<{ items: { score: number }[] }>('fidelity.readEdition', { id, number: 1 });
  expect(old.items[0]).toMatchObject({ number: 1, score: 3, reason: 'Counted again together' });

  const next = await started([first], addDays(today, -30));
  expect((await open(first, next)).items[0]?.before, 'the last time is shown beside').toMatchObject({
    score: 5,
  });
  await coordinator.ok('fidelity.withdrawReview', { id: next, version: 1, reason: 'Too soon' });
});

test('what could not be judged is said, counts as nothing, and this scale then gives no total', async () => {
  const id = await started([first]);
  await scoreAll(first, id, (index) => (index === 24 ? null : 5));
  await done(first, id);
  await first.ok('fidelity.agreeAlike', { reviewId: id });
  const none = { id: newId(), reviewId: id, item: codeAt(24), score: null, notJudged: true };
  expect(await refused(first, 'agreeItem', { ...none, notJudged: false, reason: '' })).toBe(
    'fidelity.scoreNeeded',
  );
  expect(await refused(first, 'agreeItem', { ...none, reason: '' })).toBe('fidelity.reasonNeeded');
  await first.ok('fidelity.agreeItem', { ...none, reason: 'Nobody could be met' });
  await first.ok('fidelity.closeReview', { id, version: 2 });
  const { total, sections } = await open(lead, id);
  expect(total).toMatchObject({ judged: 24, items: 25, total: null, band: null });
  expect(sections.at(-1)).toMatchObject({ judged: 13, mean: 5 });
});

test('a score is refused when the item does not offer it, and never lost when two screens write', async () => {
  const id = await started([first]);
  const item = codeAt(3);
  const base = { id: newId(), reviewId: id, item, ...nothing };
  expect(await refused(first, 'scoreItem', { ...base, score: 6 })).toBe('fidelity.unknownScore');
  expect(await refused(first, 'scoreItem', { ...base, score: 0 })).toBe('fidelity.unknownScore');
  expect(await refused(first, 'scoreItem', { ...base, score: 3, notJudged: true })).toBe(
    'fidelity.scoreAndNone',
  );
  expect(await refused(first, 'scoreItem', { ...base, item: 'nothing', score: 3 })).toBe(
    'fidelity.unknownItem',
  );
  expect(await refused(first, 'scoreItem', { ...base, score: 3, sources: ['rumour'] })).toBe(
    'fidelity.unknownSource',
  );
  await first.ok('fidelity.scoreItem', { ...base, score: null, seen: 'Half a thought' });
  await first.ok('fidelity.scoreItem', { ...base, version: 1, score: 3, seen: 'Half a thought' });
  const stale = await first.call('fidelity.scoreItem', {
    ...base,
    version: 1,
    score: 2,
    seen: 'Other words',
  });
  expect(stale.body).toMatchObject({
    code: 'fidelity.scoreChanged',
    facts: { current: { version: 2, score: 3, seen: 'Half a thought' } },
  });
  await scoreAll(first, id, (index) => (index === 3 ? 3 : 4)).catch(() => undefined);
  expect((await open(first, id)).items[3]?.mine).toMatchObject({ score: 3, version: 2 });
});

describe('blindness', () => {
  test('nobody sees what another scored until all are done: not a reviewer, not those who run the site, not a steward', async () => {
    const steward = await at.person('steward');
    const id = await started([first, second, steward]);
    await say(first, id, codeAt(0), { score: 2, seen: 'PLANTED-EVIDENCE', why: 'PLANTED-REASON' });
    await scoreAll(steward, id, () => 3);
    await done(steward, id);
    for (const who of [second, steward, coordinator, lead]) {
      const { body } = await who.call('fidelity.openReview', { id });
      expect(JSON.stringify(body)).not.toContain('PLANTED');
      const rows = await scoresRead(who, id);
      expect(rows.filter(({ account }) => account !== who.accountId)).toEqual([]);
    }
    expect((await open(first, id)).items[0]?.mine).toMatchObject({ score: 2, seen: 'PLANTED-EVIDENCE' });
  });

  test('somebody let off never shows, even when all others are done', async () => {
    const id = await started([first, second]);
    await say(second, id, codeAt(0), { score: 1, seen: 'PLANTED-EVIDENCE' });
    await scoreAll(first, id, () => 4);
    await done(first, id);
    const line = (await open(coordinator, id)).reviewers.find((one) => one.accountId === second.accountId);
    expect(await refused(first, 'excuseReviewer', { id: line?.id, version: 1 })).toBe('kernel.notAllowed');
    await coordinator.ok('fidelity.excuseReviewer', { id: line?.id, version: 1 });
    const laid = await open(first, id);
    expect(laid.state).toBe('agreeing');
    expect(laid.items[0]?.given).toMatchObject([{ score: 4 }]);
    expect(await scoresRead(first, id)).toHaveLength(25);
    expect(await refused(second, 'openReview', { id }), 'who was let off sees it no more').toBe(
      'fidelity.noSuchReview',
    );
    const more = { id: newId(), reviewId: id, accountId: worker.accountId };
    expect(await refused(coordinator, 'addReviewer', more)).toBe('fidelity.isAgreeing');
  });

  test('canary: were the guard on scores loosened, the other reviewer would read them', async () => {
    const id = await started([first, second]);
    await say(first, id, codeAt(0), { score: 2 });
    expect(await scoresRead(second, id)).toEqual([]);
    const { rows } = await at.admin.query<{ condition: string }>(
      `select pg_get_expr(polqual, polrelid) as condition from pg_policy where polrelid = 'fidelity.score'::regclass and polname = 'tributary_app_select'`,
    );
    const loosely = (condition: string) =>
      at.admin.query(`alter policy tributary_app_select on fidelity.score using (${condition})`);
    await loosely('community_id = app.community()');
    const planted = await scoresRead(second, id);
    await loosely(rows[0]?.condition ?? 'false');
    expect(planted).toHaveLength(1);
    expect(await scoresRead(second, id)).toEqual([]);
  });
});

/** The scores of a review that somebody can read from the table itself. */
async function scoresRead(who: Person, id: string): Promise<{ account: string }[]> {
  const { value } = await at.database.asActor(who.actor, { id: newId() }, (tx) =>
    tx.many<{ account: string }>({
      parts: ['select account_id as account from fidelity.score where review_id = ', ''],
      values: [id],
    }),
  );
  return value;
}

describe('rights', () => {
  test('who does not run the site starts nothing; who neither runs it nor reviews sees nothing; a funder may not ask', async () => {
    const id = await started([first]);
    const funder = await at.person('funder');
    const far = await at.person('coordinator', at.sites.b1);
    const elsewhere = await at.person('coordinator', at.sites.other);
    const input = {
      ...{ id: newId(), siteId: at.sites.a1.id, programCode: 'supported-employment', scale: 'ips-25' },
      ...{ from: addDays(today, -30), to: today, reviewers: [first.accountId] },
    };
    expect(await refused(worker, 'startReview', input)).toBe('kernel.notAllowed');
    expect(await refused(elsewhere, 'startReview', input)).toBe('fidelity.notYourSite');
    expect(await refused(far, 'startReview', input)).toBe('fidelity.noSuchSite');
    expect(await refused(coordinator, 'startReview', { ...input, to: input.from })).toBe(
      'fidelity.windowEmpty',
    );
    expect(await refused(coordinator, 'startReview', { ...input, scale: 'phq-9' })).toBe(
      'fidelity.notItsScale',
    );
    expect(await refused(coordinator, 'startReview', { ...input, reviewers: [funder.accountId] })).toBe(
      'fidelity.noSuchPerson',
    );
    expect(await refused(coordinator, 'startReview', { ...input, reviewers: [far.accountId] })).toBe(
      'fidelity.noSuchPerson',
    );
    for (const who of [worker, elsewhere, far]) {
      expect(await refused(who, 'openReview', { id })).toBe('fidelity.noSuchReview');
      expect((await who.ok<{ reviews: ReviewLine[] }>('fidelity.listReviews', {})).reviews).toEqual([]);
    }
    for (const operation of ['listReviews', 'openReview', 'recordsBeside'])
      expect((await funder.call(`fidelity.${operation}`, { id })).status).toBe(403);
    const steward = await at.person('steward');
    expect((await open(steward, id)).runs).toBe(true);
    const score = { id: newId(), reviewId: id, item: codeAt(0), score: 3, ...nothing };
    expect(await refused(coordinator, 'scoreItem', score)).toBe('fidelity.notReviewer');
    expect(await refused(worker, 'scoreItem', score)).toBe('fidelity.noSuchReview');
    const lines = await first.ok<{ reviews: ReviewLine[]; runs: string[] }>('fidelity.listReviews', {});
    expect(lines.reviews.find((one) => one.id === id)).toMatchObject({ state: 'scoring', waits: 'score' });
    expect(lines.runs).toEqual([]);
  });

  test('a closed edition cannot be written over, nor by somebody who only runs the site', async () => {
    const change = (who: Person, text: string) =>
      at.database
        .asActor(who.actor, { id: newId() }, (tx) => tx.run({ parts: [text], values: [] }))
        .then(
          ({ value }) => value,
          (why: Error) => why.message,
        );
    expect(await change(first, 'update fidelity.edition set total = 125')).toMatch(/permission denied/);
    const copy = `insert into fidelity.edition (community_id, id, review_id, number, reason, items, judged, total, created_by)
      select community_id, gen_random_uuid(), review_id, 9, 'x', items, judged, 125, created_by from fidelity.edition limit 1`;
    expect(await change(lead, copy)).toMatch(/row-level security/);
  });
});

test('what the records show stands beside, is kept with the edition, and is copied into no score', async () => {
  const id = await started([first]);
  const beside = async () =>
    (await coordinator.ok<{ items: RecordShown[] }>('fidelity.recordsBeside', { id })).items;
  const staffed = (amount: number, from: string) =>
    coordinator.ok('pathway.setCapacityInput', {
      ...{ id: newId(), siteId: at.sites.a1.id, programCode: 'supported-employment' },
      ...{ resource: 'employment-specialist', amount, from },
    });
  expect((await beside())[0]).toMatchObject({ code: 'staffing.1', missing: 'staff', score: null });
  await staffed(2, addDays(today, -100));
  const now = await beside();
  // Nobody is enrolled: nought clients for two specialists, a five by the printed anchors.
  expect(now[0]).toMatchObject({ code: 'staffing.1', value: 0, score: 5, missing: null });
  expect(now.map(({ code }) => code)).toEqual(
    ips.items.flatMap((item) => ('records' in item ? [item.code] : [])),
  );
  expect((await open(first, id)).items.every(({ mine }) => mine === null)).toBe(true);
  await scoreAll(first, id, () => 3);
  await done(first, id);
  await first.ok('fidelity.agreeAlike', { reviewId: id });
  await first.ok('fidelity.closeReview', { id, version: 2 });
  await staffed(0, addDays(today, -50));
  expect(await beside(), 'a closed review shows what the records showed that day').toEqual(now);
  const other = await started([first]);
  const later = await coordinator.ok<{ items: RecordShown[] }>('fidelity.recordsBeside', { id: other });
  expect(later.items[0]).toMatchObject({ missing: 'staff' });
});

test('a weak item is carried on as a barrier of the same site, once, and a strong one is not', async () => {
  const id = await started([first]);
  await scoreAll(first, id, (index) => (index === 0 ? 3 : 4));
  await done(first, id);
  await first.ok('fidelity.agreeAlike', { reviewId: id });
  const factorId = newId();
  const factor = {
    system: 'cfir-2022',
    code: 'inner.culture',
    valence: 'barrier',
    statement: 'Too many clients each',
  };
  const noted = await coordinator.call('learning.noteFactor', {
    id: factorId,
    siteId: at.sites.a1.id,
    ...factor,
  });
  expect(noted.status, JSON.stringify(noted.body)).toBe(200);
  const carry = { id: newId(), reviewId: id, item: codeAt(0), factorId };
  expect(await refused(coordinator, 'carryItem', carry)).toBe('fidelity.isAgreeing');
  await first.ok('fidelity.closeReview', { id, version: 2 });
  expect(await refused(coordinator, 'carryItem', { ...carry, item: codeAt(1) })).toBe('fidelity.notWeak');
  await coordinator.ok('fidelity.carryItem', carry);
  expect(await refused(coordinator, 'carryItem', { ...carry, id: newId() })).toBe('fidelity.alreadyCarried');
  expect(await refused(coordinator, 'carryItem', { ...carry, id: newId(), factorId: newId() })).toBe(
    'fidelity.noSuchFactor',
  );
  expect((await open(lead, id)).items[0]?.factors).toEqual([factorId]);
});
