import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormItem, Question, ShownWhen } from '../../vocabulary/model.ts';
import {
  type Answer,
  answerFits,
  type Answers,
  holds,
  isAnswered,
  missingAnswers,
  sameAnswer,
  shownAnswers,
} from './answers.ts';
import { addMonths, dueNow } from './due.ts';

const choices = ['a', 'b', 'c'];
const name = (index: number) => `q${index}`;

const condition = (before: number): fc.Arbitrary<ShownWhen> =>
  fc.nat({ max: before - 1 }).chain((index) =>
    fc.oneof<fc.Arbitrary<ShownWhen>[]>(
      fc.constant({ question: name(index), is: 'answered' }),
      fc
        .subarray(choices, { minLength: 1 })
        .map((chosen) => ({ question: name(index), is: 'one-of', choices: chosen })),
      fc.record({
        question: fc.constant(name(index)),
        is: fc.constantFrom('at-least' as const, 'at-most' as const),
        number: fc.integer({ min: 0, max: 10 }),
      }),
    ),
  );

/** A form of up to a dozen questions, each shown by up to three answers that come before it. */
const forms = fc.integer({ min: 1, max: 12 }).chain((length) =>
  fc
    .tuple(
      ...Array.from({ length }, (_, index) =>
        fc.record<FormItem>({
          question: fc.constant(name(index)),
          version: fc.constant('1.0.0'),
          required: fc.boolean(),
          when: index === 0 ? fc.constant([]) : fc.array(condition(index), { maxLength: 3 }),
        }),
      ),
    )
    .map((items) => ({ sections: [{ code: 's', name: { en: 'S', fr: 'S' }, items }] })),
);
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ choices: fc.subarray(choices) }),
  fc.record({ number: fc.integer({ min: 0, max: 10 }) }),
  fc.constant({ declined: true }),
  fc.constant({ words: 'said' }),
);
const answersFor = fc.dictionary(fc.nat({ max: 11 }).map(name), answer, { maxKeys: 12 });

/** The rule again, slowly and from the other end: asked of one question, it asks whether those it depends on are shown. */
function isShown(items: readonly FormItem[], question: string, answers: Answers): boolean {
  const item = items.find((one) => one.question === question);
  return (
    item?.when.every((one) => isShown(items, one.question, answers) && holds(one, answers[one.question])) ??
    false
  );
}

describe('shown when', () => {
  test('a question is shown when its conditions hold of answers that are shown themselves', () => {
    fc.assert(
      fc.property(forms, answersFor, (form, answers) => {
        const items = form.sections.flatMap((section) => section.items);
        const slowly = items
          .map((item) => item.question)
          .filter((question) => isShown(items, question, answers));
        expect([...shownAnswers(form, answers).keys()]).toEqual(slowly);
      }),
      { numRuns: 3_000 },
    );
  });
  test('dropping the answers that do not count changes nothing, and a later answer never hides an earlier question', () => {
    fc.assert(
      fc.property(forms, answersFor, answer, (form, answers, late) => {
        const shown = shownAnswers(form, answers);
        expect(shownAnswers(form, Object.fromEntries(shown))).toEqual(shown);
        const items = form.sections.flatMap((section) => section.items);
        const last = items.at(-1)?.question ?? '';
        const before = (of: Answers) =>
          [...shownAnswers(form, of).keys()].filter((question) => question !== last);
        expect(before({ ...answers, [last]: late })).toEqual(before(answers));
      }),
    );
  });
  test('nothing is missing exactly when each required question that is shown is answered', () => {
    fc.assert(
      fc.property(forms, answersFor, (form, answers) => {
        const items = form.sections.flatMap((section) => section.items);
        const missing = items.filter(
          (item) =>
            item.required && isShown(items, item.question, answers) && !isAnswered(answers[item.question]),
        );
        expect(missingAnswers(form, answers)).toEqual(missing.map((item) => item.question));
      }),
    );
  });
  test('canary: a rule that forgets that a hidden answer counts for nothing is told apart', () => {
    const when = (question: string): ShownWhen[] => [{ question, is: 'answered' }];
    const items = [
      { question: 'q0', version: '1.0.0', required: false, when: [] },
      { question: 'q1', version: '1.0.0', required: false, when: when('q0') },
      { question: 'q2', version: '1.0.0', required: true, when: when('q1') },
    ];
    const answers = { q1: { words: 'left over' } };
    const forgetful = items.filter((item) =>
      item.when.every((one) => holds(one, (answers as Answers)[one.question])),
    );
    expect(forgetful.map((item) => item.question)).toContain('q2');
    const form = { sections: [{ code: 's', name: { en: 'S', fr: 'S' }, items }] };
    expect([...shownAnswers(form, answers).keys()]).toEqual(['q0']);
    expect(missingAnswers(form, answers)).toEqual([]);
  });
});

