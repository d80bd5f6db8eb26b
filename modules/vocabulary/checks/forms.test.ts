import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Definition, type FormModel, type QuestionBank } from '../model.ts';
import { faultsOf } from './faults.ts';

const folders = ['forms', 'programs'].map((name) => join(import.meta.dirname, '../../../definitions', name));
const shipped = folders
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((path) => path.endsWith('.json'))
  .map((path) => Definition.parse(JSON.parse(readFileSync(path, 'utf8'))));
const bank = shipped.find((one) => one.kind === 'questions');
const form = shipped.find((one) => one.kind === 'form' && one.key === 'psychosocial-assessment');
if (bank?.kind !== 'questions' || form?.kind !== 'form') throw new Error('nothing to look at');

/** What is wrong once the bank or the form was changed. */
function faultsWith(change: (copy: { bank: QuestionBank; form: FormModel }) => void): string[] {
  const copy = structuredClone({ bank, form }) as { bank: QuestionBank; form: FormModel };
  change(copy);
  const others = shipped.filter((one) => one.kind === 'program');
  return faultsOf([...others, copy.bank, copy.form])
    .filter((fault) => /question-bank|psychosocial/.test(fault))
    .filter((fault) => !/is not there$/.test(fault) || fault.includes('program '));
}

test('the shipped bank and its forms have no fault of their own, and one question is asked in several forms', () => {
  expect(faultsWith(() => undefined)).toEqual([]);
  const forms = shipped.filter((one) => one.kind === 'form');
  const asking = forms.filter((one) =>
    one.sections.some((section) => section.items.some((item) => item.question === 'primary-care')),
  );
  expect(asking.length).toBeGreaterThan(2);
});

const item = ({ form: { sections } }: { form: FormModel }, code: string) => {
  const found = sections.flatMap((section) => section.items).find((one) => one.question === code);
  if (!found) throw new Error(`${code} is not asked`);
  return found;
};

test.each<[string, RegExp, Parameters<typeof faultsWith>[0]]>([
  [
    'a question nobody wrote',
    /housing-safe: unknownQuestion/,
    (at) => (item(at, 'housing-safe').version = '9.0.0'),
  ],
  [
    'a question asked twice',
    /askedTwice/,
    (at) => at.form.sections[0]?.items.push({ ...item(at, 'housing') }),
  ],
  [
    'a condition on a later question',
    /notEarlier/,
    (at) => item(at, 'housing').when.push({ question: 'cannot-wait', is: 'answered' }),
  ],
  [
    'a condition on itself',
    /notEarlier/,
    (at) => item(at, 'weighs').when.push({ question: 'weighs', is: 'answered' }),
  ],
  [
    'a condition on a choice that is not there',
    /doesNotFit/,
    (at) =>
      (item(at, 'several-substances').when = [{ question: 'weighs', is: 'one-of', choices: ['planted'] }]),
  ],
  [
    'a number asked of words',
    /doesNotFit/,
    (at) => (item(at, 'several-substances').when = [{ question: 'weighs', is: 'at-least', number: 3 }]),
  ],
  ['a program that is not there', /program planted is not there/, (at) => at.form.programs.push('planted')],
  ['a day due twice', /intake is due twice/, (at) => at.form.due.push({ when: 'intake' })],
  ['a version as a community counts', /first place/, (at) => (at.form.version = '1.1.0')],
  [
    'a version of a question that means something else',
    /changes its kind or meaning/,
    ({ bank: { questions } }) => {
      const [first] = questions;
      if (first)
        questions.push({ ...first, version: '2.0.0', meaning: { en: 'Another', fr: 'Autre chose' } });
    },
  ],
  [
    'a question with one choice',
    /choices do not fit/,
    ({ bank: { questions } }) => questions[0]?.choices?.splice(1),
  ],
  [
    'a question given twice',
    /given twice/,
    ({ bank: { questions } }) => questions.push(...questions.slice(0, 1)),
  ],
])('%s is a fault', (_what, said, change) => {
  expect(faultsWith(change).join('\n')).toMatch(said);
});
