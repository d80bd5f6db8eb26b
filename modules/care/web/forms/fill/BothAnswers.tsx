import { useState } from 'react';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { CheckField } from '../../../../../ui/fields/ChoiceField.tsx';
import { Answer as Answered } from '../../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../../ui/page/Notice.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import { type Answers, sameAnswer } from '../../../forms/answers.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { useAnswerText } from '../api.ts';
import classes from '../forms.module.css';
import { byQuestion } from './useFilling.ts';

/** Somebody saved the same form meanwhile: every answer that differs, theirs beside mine, and which is to stand. */
export function BothAnswers(props: {
  clientId: string;
  id: string;
  questions: readonly Question[];
  mine: Answers;
  onSettled: (version: number, taken: Answers) => void;
}) {
  const t = useWords(words);
  const { clientId, id, questions, mine } = props;
  const [theirsToo, setTheirs] = useState<readonly string[]>([]);
  const asked = useQuery({
    queryKey: ['care.openFilledForm', clientId, id, 'conflict'],
    queryFn: () => api.openFilledForm({ clientId, id }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Answered of={asked}>
      {({ filled, answers }) => {
        const theirs = byQuestion(answers);
        const differ = questions.filter(({ code }) => !sameAnswer(theirs[code], mine[code]));
        const taken = Object.fromEntries(theirsToo.map((code) => [code, theirs[code] ?? {}]));
        return (
          <Notice
            tone="warn"
            title={t('form.conflict')}
            actions={
              <Button onClick={() => props.onSettled(filled.version, taken)}>{t('form.settle')}</Button>
            }
          >
            <Stack>
              {differ.length === 0 && <p className={classes['quiet']}>{t('form.sameAnswers')}</p>}
              {differ.map((question) => (
                <OneDifference
                  key={question.code}
                  question={question}
                  theirs={theirs}
                  mine={mine}
                  taken={theirsToo.includes(question.code)}
                  onTake={(take) =>
                    setTheirs((before) => [
                      ...before.filter((code) => code !== question.code),
                      ...(take ? [question.code] : []),
                    ])
                  }
                />
              ))}
            </Stack>
          </Notice>
        );
      }}
    </Answered>
  );
}

function OneDifference(props: {
  question: Question;
  theirs: Answers;
  mine: Answers;
  taken: boolean;
  onTake: (take: boolean) => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const text = useAnswerText();
  const { question, theirs, mine } = props;
  const said = (answers: Answers) => text(question, answers[question.code]) || t('form.noAnswer');
  return (
    <div>
      <strong>{read(question.words)}</strong>
      <div className={classes['both']}>
        <p>{t('form.theirs', { answer: said(theirs) })}</p>
        <p>{t('form.mine', { answer: said(mine) })}</p>
      </div>
      <CheckField label={t('form.takeTheirs')} checked={props.taken} onChange={props.onTake} />
    </div>
  );
}
