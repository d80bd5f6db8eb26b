import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { Question } from '../../../vocabulary/model.ts';
import { draftOfQuestion } from '../../forms/draft.ts';
import type { FormDraft, QuestionDraft } from '../../forms/draftShape.ts';

type Drafted = {
  id: string;
  version: number;
  key: string;
  follows: string | null;
  content: FormDraft;
  bank: Question[];
};
type Shown = {
  form: { version: string; sections: { code: string; items: { question: string; version: string }[] }[] };
  questions: Question[];
  versions: string[];
};

let at: World;
let steward: Person;
let worker: Person;
let farSteward: Person;
beforeAll(async () => {
  at = await world();
  steward = await at.person('steward');
  worker = await at.person('worker', at.sites.a1);
  farSteward = await at.person([{ role: 'steward' }, { role: 'worker', site: at.sites.b1 }], at.sites.b1);
});
afterAll(() => at.close());

const both = (en: string, fr = `${en} (fr)`) => ({ en, fr });
const none = { en: '', fr: '' };
const garden = (more: Partial<QuestionDraft> = {}): QuestionDraft => ({
  code: 'new-garden',
  follows: null,
  kind: 'one',
  meaning: both('Where somebody gardens'),
  words: both('Where do you garden?'),
  hint: none,
  choices: [
    { code: 'new-a', name: both('On a balcony') },
    { code: 'new-b', name: both('Nowhere') },
  ],
  unit: none,
  least: null,
  most: null,
  ...more,
});
const item = (question: string, version: string | null, more = {}) => ({
  question,
  version,
  required: true,
  when: [],
  ...more,
});
const section = (items: FormDraft['sections'][number]['items'], name = 'Garden') => ({
  code: 'new-first',
  name: both(name),
  hint: none,
  items,
});
const begin = async (name: string, pattern?: string) => {
  const id = newId();
  await steward.ok('care.startForm', { id, name: both(name), ...(pattern ? { pattern } : {}) });
  return steward.ok<Drafted>('care.getFormDraft', { id });
};
const write = (draft: Drafted, change: Partial<FormDraft>) =>
  steward.ok<{ version: number }>('care.saveFormDraft', {
    id: draft.id,
    version: draft.version,
    content: { ...draft.content, purpose: both('What for'), ...change },
  });
const publish = (id: string, version: number) =>
  steward.ok<{ key: string; formVersion: string }>('care.publishForm', { id, version });
const form = (who: Person, key: string, version?: string) =>
  who.ok<Shown>('care.getForm', { key, ...(version ? { version } : {}) });

