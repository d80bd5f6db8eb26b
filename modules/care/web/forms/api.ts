import { useQuery } from '../../../../kernel/web/queries.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { Question } from '../../../vocabulary/model.ts';
import type { Answer } from '../../forms/answers.ts';
import { isSaid } from '../../forms/answers.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** One published form with its questions; a version that is named never changes. */
export function useForm(key: string, version?: string) {
  return useQuery({
    queryKey: ['care.getForm', key, version],
    queryFn: () => api.getForm({ key, ...(version ? { version } : {}) }),
    ...(version ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  });
}

/** The forms of one client: to be asked, asked, and what else may be. */
export function useClientForms(clientId: string) {
  return useQuery({ queryKey: ['care.clientForms', clientId], queryFn: () => api.clientForms({ clientId }) });
}

/** The choices of a question in the reader's language. */
export function useChoicesOf(): (question: Question) => { value: string; label: string }[] {
  const t = useWords(words);
  const read = useRead();
  return (question) =>
    question.kind === 'yes-no'
      ? [
          { value: 'yes', label: t('form.yes') },
          { value: 'no', label: t('form.no') },
        ]
      : (question.choices ?? []).map((one) => ({ value: one.code, label: read(one.name) }));
}

/** An answer as one text, in the words of the question it was asked with; empty when nothing was answered. */
export function useAnswerText(): (question: Question | undefined, answer: Answer | undefined) => string {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const choicesOf = useChoicesOf();
  return (question, answer) => {
    if (answer?.declined) return t('form.declined');
    if (question === undefined || answer === undefined || !isSaid(answer)) return '';
    const { choices, number, day, words: said } = answer;
    if (choices) {
      const known = choicesOf(question);
      return choices.map((code) => known.find((one) => one.value === code)?.label ?? code).join(', ');
    }
    if (number !== undefined)
      return `${format.number(number)}${question.unit ? ` ${read(question.unit)}` : ''}`;
    return day ? format.day(day) : (said ?? '');
  };
}
