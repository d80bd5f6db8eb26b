import type { FormItem, FormModel, Question, QuestionBank } from '../shapes/form.ts';
import { yesNo } from '../shapes/formKinds.ts';
import { repeated } from './systems.ts';

/** Finds a question of the bank in one of its versions. */
export type FindQuestion = (code: string, version: string) => Question | undefined;

/** One thing that is wrong with the questions of a form, and with which question. */
export type ItemFault = {
  readonly what: 'unknownQuestion' | 'askedTwice' | 'notEarlier' | 'doesNotFit';
  readonly question: string;
};

/** The codes that may answer a question. */
function choiceCodes(question: Question): readonly string[] {
  return question.kind === 'yes-no' ? yesNo : (question.choices ?? []).map((one) => one.code);
}

function fits(condition: FormItem['when'][number], question: Question): boolean {
  switch (condition.is) {
    case 'answered':
      return true;
    case 'one-of':
      return condition.choices.every((code) => choiceCodes(question).includes(code));
    default:
      return question.kind === 'number';
  }
}

/** What is wrong with the questions of a form, in their order: unknown, asked twice, or shown by the answer to one that does not come before or cannot be so answered. */
export function itemFaults(form: Pick<FormModel, 'sections'>, find: FindQuestion): ItemFault[] {
  const items = form.sections.flatMap((section) => section.items);
  const before = new Map<string, Question | undefined>();
  return items.flatMap(({ question, version, when }) => {
    const faults: ItemFault[] = [];
    const known = find(question, version);
    if (known === undefined) faults.push({ what: 'unknownQuestion', question });
    if (before.has(question)) faults.push({ what: 'askedTwice', question });
    for (const condition of when) {
      const earlier = before.get(condition.question);
      if (earlier === undefined) faults.push({ what: 'notEarlier', question });
      else if (!fits(condition, earlier)) faults.push({ what: 'doesNotFit', question });
    }
    before.set(question, known);
    return faults;
  });
}

const hasChoices = (question: Question) => question.kind === 'one' || question.kind === 'several';

function questionFaults(question: Question): string[] {
  const at = `question ${question.code}@${question.version}`;
  const codes = (question.choices ?? []).map((one) => one.code);
  const { least = -Infinity, most = Infinity } = question;
  return [
    ...(hasChoices(question) === codes.length > 1 ? [] : [`${at}: choices do not fit its kind`]),
    ...repeated(codes).map((code) => `${at}: choice ${code} is given twice`),
    ...(least <= most ? [] : [`${at}: least is above most`]),
  ];
}

/** Versions that the installation ships count in the first place, those of a community in the second, so that they never meet. */
const shipped = (version: string) => /^[1-9]\d*\.0\.0$/.test(version);

/** What is wrong with a bank of questions: one given twice, one whose versions differ in kind or meaning, choices that do not fit. */
export function bankFaults({ questions }: QuestionBank): string[] {
  const first = new Map(questions.toReversed().map((one) => [one.code, one]));
  const same = (one: Question) =>
    first.get(one.code)?.kind === one.kind &&
    JSON.stringify(first.get(one.code)?.meaning) === JSON.stringify(one.meaning);
  return [
    ...repeated(questions.map((one) => `${one.code}@${one.version}`)).map(
      (name) => `question ${name} is given twice`,
    ),
    ...questions.filter((one) => !same(one)).map((one) => `question ${one.code} changes its kind or meaning`),
    ...questions
      .filter((one) => !shipped(one.version) || one.code.startsWith('own.'))
      .map((one) => `question ${one.code}@${one.version} is named as a community names its own`),
    ...questions.flatMap(questionFaults),
  ];
}

/** What is wrong with a shipped form: questions, conditions, programs that are not there. */
export function formFaults(form: FormModel, find: FindQuestion, programs: ReadonlySet<string>): string[] {
  const places = form.due.map((one) => one.when);
  return [
    ...(shipped(form.version) ? [] : ['a shipped form counts its versions in the first place']),
    ...repeated(places).map((when) => `${when} is due twice`),
    ...form.programs.filter((key) => !programs.has(key)).map((key) => `program ${key} is not there`),
    ...itemFaults(form, find).map(({ what, question }) => `${question}: ${what}`),
  ];
}