describe('a form that a steward writes', () => {
  test('brings its own questions into the bank under readable names, conditions and all', async () => {
    const draft = await begin('Food box');
    const { version } = await write(draft, {
      questions: [garden(), garden({ code: 'new-unused', words: both('Never asked') })],
      sections: [
        section([
          item('new-garden', null),
          item('meals', '1.0.0', {
            required: false,
            when: [{ question: 'new-garden', is: 'one-of', choices: ['new-b'] }],
          }),
        ]),
      ],
    });
    const { key, formVersion } = await publish(draft.id, version);
    expect([key, formVersion]).toEqual(['own.food-box', '1.0.0']);
    const shown = await form(worker, key);
    expect(shown.form.sections[0]).toMatchObject({
      code: 'garden',
      items: [
        { question: 'own.where-do-you-garden', version: '1.0.0' },
        { question: 'meals', when: [{ question: 'own.where-do-you-garden', choices: ['nowhere'] }] },
      ],
    });
    const { rows } = await worker.ok<{ rows: { question: Question }[] }>('care.listQuestions', {});
    expect(rows.map((row) => row.question.words.en)).not.toContain('Never asked');
    expect((await steward.call('care.getFormDraft', { id: draft.id })).status).toBe(404);
  });

  test('a changed question is a new version, and an old answer stays readable under the old one', async () => {
    const draft = await begin('Well day');
    const first = await publish(
      draft.id,
      (
        await write(draft, {
          questions: [garden({ words: both('How is the plot?') })],
          sections: [section([item('new-garden', null)])],
        })
      ).version,
    );
    const { id: clientId } = await worker.ok<{ id: string }>('people.registerClient', {
      siteId: at.sites.a1.id,
      identity: { name: 'Kept Probe' },
    });
    const filled = {
      id: newId(),
      clientId,
      version: 0,
      formKey: first.key,
      formVersion: '1.0.0',
      askedOn: '2026-02-01',
      complete: true,
    };
    const code = 'own.how-is-the-plot';
    await worker.ok('care.fillForm', { ...filled, answers: [{ question: code, choices: ['nowhere'] }] });
    const again = newId();
    await steward.ok('care.continueForm', { id: again, key: first.key });
    const next = await steward.ok<Drafted>('care.getFormDraft', { id: again });
    const before = next.bank.find((one) => one.code === code);
    if (!before) throw new Error('the question is not in the bank');
    const changed = {
      ...draftOfQuestion(before),
      words: both('How did the plot do?'),
      choices: before.choices?.slice(0, 1) ?? [],
    };
    const more = { ...changed, choices: [...changed.choices, { code: 'new-c', name: both('It rained') }] };
    const saved = await write(next, { questions: [more], sections: [section([item(code, null)])] });
    expect(await publish(again, saved.version)).toMatchObject({ formVersion: '1.1.0' });
    expect((await form(worker, first.key)).questions).toMatchObject([{ code, version: '1.1.0' }]);
    const old = await worker.ok<{
      questions: Question[];
      answers: { choices: string[]; questionVersion: string }[];
    }>('care.openFilledForm', { clientId, id: filled.id });
    expect(old.questions).toMatchObject([{ version: '1.0.0', words: { en: 'How is the plot?' } }]);
    expect(old.answers).toMatchObject([{ choices: ['nowhere'], questionVersion: '1.0.0' }]);
    const late = { ...filled, id: newId(), formVersion: '1.1.0', askedOn: '2026-05-01' };
    await worker.ok('care.fillForm', { ...late, answers: [{ question: code, choices: ['it-rained'] }] });
    const series = await worker.ok<{ versions: Question[]; rows: { questionVersion: string }[] }>(
      'care.answersOverTime',
      { clientId, code },
    );
    expect(series.rows.map((row) => row.questionVersion)).toEqual(['1.0.0', '1.1.0']);
    expect(series.versions.map((one) => one.words.en)).toEqual(['How did the plot do?', 'How is the plot?']);
  });

  test('a shipped form may be changed for the community; others keep the shipped one', async () => {
    const id = newId();
    await steward.ok('care.continueForm', { id, key: 'clinical-supervision' });
    const draft = await steward.ok<Drafted>('care.getFormDraft', { id });
    const [only] = draft.content.sections;
    if (!only) throw new Error('no section');
    const saved = await steward.ok<{ version: number }>('care.saveFormDraft', {
      id,
      version: 1,
      content: { ...draft.content, sections: [{ ...only, items: only.items.toReversed() }] },
    });
    expect(await publish(id, saved.version)).toMatchObject({
      key: 'clinical-supervision',
      formVersion: '1.1.0',
    });
    expect((await form(worker, 'clinical-supervision')).versions).toEqual(['1.1.0', '1.0.0']);
    expect((await form(farSteward, 'clinical-supervision')).form.version).toBe('1.0.0');
  });

  test('for a program that a steward wrote', async () => {
    const id = newId();
    await steward.ok('vocabulary.startDraft', {
      id,
      pattern: 'social-prescribing',
      name: both('Community kitchen'),
    });
    await steward.ok('vocabulary.publishDraft', { id, version: 1 });
    const draft = await begin('Kitchen start', 'six-month-follow-up');
    const { version } = await write(draft, { programs: ['community-kitchen'], due: [{ when: 'intake' }] });
    await publish(draft.id, version);
    const { rows } = await worker.ok<{ rows: { key: string; programs: string[] }[] }>('care.listForms', {});
    expect(rows.find((row) => row.key === 'own.kitchen-start')?.programs).toEqual(['community-kitchen']);
    const stray = await begin('Stray', 'six-month-follow-up');
    const wrong = await write(stray, { programs: ['planted'] });
    expect(await steward.call('care.publishForm', { id: stray.id, version: wrong.version })).toMatchObject({
      body: { code: 'care.unknownProgram' },
    });
  });
});

