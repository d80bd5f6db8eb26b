import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { DraftLine } from '../../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../../ui/fields/Form.tsx';
import { DayField } from '../../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../../ui/page/Notice.tsx';
import { todayHere } from '../../../../pathway/web/index.ts';
import type { FormModel, Question } from '../../../../vocabulary/model.ts';
import words from '../../../words.json' with { type: 'json' };
import { BothAnswers } from './BothAnswers.tsx';
import { Questions } from './Questions.tsx';
import { type Kept, useFilling } from './useFilling.ts';

/** A form being answered with a client: saved in part at any time, complete when nothing that must be answered is open. */
export function FillForm(props: {
  clientId: string;
  form: FormModel;
  questions: readonly Question[];
  kept?: Kept | undefined;
  programCode?: string | undefined;
  onSaved: (id: string, complete: boolean) => void;
}) {
  const t = useWords(words);
  const { form, questions, clientId, kept } = props;
  const filling = useFilling(props);
  const { value, problems, busy, conflict } = filling;
  const complete = kept?.filled.state === 'complete';
  return (
    <Form onSubmit={() => filling.finish(true)}>
      <Stack>
        <DayField
          label={t('form.askedOn')}
          value={value.askedOn}
          max={todayHere()}
          onChange={(askedOn) => filling.set({ askedOn })}
        />
        <Questions
          form={form}
          questions={questions}
          answers={value.answers}
          problems={problems}
          onAnswer={filling.answer}
        />
        {problems.size > 0 && (
          <Notice tone="warn">{t('refusal.answersMissing', { count: problems.size })}</Notice>
        )}
        {conflict ? (
          <BothAnswers
            clientId={clientId}
            id={value.id}
            questions={questions}
            mine={value.answers}
            onSettled={(version, taken) => {
              filling.set({ version, answers: { ...value.answers, ...taken } });
              filling.settled();
            }}
          />
        ) : (
          <Failure of={filling.failure} while="doing" />
        )}
        <DraftLine state={filling.state} onDiscard={filling.discard} />
        <Row gap={3}>
          <Button kind="primary" type="submit" busy={busy}>
            {t(complete ? 'form.saveCorrection' : 'form.finish')}
          </Button>
          {!complete && (
            <Button busy={busy} onClick={() => filling.finish(false)}>
              {t('form.saveForNow')}
            </Button>
          )}
        </Row>
      </Stack>
    </Form>
  );
}
