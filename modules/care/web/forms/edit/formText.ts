import { useWords } from '../../../../../kernel/web/words.tsx';
import { useProgramName, useRead } from '../../../../pathway/web/index.ts';
import type { FormDue, Question, ShownWhen } from '../../../../vocabulary/model.ts';
import words from '../../../words.json' with { type: 'json' };
import { useChoicesOf } from '../api.ts';

/** When a form is asked, as one line. */
export function useDueText(): (due: readonly FormDue[]) => string {
  const t = useWords(words);
  return (due) =>
    due.length === 0
      ? t('form.due.any')
      : due
          .map((one) =>
            one.when === 'every' ? t('form.due.every', { n: one.months }) : t(`form.due.${one.when}`),
          )
          .join(', ');
}

/** The programs of a form by name, as one line. */
export function useProgramsText(): (programs: readonly string[]) => string {
  const t = useWords(words);
  const programName = useProgramName();
  return (programs) =>
    programs.length === 0 ? t('form.allPrograms') : programs.map((code) => programName(code)).join(', ');
}

/** A condition as a sentence: which answer to which question shows this one. */
export function useWhenText(): (condition: ShownWhen, question: Question | undefined) => string {
  const t = useWords(words);
  const read = useRead();
  const choicesOf = useChoicesOf();
  return (condition, question) => {
    const asked = question ? read(question.words) : condition.question;
    switch (condition.is) {
      case 'answered':
        return t('form.when.answered', { question: asked });
      case 'one-of': {
        const known = question ? choicesOf(question) : [];
        const names = condition.choices.map((code) => known.find((one) => one.value === code)?.label ?? code);
        return t('form.when.oneOf', { question: asked, choices: names.join(', ') });
      }
      default:
        return t(condition.is === 'at-least' ? 'form.when.atLeast' : 'form.when.atMost', {
          question: asked,
          number: condition.number,
        });
    }
  };
}
