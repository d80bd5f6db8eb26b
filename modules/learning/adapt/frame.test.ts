import { expect, test } from 'vitest';
import frame from '../../../definitions/vocabularies/frame.json' with { type: 'json' };
import type { CodeEntry } from '../../vocabulary/model.ts';
import { dimensionsOf, faultIn, isAsked } from './frame.ts';

const dimensions = dimensionsOf(frame.codes as unknown as CodeEntry[]);
const whole = ['planned.planned-reactive', 'what.contextual', 'fidelity.unknown'];

test('the published framework has ten dimensions; a reason within a kind of reasons is one of its options', () => {
  expect(dimensions.map(({ entry }) => entry.code)).toEqual([
    'when',
    'planned',
    'who',
    'what',
    'context-type',
    'level',
    'content-type',
    'fidelity',
    'goal',
    'reason',
  ]);
  const reasons = dimensions.at(-1)?.options.map(({ code }) => code);
  expect(reasons).toContain('reason.provider.clinical-judgement');
  expect(dimensions.filter(({ many }) => !many).map(({ entry }) => entry.code)).toEqual([
    'when',
    'planned',
    'fidelity',
  ]);
});

test('choices that can be kept have no fault', () => {
  expect(faultIn(dimensions, whole)).toBeUndefined();
  expect(
    faultIn(dimensions, [...whole, 'context-type.setting', 'reason.recipient.literacy-and-education-level']),
  ).toBeUndefined();
});

test.each([
  ['unknownCode', [...whole, 'what.something-else']],
  ['oneOnly', [...whole, 'fidelity.fidelity-consistent']],
  ['notAsked', [...whole, 'content-type.adding-elements']],
  ['notSaid', ['planned.planned-reactive', 'what.contextual']],
] as const)('a fault is named: %s', (reason, chosen) => {
  expect(faultIn(dimensions, chosen)?.reason).toBe(reason);
});

test('what kind of context changed is asked only once the context did', () => {
  const kind = dimensions.find(({ entry }) => entry.code === 'context-type');
  if (!kind) throw new Error('the framework lost a dimension');
  expect([isAsked(kind, whole), isAsked(kind, ['what.content'])]).toEqual([true, false]);
});
