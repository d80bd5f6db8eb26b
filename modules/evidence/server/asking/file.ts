import { say } from '../../../../kernel/words.ts';
import type { ItemAnswer, SurveyContent, SurveyItem } from '../../survey/asking.ts';
import { isEmpty } from '../../survey/asking.ts';
import type { Column } from '../../survey/columns.ts';
import type { Answered } from '../../survey/fit.ts';
import words from '../../words.json' with { type: 'json' };

type Language = 'en' | 'fr';

const kinds = { one: 'choice', 'yes-no': 'choice', number: 'number', scale: 'number', day: 'date' } as const;
const yesNo = (language: Language) =>
  (['yes', 'no'] as const).map((one) => say(words, `asking.${one}`, language));

/** What a choice of a question with several answers is filed under. */
const choiceName = (item: SurveyItem, choice: { en: string; fr: string }, language: Language) =>
  `${item.words[language]} – ${choice[language]}`;

/** The columns that a file of these answers would have: open questions, and a variable for each closed one; one for each choice where several may be taken. */
export function columnsOf(content: SurveyContent, language: Language): Column[] {
  const column = (heading: string, use: 'open' | 'variable', kind: Column['kind']): Column => ({
    ...{ heading, use, kind },
    order: 'dmy',
  });
  return content.items.flatMap((item) => {
    if (item.kind === 'text') return [column(item.words[language], 'open', 'choice')];
    if (item.kind === 'several')
      return item.choices.map((choice) => column(choiceName(item, choice, language), 'variable', 'choice'));
    return [column(item.words[language], 'variable', kinds[item.kind])];
  });
}

/** What may be chosen, by the name of the variable. */
export function chosenIn(content: SurveyContent, language: Language): Map<string, Set<string>> {
  return new Map(
    content.items.flatMap((item): [string, Set<string>][] => {
      if (item.kind === 'several')
        return item.choices.map((choice) => [choiceName(item, choice, language), new Set(yesNo(language))]);
      if (item.kind === 'yes-no') return [[item.words[language], new Set(yesNo(language))]];
      if (item.kind !== 'one') return [];
      return [[item.words[language], new Set(item.choices.map((choice) => choice[language]))]];
    }),
  );
}

/** Answers as a row of a file would bring them: open ones under their question, closed ones under their variable, in the language answers are filed in. */
export function rowOf(
  content: SurveyContent,
  answers: readonly ItemAnswer[],
  language: Language,
): Pick<Answered, 'values' | 'answers'> {
  const given = new Map(answers.map((answer) => [answer.item, answer]));
  const values: { name: string; value: string }[] = [];
  const open: { question: string; text: string }[] = [];
  for (const item of content.items) {
    const answer = given.get(item.id);
    if (answer === undefined || isEmpty(answer)) continue;
    if (item.kind === 'text') open.push({ question: item.words[language], text: answer.words ?? '' });
    else values.push(...valuesOf(item, answer, language));
  }
  return { values, answers: open };
}

function valuesOf(item: SurveyItem, answer: ItemAnswer, language: Language): Answered['values'][number][] {
  const taken = answer.choices ?? [];
  const [yes = '', no = ''] = yesNo(language);
  if (item.kind === 'several')
    return item.choices.map((choice, at) => ({
      name: choiceName(item, choice, language),
      value: taken.includes(at) ? yes : no,
    }));
  const names = item.kind === 'yes-no' ? [yes, no] : item.choices.map((choice) => choice[language]);
  const value = answer.day ?? (answer.number === undefined ? names[taken[0] ?? -1] : String(answer.number));
  return value === undefined ? [] : [{ name: item.words[language], value }];
}
