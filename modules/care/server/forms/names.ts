import { fold } from '../../../vocabulary/model.ts';
import type { FormDraft, QuestionDraft } from '../../forms/draftShape.ts';

/** A short name from English words: lower case, joined by hyphens. */
export const slug = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');

/** The name itself, or with the first number that makes it one of its own. */
function unused(name: string, taken: (name: string) => boolean): string {
  if (!taken(name)) return name;
  for (let number = 2; ; number += 1) if (!taken(`${name}-${number}`)) return `${name}-${number}`;
}

type Renamed = {
  readonly question: QuestionDraft;
  readonly was: string;
  readonly choices: ReadonlyMap<string, string>;
};

const isNew = (code: string) => code.startsWith('new-');

/** A question under the code it will bear, its choices with theirs. */
function renamed(question: QuestionDraft, taken: (name: string) => boolean): Renamed {
  const kept = new Set(question.choices.map((one) => one.code).filter((code) => !isNew(code)));
  const choices = new Map<string, string>();
  for (const choice of question.choices.filter((one) => isNew(one.code))) {
    const code = unused(slug(choice.name.en) || 'choice', (name) => kept.has(name));
    kept.add(code);
    choices.set(choice.code, code);
  }
  const code = isNew(question.code)
    ? unused(`own.${slug(question.words.en) || 'question'}`, taken)
    : question.code;
  const named = question.choices.map((one) => ({ ...one, code: choices.get(one.code) ?? one.code }));
  return { question: { ...question, code, choices: named }, was: question.code, choices };
}

/**
 * Readable names in place of those the editor gave: of questions, their choices and sections, and wherever a condition names them.
 * `taken` says which questions the bank has already.
 */
export function settledNames(draft: FormDraft, taken: (code: string) => boolean): FormDraft {
  const given = new Map<string, Renamed>();
  for (const question of draft.questions) {
    const used = (name: string) =>
      taken(name) || [...given.values()].some((one) => one.question.code === name);
    given.set(question.code, renamed(question, used));
  }
  const codeOf = (code: string) => given.get(code)?.question.code ?? code;
  const sections = new Set(draft.sections.map((one) => one.code).filter((code) => !isNew(code)));
  return {
    ...draft,
    questions: [...given.values()].map((one) => one.question),
    sections: draft.sections.map((section) => {
      const code = isNew(section.code)
        ? unused(slug(section.name.en) || 'section', (name) => sections.has(name))
        : section.code;
      sections.add(code);
      const items = section.items.map((item) => ({
        ...item,
        question: codeOf(item.question),
        when: item.when.map((condition) => {
          const question = codeOf(condition.question);
          if (condition.is !== 'one-of') return { ...condition, question };
          const own = given.get(condition.question)?.choices;
          return { ...condition, question, choices: condition.choices.map((one) => own?.get(one) ?? one) };
        }),
      }));
      return { ...section, code, items };
    }),
  };
}