describe('refusals', () => {
  test.each<[string, Partial<FormDraft>]>([
    ['a language missing', { sections: [section([item('meals', '1.0.0')])], name: both('Half', '') }],
    ['no question', { sections: [section([])] }],
    ['a question nobody published', { sections: [section([item('planted', '1.0.0')])] }],
    ['a question asked twice', { sections: [section([item('meals', '1.0.0'), item('meals', '1.0.0')])] }],
    [
      'a condition on a later question',
      {
        sections: [
          section([
            item('meals', '1.0.0', { when: [{ question: 'housing', is: 'answered' }] }),
            item('housing', '1.0.0'),
          ]),
        ],
      },
    ],
    [
      'one choice only',
      {
        sections: [section([item('new-garden', null)])],
        questions: [garden({ choices: [{ code: 'new-a', name: both('One') }] })],
      },
    ],
    [
      'a version of another kind',
      {
        sections: [section([item('meals', null)])],
        questions: [garden({ code: 'meals', follows: '1.0.0', kind: 'text', choices: [] })],
      },
    ],
  ])('%s keeps a form from being published', async (what, change) => {
    const draft = await begin(`Refused ${what}`);
    const { version } = await write(draft, change);
    expect(await steward.call('care.publishForm', { id: draft.id, version })).toMatchObject({
      status: 422,
      body: { code: 'care.formHasFaults' },
    });
  });

  test('a name that is taken, a draft that is there, a version that moved on, nothing changed', async () => {
    const draft = await begin('Only once', 'work-assessment');
    const more = { id: newId(), name: both('Only once') };
    expect((await steward.call('care.startForm', more)).status).toBe(409);
    await write(draft, {});
    expect(await steward.call('care.publishForm', { id: draft.id, version: 1 })).toMatchObject({
      body: { code: 'care.formDraftChanged' },
    });
    expect(
      (await steward.call('care.saveFormDraft', { id: draft.id, version: 1, content: draft.content })).status,
    ).toBe(409);
    const id = newId();
    await steward.ok('care.continueForm', { id, key: 'work-assessment' });
    expect((await steward.call('care.continueForm', { id: newId(), key: 'work-assessment' })).status).toBe(
      409,
    );
    expect(await steward.call('care.publishForm', { id, version: 1 })).toMatchObject({
      body: { code: 'care.formUnchanged' },
    });
    expect((await steward.call('care.discardFormDraft', { id, version: 1 })).status).toBe(200);
  });

  test('nobody but a steward of the community writes or sees a draft; a published version cannot be changed', async () => {
    const draft = await begin('canary-form-draft');
    for (const operation of ['care.getFormDraft', 'care.publishForm'])
      expect((await worker.call(operation, { id: draft.id, version: 1 })).status).toBe(403);
    expect((await farSteward.call('care.getFormDraft', { id: draft.id })).status).toBe(404);
    expect(JSON.stringify(await farSteward.ok('care.listFormDrafts', {}))).not.toContain('canary-form-draft');
    expect(JSON.stringify(await steward.ok('care.listFormDrafts', {}))).toContain('canary-form-draft');
    const { rows } = await at.admin.query(
      `select has_table_privilege('tributary_app', t, 'update') as may from unnest('{care.form,care.question}'::text[]) t`,
    );
    expect(rows).toEqual([{ may: false }, { may: false }]);
  });
});
