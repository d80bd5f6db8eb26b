import { expect, test } from 'vitest';
import { care } from '../contract.ts';
import { anew, type ContactDraft, contactInput, emptyContact, withLoose } from './contactDraft.ts';

const about = {
  clientId: '01890000-0000-7000-8000-000000000001',
  programCode: 'supported-employment',
  today: '2026-03-10',
  now: new Date('2026-03-10T18:30:00Z'),
};
const draft = (change: Partial<ContactDraft>): ContactDraft => ({
  ...emptyContact(),
  kindCode: 'intake',
  placeCode: 'phone',
  ...change,
});
const sent = (change: Partial<ContactDraft>) => contactInput(draft(change), about);

test('what is sent fits the contract, whatever was filled in', () => {
  const filled = {
    note: 'Called back.',
    stepCode: 'call',
    stepWords: 'before noon',
    whose: 'clinician',
    minutes: 15,
    outcomeCode: 'met',
  } as const;
  for (const change of [{}, filled, { ...filled, due: 'none', whose: 'me' } as const]) {
    expect(care.operations.recordContact.input.safeParse(sent(change)).success).toBe(true);
  }
});

test('the same draft sent twice carries the same ids, and a new one carries others', () => {
  const one = draft({ stepCode: 'call' });
  const [first, again] = [contactInput(one, about), contactInput(one, about)];
  expect([again.id, again.nextStep?.id]).toEqual([first.id, first.nextStep?.id]);
  expect(contactInput(draft({ stepCode: 'call' }), about).id).not.toBe(first.id);
});

test('today is now, an earlier day is its noon, and no step sends none', () => {
  expect(sent({}).occurredAt).toBe('2026-03-10T18:30:00.000Z');
  expect(sent({ day: '2026-03-10' }).occurredAt).toBe('2026-03-10T18:30:00.000Z');
  expect(new Date(sent({ day: '2026-03-08' }).occurredAt).getTime()).toBe(
    new Date('2026-03-08T12:00:00').getTime(),
  );
  expect(sent({}).nextStep).toBeUndefined();
  expect(sent({ stepCode: 'call', due: 'tomorrow' }).nextStep).toMatchObject({
    stepCode: 'call',
    dueOn: '2026-03-11',
  });
  expect(sent({ stepWords: 'Ask about the form' }).nextStep).toMatchObject({ words: 'Ask about the form' });
});

test('a loose note comes in once, after what is there, with its own moment', () => {
  const loose = {
    id: 'l1',
    at: new Date('2026-03-08T21:10:00Z'),
    value: { who: 'M.', note: 'Asked about nights.' },
  };
  const once = withLoose(draft({ note: 'Met again.' }), loose);
  expect(once.note).toBe('Met again.\n\nAsked about nights.');
  expect(withLoose(once, loose)).toBe(once);
  expect(contactInput(once, about).occurredAt).toBe('2026-03-08T21:10:00.000Z');
  const moved = contactInput({ ...once, day: '2026-03-07' }, about).occurredAt;
  expect(new Date(moved).getTime()).toBe(new Date('2026-03-07T12:00:00').getTime());
});

test('a refused contact goes again under new ids, with every word and choice as it was', () => {
  const refused = draft({ note: 'Kept.', stepCode: 'call', minutes: 20 });
  const { id, stepId, ...same } = anew(refused);
  expect([id === refused.id, stepId === refused.stepId]).toEqual([false, false]);
  expect(refused).toMatchObject(same);
});
