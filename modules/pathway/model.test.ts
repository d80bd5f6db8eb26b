import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import supportedEmployment from '../../definitions/programs/supported-employment.json' with { type: 'json' };
import { eligibilityOn, Program } from '../vocabulary/model.ts';
import {
  type AnswerGiven,
  answers,
  findingOf,
  isOpen,
  isUnanswered,
  mayGo,
  nextStates,
  rankOf,
  referralStates,
} from './model.ts';

const program = Program.parse(supportedEmployment);
const sentences = eligibilityOn(program.eligibility, '2026-01-15');

describe('a finding', () => {
  const given = fc.dictionary(
    fc.constantFrom(...sentences.map((one) => one.id)),
    fc.constantFrom(...answers),
  );
  const required = sentences.filter((one) => one.required);

  test('is eligible exactly when every required sentence is answered yes, and a no outweighs what is not known', () => {
    fc.assert(
      fc.property(given, (said) => {
        const of = (answer: AnswerGiven) => required.some((one) => (said[one.id] ?? 'not_known') === answer);
        expect(findingOf(sentences, said)).toBe(
          of('no') ? 'not_eligible' : of('not_known') ? 'undecided' : 'eligible',
        );
      }),
    );
  });

  test('canary: a sentence that is not required never decides', () => {
    const yes = Object.fromEntries(required.map((one) => [one.id, 'yes' as const]));
    const optional = sentences.filter((one) => !one.required).map((one) => one.id);
    expect(optional.length).toBeGreaterThan(0);
    expect(
      findingOf(sentences, { ...yes, ...Object.fromEntries(optional.map((id) => [id, 'no' as const])) }),
    ).toBe('eligible');
    const strict = sentences.map((one) => ({ ...one, required: true }));
    expect(
      findingOf(strict, { ...yes, ...Object.fromEntries(optional.map((id) => [id, 'no' as const])) }),
    ).toBe('not_eligible');
  });
});

describe('the states of a referral', () => {
  test('every step leads somewhere that is not where it was, and what is closed is only reopened', () => {
    for (const from of referralStates) {
      expect(nextStates(from)).not.toContain(from);
      if (!isOpen(from)) expect(nextStates(from).every((to) => to === 'sent')).toBe(true);
      else expect(nextStates(from).length).toBeGreaterThan(0);
    }
    expect(mayGo('helped', 'sent')).toBe(false);
  });

  test('no answer is an outcome once its last day is over, and only while it is sent', () => {
    const stateSince = new Date('2026-01-01T12:00:00Z');
    const sent = { state: 'sent' as const, stateSince, answerBy: '2026-01-06' };
    expect([isUnanswered(sent, '2026-01-06'), isUnanswered(sent, '2026-01-07')]).toEqual([false, true]);
    expect(isUnanswered({ ...sent, state: 'accepted' }, '2026-06-01')).toBe(false);
    const before = { ...sent, answerBy: null };
    expect([isUnanswered(before, '2026-01-11'), isUnanswered(before, '2026-01-12')]).toEqual([false, true]);
  });
});

test('a priority of the program comes before none, and the rule may turn it around', () => {
  const { waitlist } = program;
  expect(rankOf(waitlist, 'job-at-risk')).toBeLessThan(rankOf(waitlist, undefined));
  const turned = { ...waitlist, order: [{ by: 'priority' as const, direction: 'descending' as const }] };
  expect(rankOf(turned, 'job-at-risk')).toBeGreaterThan(rankOf(turned, undefined));
  expect(rankOf({ ...waitlist, order: [] }, 'job-at-risk')).toBe(0);
});