describe('an answer', () => {
  const both = { en: 'W', fr: 'M' };
  const question = (kind: Question['kind'], more = {}): Question => ({
    code: 'q',
    version: '1.0.0',
    kind,
    meaning: both,
    words: both,
    ...(kind === 'one' || kind === 'several'
      ? { choices: choices.map((code) => ({ code, name: both })) }
      : {}),
    ...more,
  });
  test.each<[Question['kind'], Answer, boolean]>([
    ['one', { choices: ['a'] }, true],
    ['one', { choices: ['a', 'b'] }, false],
    ['one', { choices: ['planted'] }, false],
    ['one', { words: 'a' }, false],
    ['several', { choices: ['c', 'a'] }, true],
    ['several', { choices: ['a', 'a'] }, false],
    ['yes-no', { choices: ['yes'] }, true],
    ['yes-no', { choices: ['maybe'] }, false],
    ['number', { number: 7 }, true],
    ['number', { number: 11 }, false],
    ['number', { number: 3, words: 'three' }, false],
    ['day', { day: '2026-01-31' }, true],
    ['text', { words: 'said' }, true],
    ['text', { choices: ['a'] }, false],
    ['text', { declined: true }, true],
    ['text', { declined: true, words: 'but' }, false],
    ['text', {}, true],
  ])('to a question of kind %s: %o fits: %s', (kind, given, fits) => {
    expect(answerFits(question(kind, kind === 'number' ? { least: 0, most: 10 } : {}), given)).toBe(fits);
  });
  test('is the same whatever the order of its choices; one taken back is not the same', () => {
    expect(sameAnswer({ choices: ['a', 'b'] }, { choices: ['b', 'a'] })).toBe(true);
    expect(sameAnswer(undefined, {})).toBe(true);
    expect(sameAnswer({ number: 0 }, {})).toBe(false);
  });
});

describe('a form is due', () => {
  const stay = { programCode: 'p', referredOn: '2026-01-05', enrolledOn: '2026-01-20', endedOn: null };
  const form = {
    programs: ['p'],
    due: [{ when: 'intake' }, { when: 'every', months: 6 }, { when: 'leaving' }],
  } as const;
  const asked = { ...form, programs: [...form.programs], due: [...form.due] };
  test('at intake from the day of enrolment, unless it was asked since the referral', () => {
    expect(dueNow(asked, stay, [], '2026-01-20')).toEqual({ why: 'intake', from: '2026-01-20' });
    expect(dueNow(asked, stay, ['2025-12-01'], '2026-02-01')).toMatchObject({ why: 'intake' });
    expect(dueNow(asked, stay, ['2026-01-10'], '2026-02-01')).toBeUndefined();
  });
  test('again after its months, named two weeks ahead', () => {
    expect(dueNow(asked, stay, ['2026-02-28'], '2026-08-13')).toBeUndefined();
    expect(dueNow(asked, stay, ['2026-02-28'], '2026-08-14')).toEqual({ why: 'every', from: '2026-08-28' });
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  });
  test('on leaving for sixty days, unless it was asked in the month before', () => {
    const left = { ...stay, endedOn: '2026-06-01' };
    expect(dueNow(asked, left, ['2026-02-01'], '2026-06-01')).toEqual({ why: 'leaving', from: '2026-06-01' });
    expect(dueNow(asked, left, ['2026-05-10'], '2026-06-01')).toBeUndefined();
    expect(dueNow(asked, left, [], '2026-07-31')).toBeUndefined();
  });
  test('never in a program it does not belong to', () => {
    expect(dueNow({ ...asked, programs: ['other'] }, stay, [], '2026-06-01')).toBeUndefined();
    expect(dueNow({ ...asked, programs: [] }, stay, [], '2026-06-01')).toBeDefined();
  });
});
