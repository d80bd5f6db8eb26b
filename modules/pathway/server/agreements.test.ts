import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { exampleReferral } from '../examples.ts';

type Line = {
  id: string;
  state: string;
  unanswered: boolean;
  answerBy: string | null;
  agreementId: string | null;
};
type Page = { rows: Line[] };
type History = { steps: { state: string; days: number; note: string | null; byName: string }[] };

let at: World;
let worker: Person;
let coordinator: Person;
let neighbour: Person;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  coordinator = await at.person('coordinator', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
});
afterAll(() => at.close());

const codeOf = async (who: Person, operation: string, input: unknown) => {
  const { status, body } = await who.call(operation, input);
  return [status, (body as { code?: string }).code];
};
const client = async () =>
  (
    await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Odo Testard' },
    })
  ).id;
const agree = async (more: object = {}) => {
  const agreement = {
    id: newId(),
    siteId: at.sites.a1.id,
    direction: 'in',
    partnerName: 'Harbour shelter',
    answerDays: 3,
    from: addDays(today, -60),
    ...more,
  };
  await coordinator.ok('pathway.makeAgreement', agreement);
  return agreement;
};
const refer = async (more: object = {}) => {
  const referral = { ...exampleReferral(await client(), at.sites.a1.id), ...more };
  await worker.ok('pathway.referClient', referral);
  return referral;
};
const lineOf = async (who: Person, id: string, asked: object) =>
  (await who.ok<Page>('pathway.listReferrals', { limit: 200, ...asked })).rows.find((row) => row.id === id);

describe('no answer', () => {
  test('comes after the days of the agreement, not before, and the referrer sees it as an outcome', async () => {
    const { id: agreementId } = await agree();
    const ago = (days: number) => `${addDays(today, -days)}T12:00:00Z`;
    const late = await refer({ agreementId, channelCode: 'fax', referredAt: ago(4) });
    const usual = await refer({ referredAt: ago(4) });
    const overdue = (await worker.ok<Page>('pathway.listReferrals', { which: 'overdue' })).rows;
    expect(overdue.map((row) => row.id)).toEqual([late.id]);
    expect(overdue[0]).toMatchObject({ unanswered: true, answerBy: addDays(today, -1), agreementId });
    const mine = (await worker.ok<Page>('pathway.listMyReferrals')).rows;
    expect(mine.find((row) => row.id === late.id)?.unanswered).toBe(true);
    expect(mine.find((row) => row.id === usual.id)?.unanswered).toBe(false);
    expect((await coordinator.ok<Page>('pathway.listMyReferrals')).rows).toEqual([]);
  });
  test('starts anew when a referral is sent again', async () => {
    const referral = await refer({ referredAt: `${addDays(today, -40)}T12:00:00Z` });
    const of = { clientId: referral.clientId, id: referral.id };
    await worker.ok('pathway.answerReferral', {
      ...of,
      version: 1,
      to: 'declined',
      reasonCode: 'not-reached',
    });
    await worker.ok('pathway.answerReferral', { ...of, version: 2, to: 'sent' });
    expect(await lineOf(worker, referral.id, {})).toMatchObject({
      unanswered: false,
      answerBy: addDays(today, 10),
    });
  });
});

describe('one list', () => {
  test('holds both directions and every channel, and narrows to one channel', async () => {
    const fax = await refer({ channelCode: 'fax' });
    const phone = await refer({ channelCode: 'phone' });
    expect(await lineOf(worker, fax.id, { direction: 'any' })).toBeDefined();
    expect(await lineOf(worker, fax.id, { direction: 'any', channelCode: 'fax' })).toBeDefined();
    expect(await lineOf(worker, phone.id, { direction: 'any', channelCode: 'fax' })).toBeUndefined();
    expect(await lineOf(neighbour, fax.id, { direction: 'any', siteId: at.sites.a1.id })).toBeUndefined();
  });
});

describe('the history of a referral', () => {
  test('shows every step with its days, its note and who took it, to both sides', async () => {
    const clientId = await client();
    await worker.ok('pathway.referClient', exampleReferral(clientId, at.sites.a1.id));
    const across = exampleReferral(clientId, at.sites.other.id);
    await worker.ok('pathway.referClient', across);
    const of = { clientId, id: across.id };
    const answer = {
      ...of,
      version: 1,
      to: 'declined',
      reasonCode: 'other-service',
      note: 'Try the clinic.',
    };
    await neighbour.ok('pathway.answerReferral', answer);
    const { steps } = await worker.ok<History>('pathway.referralHistory', of);
    expect(steps.map((step) => [step.state, step.note, step.days])).toEqual([
      ['sent', null, 0],
      ['declined', 'Try the clinic.', 0],
    ]);
    const stranger = await at.person('worker', at.sites.a2);
    expect(await codeOf(stranger, 'pathway.referralHistory', of)).toEqual([404, 'pathway.noSuchReferral']);
  });
});

describe('an agreement', () => {
  test('is refused for another site, direction, program or day', async () => {
    const clientId = await client();
    const referral = exampleReferral(clientId, at.sites.a1.id);
    const wrong = [{ direction: 'out' }, { programCode: 'safer-supply' }, { from: addDays(today, 2) }];
    for (const more of wrong) {
      const { id: agreementId } = await agree(more);
      const asked = { ...referral, id: newId(), agreementId };
      expect(await codeOf(worker, 'pathway.referClient', asked)).toEqual([
        422,
        'pathway.agreementDoesNotFit',
      ]);
    }
    const ended = await agree();
    await coordinator.ok('pathway.endAgreement', { id: ended.id, version: 1, to: today });
    expect(
      await codeOf(coordinator, 'pathway.endAgreement', { id: ended.id, version: 1, to: today }),
    ).toEqual([409, 'pathway.agreementChanged']);
    const asked = { ...referral, agreementId: ended.id };
    expect(await codeOf(worker, 'pathway.referClient', asked)).toEqual([422, 'pathway.agreementDoesNotFit']);
  });
  test('is made by those who settle the site, and read where they work', async () => {
    const made = await agree();
    const again = { ...made, id: newId() };
    expect(await codeOf(worker, 'pathway.makeAgreement', again)).toEqual([403, 'kernel.notAllowed']);
    const stranger = await at.person('coordinator', at.sites.other);
    expect(await codeOf(stranger, 'pathway.makeAgreement', again)).toEqual([403, 'pathway.notMySite']);
    expect(await codeOf(stranger, 'pathway.endAgreement', { id: made.id, version: 1, to: today })).toEqual([
      403,
      'pathway.notMySite',
    ]);
    const read = (who: Person) => who.ok<{ rows: { id: string }[] }>('pathway.listAgreements');
    expect((await read(worker)).rows.map((row) => row.id)).toContain(made.id);
    expect((await read(neighbour)).rows).toEqual([]);
    expect((await read(await at.person('steward'))).rows.map((row) => row.id)).toContain(made.id);
  });
});
