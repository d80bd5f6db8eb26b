import { useState } from 'react';
import type { OutputOf } from '../../../../../kernel/contract.ts';
import { useFormat } from '../../../../../kernel/web/format.ts';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useParam } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { Badge } from '../../../../../ui/data/Badge.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Page } from '../../../../../ui/page/Page.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import type { care } from '../../../contract.ts';
import { isAnswered, shownAnswers } from '../../../forms/answers.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { LockMark } from '../../locks/LockMark.tsx';
import { useAnswerText } from '../api.ts';
import classes from '../forms.module.css';
import { useClientName } from './AskPage.tsx';
import { FillForm } from './FillForm.tsx';
import { SeriesSheet } from './SeriesSheet.tsx';
import { byQuestion } from './useFilling.ts';

type Opened = OutputOf<typeof care.operations.openFilledForm>;

/** A form as it was answered, under the questions it was asked with; continued or corrected from here. */
export function FilledPage() {
  const t = useWords(words);
  const read = useRead();
  const clientId = useParam('clientId');
  const id = useParam('id');
  const name = useClientName(clientId);
  const asked = useQuery({
    queryKey: ['care.openFilledForm', clientId, id],
    queryFn: () => api.openFilledForm({ clientId, id }),
  });
  return (
    <Page
      title={asked.data ? read(asked.data.form.name) : t('form.title')}
      stage="deliver"
      width="narrow"
      back={{ to: `/clients/${clientId}`, label: name || t('team.client') }}
    >
      <Answer of={asked}>
        {(open) => <Opened key={open.filled.version} clientId={clientId} open={open} />}
      </Answer>
    </Page>
  );
}

function Opened(props: { clientId: string; open: Opened }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, open } = props;
  const { filled, form, questions } = open;
  const [writing, setWriting] = useState(false);
  const begun = filled.state === 'begun';
  const edit = (
    <Button kind={begun ? 'primary' : 'quiet'} icon="edit" onClick={() => setWriting(true)}>
      {t(begun ? 'form.continue' : 'form.correct')}
    </Button>
  );
  return (
    <Stack>
      <Row apart>
        <Row>
          <Badge tone={begun ? 'warn' : 'good'}>{t(`form.state.${filled.state}`)}</Badge>
          <span className={classes['quiet']}>
            {t('form.askedBy', {
              day: format.day(filled.askedOn),
              name: filled.authorName,
              version: form.version,
            })}
          </span>
        </Row>
        {!writing && (
          <Row gap={1}>
            <LockMark clientId={clientId} about="form" recordId={filled.id} team="all" />
            {edit}
          </Row>
        )}
      </Row>
      {writing ? (
        <FillForm
          clientId={clientId}
          form={form}
          questions={questions}
          kept={open}
          onSaved={() => setWriting(false)}
        />
      ) : (
        <Answers clientId={clientId} open={open} />
      )}
      <Earlier open={open} />
    </Stack>
  );
}

function Answers(props: { clientId: string; open: Opened }) {
  const t = useWords(words);
  const read = useRead();
  const text = useAnswerText();
  const [series, setSeries] = useState<Question | undefined>(undefined);
  const { form, questions } = props.open;
  const answers = byQuestion(props.open.answers);
  const shown = shownAnswers(form, answers);
  return (
    <>
      {form.sections.map((section) => {
        const answered = section.items.filter((item) => isAnswered(shown.get(item.question)));
        if (answered.length === 0) return null;
        return (
          <Panel key={section.code} title={read(section.name)}>
            <dl className={classes['answers']}>
              {answered.map((item) => {
                const question = questions.find((one) => one.code === item.question);
                const asked = question ? read(question.words) : item.question;
                return (
                  <div key={item.question}>
                    <dt>{asked}</dt>
                    <dd>{text(question, answers[item.question])}</dd>
                    {question && question.kind !== 'text' && (
                      <dd>
                        <Button
                          kind="plain"
                          size="small"
                          label={t('form.overTimeOf', { question: asked })}
                          onClick={() => setSeries(question)}
                        >
                          {t('form.overTime')}
                        </Button>
                      </dd>
                    )}
                  </div>
                );
              })}
            </dl>
          </Panel>
        );
      })}
      {series && (
        <SeriesSheet clientId={props.clientId} question={series} onClose={() => setSeries(undefined)} />
      )}
    </>
  );
}

/** What stood here before it was corrected. */
function Earlier(props: { open: Opened }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const text = useAnswerText();
  const { earlier, questions } = props.open;
  if (earlier.length === 0) return null;
  return (
    <Panel title={t('form.earlier')} hint={t('form.earlierHint')} level={2}>
      <ul className={classes['lines']}>
        {earlier.map((one) => {
          const question = questions.find(({ code }) => code === one.question);
          return (
            <li key={`${one.question} ${one.replacedAt}`} className={classes['line']}>
              <strong>{question ? read(question.words) : one.question}</strong>
              <span>{text(question, one) || t('form.noAnswer')}</span>
              <span className={classes['quiet']}>
                {t('form.replaced', { moment: format.moment(one.replacedAt), name: one.replacedBy })}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
