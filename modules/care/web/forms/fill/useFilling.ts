import { useState } from 'react';
import { newId } from '../../../../../kernel/id.ts';
import { Refused } from '../../../../../kernel/web/call.ts';
import { useDraft } from '../../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { todayHere } from '../../../../pathway/web/index.ts';
import type { FormModel, Question } from '../../../../vocabulary/model.ts';
import {
  type Answer,
  answerFits,
  type Answers,
  isAnswered,
  missingAnswers,
  shownAnswers,
} from '../../../forms/answers.ts';
import type { AnswerShown, FilledLine } from '../../../asks/forms.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { useSaved } from '../../useSaved.ts';

/** A form as it is being answered on this device. */
type Filling = {
  readonly id: string;
  readonly version: number;
  readonly askedOn: string;
  readonly answers: Answers;
};

/** What the server said of a form that was saved before. */
export type Kept = { readonly filled: FilledLine; readonly answers: readonly AnswerShown[] };

/** Answers as the server gives them, by their question. */
export function byQuestion(answers: readonly AnswerShown[]): Answers {
  return Object.fromEntries(
    answers.map(({ question, questionVersion: _version, ...answer }) => [question, answer] as const),
  );
}

/** What keeps an answer from being saved: it is needed and not there, or does not fit its question (too high, or from an older version). */
export type Problem = 'needed' | 'doesNotFit';

/** The questions whose answers do not fit, and, once somebody tried to finish, those that are needed. */
function problemsIn(form: FormModel, questions: readonly Question[], answers: Answers, tried: boolean) {
  const shown = shownAnswers(form, answers);
  const wrong = questions.filter((one) => !answerFits(one, shown.get(one.code) ?? {})).map((one) => one.code);
  const missing = tried ? missingAnswers(form, answers) : [];
  return new Map<string, Problem>([
    ...missing.map((code) => [code, 'needed'] as const),
    ...wrong.map((code) => [code, 'doesNotFit'] as const),
  ]);
}

type About = {
  readonly clientId: string;
  readonly form: FormModel;
  readonly questions: readonly Question[];
  readonly kept?: Kept | undefined;
  readonly programCode?: string | undefined;
  readonly onSaved: (id: string, complete: boolean) => void;
};

/** A form as the server takes it: the answers to questions that are shown. */
function sentOf({ id, version, askedOn, answers }: Filling, { clientId, form, programCode }: About) {
  const { key: formKey, version: formVersion } = form;
  const said = [...shownAnswers(form, answers)].flatMap(([question, answer]) =>
    answer && isAnswered(answer)
      ? [{ ...answer, question, choices: answer.choices && [...answer.choices] }]
      : [],
  );
  const program = programCode === undefined ? {} : { programCode };
  return { id, clientId, version, formKey, formVersion, askedOn, answers: said, ...program };
}

/** What is being answered, kept on this device until the server has it; and the ways to save it. */
export function useFilling(about: About) {
  const t = useWords(words);
  const { clientId, form, questions, kept } = about;
  const start = (): Filling =>
    kept
      ? {
          id: kept.filled.id,
          version: kept.filled.version,
          askedOn: kept.filled.askedOn,
          answers: byQuestion(kept.answers),
        }
      : { id: newId(), version: 0, askedOn: todayHere(), answers: {} };
  const [initial] = useState(start);
  const draft = useDraft<Filling>(`care.form.${clientId}.${kept?.filled.id ?? form.key}`, initial);
  const [tried, setTried] = useState(false);
  const { busy, failure, save, settled } = useSaved(() => undefined);
  const { value } = draft;
  const problems = problemsIn(form, questions, value.answers, tried);
  const send = async (complete: boolean) => {
    await api.fillForm({ ...sentOf(value, about), complete });
    await draft.clear(start());
    about.onSaved(value.id, complete);
  };
  const finish = (complete: boolean) => {
    setTried(complete);
    if (problemsIn(form, questions, value.answers, complete).size > 0) return;
    void save(() => send(complete), t(complete ? 'form.finished' : 'form.savedPart'));
  };
  const conflict =
    failure instanceof Refused && failure.code === 'care.filledFormChanged' ? failure : undefined;
  return {
    value,
    state: draft.state,
    set: (change: Partial<Filling>) => draft.set((before) => ({ ...before, ...change })),
    answer: (question: string, answer: Answer) =>
      draft.set((before) => ({ ...before, answers: { ...before.answers, [question]: answer } })),
    discard: () => void draft.clear(start()),
    finish,
    problems,
    busy,
    failure,
    conflict,
    settled,
  };
}
