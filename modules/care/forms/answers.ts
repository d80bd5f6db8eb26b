import type { FormModel, Question, ShownWhen } from '../../vocabulary/model.ts';

/** What was answered to one question: choices, a number, a day or words, by its kind; `declined` when the client did not wish to answer. */
export type Answer = {
  readonly choices?: readonly string[] | undefined;
  readonly number?: number | undefined;
  readonly day?: string | undefined;
  readonly words?: string | undefined;
  readonly declined?: boolean | undefined;
};

/** Answers by the code of their question. */
export type Answers = Readonly<Record<string, Answer | undefined>>;

/** True when something was said: a choice, a number, a day or words. */
export function isSaid(answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  const { choices, number, day, words } = answer;
  return (choices?.length ?? 0) > 0 || number !== undefined || Boolean(day) || Boolean(words?.trim());
}

/** True when a question is done with: something was said, or the client did not wish to say. */
export function isAnswered(answer: Answer | undefined): boolean {
  return answer?.declined === true || isSaid(answer);
}

/** The codes that may answer a question; none for numbers, days and words. */
export function choiceCodes(question: Question): readonly string[] {
  return question.kind === 'yes-no' ? ['yes', 'no'] : (question.choices ?? []).map((one) => one.code);
}

const within = (value: number, { least = -Infinity, most = Infinity }: Question) =>
  value >= least && value <= most;

/** True when an answer is of the kind its question asks for: known choices, a number inside its bounds, nothing of another kind. */
export function answerFits(question: Question, answer: Answer): boolean {
  const { choices, number, day, words, declined } = answer;
  const given = [choices, number, day, words].filter((one) => one !== undefined).length;
  if (declined) return given === 0;
  if (given !== 1) return given === 0;
  if (choices !== undefined) {
    const known = choiceCodes(question);
    const most = question.kind === 'several' ? known.length : 1;
    return (
      known.length > 0 &&
      choices.length <= most &&
      new Set(choices).size === choices.length &&
      choices.every((code) => known.includes(code))
    );
  }
  if (number !== undefined) return question.kind === 'number' && within(number, question);
  return question.kind === (day === undefined ? 'text' : 'day');
}

/** True when a condition holds of the answer to the question it names. */
export function holds(condition: ShownWhen, answer: Answer | undefined): boolean {
  switch (condition.is) {
    case 'answered':
      return isSaid(answer);
    case 'one-of':
      return answer?.choices?.some((code) => condition.choices.includes(code)) ?? false;
    case 'at-least':
      return answer?.number !== undefined && answer.number >= condition.number;
    case 'at-most':
      return answer?.number !== undefined && answer.number <= condition.number;
  }
}

type Sections = Pick<FormModel, 'sections'>;

/**
 * The answers that count, in the order of the form: of questions that are shown. A question is shown when all its conditions hold;
 * the answer to a question that is not shown itself holds nothing.
 */
export function shownAnswers({ sections }: Sections, answers: Answers): Map<string, Answer | undefined> {
  const shown = new Map<string, Answer | undefined>();
  for (const item of sections.flatMap((section) => section.items)) {
    if (item.when.every((condition) => holds(condition, shown.get(condition.question))))
      shown.set(item.question, answers[item.question]);
  }
  return shown;
}

/** The questions that must be answered, are shown, and are not. */
export function missingAnswers(form: Sections, answers: Answers): string[] {
  const shown = shownAnswers(form, answers);
  return form.sections
    .flatMap((section) => section.items)
    .filter((item) => item.required && shown.has(item.question) && !isAnswered(answers[item.question]))
    .map((item) => item.question);
}

/** True when two answers say the same, whatever the order of their choices. */
export function sameAnswer(left: Answer | undefined, right: Answer | undefined): boolean {
  const said = (answer: Answer | undefined) =>
    JSON.stringify([
      (answer?.choices ?? []).toSorted(),
      answer?.number ?? null,
      answer?.day || null,
      answer?.words?.trim() || null,
      answer?.declined ?? false,
    ]);
  return said(left) === said(right);
}
