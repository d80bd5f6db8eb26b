import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exampleReferral, exampleScreening } from '../../../pathway/examples.ts';
import type { AnswerShown } from '../../asks/forms.ts';

type Opened = {
  filled: { version: number; state: string; formVersion: string };
  questions: { code: string; version: string; words: { en: string } }[];
  answers: AnswerShown[];
  earlier: (AnswerShown & { replacedBy: string })[];
};
type Forms = {
  due: { formKey: string; why: string; from: string; begunId: string | null }[];
  filled: { id: string; formKey: string; state: string }[];
  offered: { key: string }[];
};
type Series = {
  versions: { version: string }[];
  rows: (AnswerShown & { askedOn: string; filledId: string })[];
};
type Counts = {
  choices: { code: string }[];
  sites: {
    siteId: string;
    quarters: {
      counts: (number | null)[];
      declined: number | null;
      median: number | null;
      answers: number | null;
    }[];
  }[];
  heldBack: boolean;
};

let at: World;
let worker: Person;
let clinician: Person;
let neighbour: Person;
let steward: Person;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  clinician = await at.person('clinician', at.sites.a1);
  neighbour = await at.person('worker', at.sites.other);
  steward = await at.person('steward');
});
afterAll(() => at.close());

const client = async (name = 'Testa Probe') =>
  (await worker.ok<{ id: string }>('people.registerClient', { siteId: at.sites.a1.id, identity: { name } }))
    .id;
const needed = [
  { question: 'housing', choices: ['shelter'] },
  { question: 'income-from', choices: ['assistance', 'informal'] },
  { question: 'primary-care', choices: ['none'] },
  { question: 'weighs', declined: true },
  { question: 'cannot-wait', choices: ['no'] },
];
const assessment = (clientId: string, more = {}) => ({
  id: newId(),
  clientId,
  version: 0,
  formKey: 'psychosocial-assessment',
  formVersion: '1.0.0',
  askedOn: today,
  complete: true,
  answers: needed as Record<string, unknown>[],
  ...more,
});
const opened = (who: Person, clientId: string, id: string) =>
  who.ok<Opened>('care.openFilledForm', { clientId, id });
const said = (answers: readonly AnswerShown[], code: string) => answers.find((one) => one.question === code);

describe('a form filled for a client', () => {
  test('is saved in part by one team and completed by the other; what was written is sealed', async () => {
    const clientId = await client();
    const begun = assessment(clientId, {
      complete: false,
      answers: [
        { question: 'housing', choices: ['shelter'] },
        { question: 'housing-first', words: 'canary-first-words' },
      ],
    });
    await worker.ok('care.fillForm', begun);
    expect((await clinician.ok<Forms>('care.clientForms', { clientId })).filled).toMatchObject([
      { id: begun.id, state: 'begun' },
    ]);
    const more = [...needed, { question: 'housing-first', words: 'canary-first-words' }];
    await clinician.ok('care.fillForm', { ...begun, version: 1, complete: true, answers: more });
    const now = await opened(worker, clientId, begun.id);
    expect(now.filled).toMatchObject({ version: 2, state: 'complete' });
    expect(said(now.answers, 'housing-first')?.words).toBe('canary-first-words');
    expect(said(now.answers, 'weighs')).toMatchObject({ declined: true });
    const { rows } = await at.admin.query(
      `select encode(words, 'escape') as words from care.answer where words is not null`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('canary-first-words');
  });

  test('is not complete while a required question has no answer, and a hidden one asks for none', async () => {
    const clientId = await client();
    const short = assessment(clientId, { answers: needed.slice(0, 4) });
    expect(await worker.call('care.fillForm', short)).toMatchObject({
      status: 422,
      body: { code: 'care.answersMissing', facts: { count: 1 } },
    });
    const urgent = [...needed.slice(0, 4), { question: 'cannot-wait', choices: ['yes'] }];
    expect(await worker.call('care.fillForm', assessment(clientId, { answers: urgent }))).toMatchObject({
      body: { code: 'care.answersMissing' },
    });
    expect((await worker.ok<Forms>('care.clientForms', { clientId })).filled).toEqual([]);
    await worker.ok('care.fillForm', assessment(clientId));
  });

  test('keeps what stood before a correction, and takes back the answer to a question that is hidden now', async () => {
    const clientId = await client();
    const first = assessment(clientId, {
      answers: [...needed, { question: 'housing-first', words: 'a quiet room' }],
    });
    await worker.ok('care.fillForm', first);
    const home = needed.map((one) => (one.question === 'housing' ? { ...one, choices: ['own-place'] } : one));
    await clinician.ok('care.fillForm', {
      ...first,
      version: 1,
      answers: [...home, { question: 'housing-first', words: 'a quiet room' }],
    });
    const now = await opened(worker, clientId, first.id);
    expect(said(now.answers, 'housing')?.choices).toEqual(['own-place']);
    expect(said(now.answers, 'housing-first')?.words).toBeUndefined();
    expect(said(now.earlier, 'housing')?.choices).toEqual(['shelter']);
    expect(said(now.earlier, 'housing-first')?.words).toBe('a quiet room');
    expect(now.earlier).toHaveLength(2);
  });

  test('whoever comes second writes over nothing; a form begun under a taken id neither', async () => {
    const clientId = await client();
    const first = assessment(clientId);
    await worker.ok('care.fillForm', first);
    await clinician.ok('care.fillForm', { ...first, version: 1, askedOn: today });
    const late = {
      ...first,
      version: 1,
      answers: needed.with(0, { question: 'housing', choices: ['outside'] }),
    };
    expect(await worker.call('care.fillForm', late)).toMatchObject({
      status: 409,
      body: { code: 'care.filledFormChanged', facts: { version: 2 } },
    });
    expect(await worker.call('care.fillForm', first)).toMatchObject({ status: 409 });
    expect(said((await opened(worker, clientId, first.id)).answers, 'housing')?.choices).toEqual(['shelter']);
    expect(await neighbour.call('care.fillForm', first)).toMatchObject({ status: 404 });
  });

  test.each([
    ['an unknown choice', [{ question: 'housing', choices: ['castle'] }]],
    ['two choices of one', [{ question: 'housing', choices: ['shelter', 'outside'] }]],
    ['a question of another form', [{ question: 'hope', words: 'x' }]],
    ['one question twice', [needed[0], needed[0]]],
    ['words for a choice', [{ question: 'housing', words: 'a tent' }]],
  ])('%s is refused', async (_what, answers) => {
    const input = assessment(await client(), { complete: false, answers });
    expect(await worker.call('care.fillForm', input)).toMatchObject({
      status: 422,
      body: { code: 'care.answerDoesNotFit' },
    });
  });

  test('another version, another program, a day to come are refused', async () => {
    const clientId = await client();
    const filled = assessment(clientId);
    for (const [more, code] of [
      [{ formVersion: '7.0.0' }, 'care.noSuchForm'],
      [{ programCode: 'supported-employment' }, 'care.formOfOtherProgram'],
      [{ askedOn: '2999-01-01' }, 'care.inTheFuture'],
    ] as const)
      expect(await worker.call('care.fillForm', { ...filled, ...more })).toMatchObject({ body: { code } });
  });
});

describe('rights', () => {
  test('a client who closes health to a worker closes the forms of that class, their answers and what is due', async () => {
    const clientId = await client('Closed Probe');
    const filled = assessment(clientId, {
      answers: [...needed, { question: 'going-well', words: 'canary-health-words' }],
    });
    await clinician.ok('care.fillForm', filled);
    await worker.ok('people.giveDirective', {
      clientId,
      effect: 'deny',
      binds: 'person',
      targetId: worker.accountId,
      dataClass: 'health',
    });
    const told = await worker.ok<Forms>('care.clientForms', { clientId });
    expect(told.filled).toEqual([]);
    expect((await worker.call('care.openFilledForm', { clientId, id: filled.id })).status).toBe(404);
    expect((await worker.ok<Series>('care.answersOverTime', { clientId, code: 'going-well' })).rows).toEqual(
      [],
    );
    expect((await worker.call('care.fillForm', assessment(clientId))).status).toBe(403);
    expect((await opened(clinician, clientId, filled.id)).answers).toHaveLength(6);
    const canary = await clinician.ok('care.openFilledForm', { clientId, id: filled.id });
    expect(JSON.stringify(canary)).toContain('canary-health-words');
  });

  test('another organisation sees none of it, and a steward who is nobody’s carer neither', async () => {
    const clientId = await client();
    const filled = assessment(clientId);
    await worker.ok('care.fillForm', filled);
    for (const operation of ['care.clientForms', 'care.answersOverTime'])
      expect((await neighbour.call(operation, { clientId, code: 'housing' })).status).toBe(404);
    expect((await neighbour.call('care.openFilledForm', { clientId, id: filled.id })).status).toBe(404);
    expect((await steward.call('care.openFilledForm', { clientId, id: filled.id })).status).toBe(403);
  });
});

describe('one question, one series', () => {
  test('answers to a question stand together, whatever form asked it', async () => {
    const clientId = await client();
    await worker.ok('care.fillForm', assessment(clientId, { askedOn: '2026-01-10' }));
    const intake = {
      ...assessment(clientId, { askedOn: '2026-03-01', complete: false }),
      formKey: 'safer-supply-intake',
      answers: [{ question: 'primary-care', choices: ['regular'] }],
    };
    await worker.ok('care.fillForm', intake);
    const series = await clinician.ok<Series>('care.answersOverTime', { clientId, code: 'primary-care' });
    expect(series.rows.map((row) => [row.askedOn, row.choices])).toEqual([
      ['2026-01-10', ['none']],
      ['2026-03-01', ['regular']],
    ]);
    expect((await clinician.call('care.answersOverTime', { clientId, code: 'planted' })).status).toBe(404);
  });
});

describe('what is to be asked', () => {
  const enrol = async (name: string, daysAgo: number) => {
    const clientId = await client(name);
    const day = addDays(today, -daysAgo);
    const referral = exampleReferral(clientId, at.sites.a1.id);
    await worker.ok('pathway.referClient', { ...referral, referredAt: `${addDays(day, -2)}T18:00:00Z` });
    await worker.ok('pathway.screenClient', exampleScreening(referral, addDays(day, -1)));
    await worker.ok('pathway.enrol', { id: newId(), clientId, referralId: referral.id, enrolledOn: day });
    return clientId;
  };
  const asked = async (who: Person) =>
    (await who.ok<{ rows: { clientId: string; formKey: string; why: string }[] }>('care.formsToAsk', {}))
      .rows;

  test('follows from the program and from what was asked, for those who work with the client', async () => {
    const clientId = await enrol('Due Probe', 10);
    const mine = await at.person('worker', at.sites.a1);
    await mine.ok('care.recordContact', {
      id: newId(),
      clientId,
      programCode: 'supported-employment',
      kindCode: 'job-search',
      placeCode: 'community',
      occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    expect(await asked(mine)).toMatchObject([{ clientId, formKey: 'employment-intake', why: 'intake' }]);
    expect(
      (await worker.ok<Forms>('care.clientForms', { clientId })).offered.map((one) => one.key),
    ).not.toContain('safer-supply-intake');
    await mine.ok('care.fillForm', {
      ...assessment(clientId),
      formKey: 'employment-intake',
      programCode: 'supported-employment',
      answers: [
        { question: 'work-wish', choices: ['soon'] },
        { question: 'last-worked', choices: ['years'] },
        { question: 'skills-have', choices: ['hands'] },
        { question: 'ready-for-work', number: 4 },
        { question: 'life-whole', number: 5 },
        { question: 'primary-care', choices: ['regular'] },
      ],
    });
    expect(await asked(mine)).toEqual([]);
    expect(await asked(neighbour)).toEqual([]);
  });

  test('a follow-up comes round after six months, and one that was begun is named to be continued', async () => {
    const clientId = await enrol('Round Probe', 200);
    const begun = {
      ...assessment(clientId, { complete: false }),
      formKey: 'life-and-work-follow-up',
      answers: [{ question: 'life-whole', number: 6 }],
    };
    await worker.ok('care.fillForm', begun);
    const { due } = await worker.ok<Forms>('care.clientForms', { clientId });
    expect(due.find((one) => one.formKey === 'life-and-work-follow-up')).toMatchObject({
      why: 'every',
      begunId: begun.id,
    });
  });
});

describe('counts', () => {
  test('are whole for those who work at the site, and hide small numbers from everybody else', async () => {
    const elsewhere = await at.person('worker', at.sites.a2);
    const answered = async (choice: string, times: number) => {
      for (let time = 0; time < times; time += 1) {
        const { id: clientId } = await elsewhere.ok<{ id: string }>('people.registerClient', {
          siteId: at.sites.a2.id,
          identity: { name: 'Counted Probe' },
        });
        const answers = needed.with(0, { question: 'housing', choices: [choice] });
        await elsewhere.ok('care.fillForm', assessment(clientId, { answers, askedOn: '2026-02-10' }));
      }
    };
    await answered('shelter', 7);
    await answered('outside', 2);
    await answered('own-place', 6);
    const ask = (who: Person, code = 'housing') =>
      who.ok<Counts>('care.answerCounts', {
        code,
        siteId: at.sites.a2.id,
        from: '2026-01-01',
        to: '2026-04-01',
      });
    const own = await ask(elsewhere);
    const count = (told: Counts, code: string) =>
      told.sites[0]?.quarters[0]?.counts[told.choices.findIndex((one) => one.code === code)];
    expect(['shelter', 'outside', 'own-place'].map((code) => count(own, code))).toEqual([7, 2, 6]);
    expect(own.heldBack).toBe(false);
    const lead = await at.person('lead', at.sites.a2);
    const held = await ask(lead);
    expect(held.heldBack).toBe(true);
    expect(count(held, 'outside')).toBeNull();
    const shown = held.sites[0]?.quarters[0]?.counts ?? [];
    expect(shown.filter((one) => one === null).length).toBeGreaterThan(1);
    expect(
      (
        await worker.call('care.answerCounts', {
          code: 'housing',
          siteId: at.sites.a2.id,
          from: '2026-01-01',
          to: '2026-04-01',
        })
      ).status,
    ).toBe(404);
    const funder = await at.person('funder');
    expect(
      (
        await funder.call('care.answerCounts', {
          code: 'housing',
          siteId: null,
          from: '2026-01-01',
          to: '2026-04-01',
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await elsewhere.call('care.answerCounts', {
          code: 'going-well',
          siteId: null,
          from: '2026-01-01',
          to: '2026-04-01',
        })
      ).body,
    ).toMatchObject({ code: 'care.notCounted' });
  });

  test('a measure reads the answers: the share of clients with regular care', async () => {
    const coordinator = await at.person('coordinator', at.sites.a2);
    const { points } = await coordinator.ok<{ points: { value: number | null; records: number }[] }>(
      'measures.series',
      {
        measure: 'with-regular-care',
        siteId: at.sites.a2.id,
        from: '2026-01-01',
        to: '2026-04-01',
      },
    );
    expect(points).toMatchObject([{ value: 0, records: 15 }]);
  });
});
