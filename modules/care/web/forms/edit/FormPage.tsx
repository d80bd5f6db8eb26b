import { useState } from 'react';
import { newId } from '../../../../../kernel/id.ts';
import { useAddressChoice, useGo, useParam } from '../../../../../kernel/web/router.tsx';
import { useSession } from '../../../../../kernel/web/session.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { Facts } from '../../../../../ui/data/Facts.tsx';
import { SelectField } from '../../../../../ui/fields/SelectField.tsx';
import { Answer as Answered } from '../../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../../ui/page/Layout.tsx';
import { Page } from '../../../../../ui/page/Page.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FormModel, Question } from '../../../../vocabulary/model.ts';
import type { Answers } from '../../../forms/answers.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { useSaved } from '../../useSaved.ts';
import { useForm } from '../api.ts';
import { Questions } from '../fill/Questions.tsx';
import { useDueText, useProgramsText } from './formText.ts';

const none = new Map<string, never>();

/** How a form reads: its questions can be tried, and nothing is kept. */
export function Preview(props: { form: Pick<FormModel, 'sections'>; questions: readonly Question[] }) {
  const [answers, setAnswers] = useState<Answers>({});
  return (
    <Stack>
      <Questions
        {...props}
        answers={answers}
        problems={none}
        onAnswer={(question, answer) => setAnswers((before) => ({ ...before, [question]: answer }))}
      />
    </Stack>
  );
}

/** One published form in one of its versions. */
export function FormPage() {
  const t = useWords(words);
  const read = useRead();
  const go = useGo();
  const { sees } = useSession();
  const key = useParam('key');
  const [version, setVersion] = useAddressChoice('version', '');
  const asked = useForm(key, version || undefined);
  const [id] = useState(() => newId());
  const { busy, failure, save } = useSaved(() => go(`/forms/drafts/${id}`));
  const change = () => void save(() => api.continueForm({ id, key }), t('form.started'));
  return (
    <Page
      title={asked.data ? read(asked.data.form.name) : t('form.title')}
      lede={asked.data && read(asked.data.form.purpose)}
      stage="deliver"
      width="narrow"
      back={{ to: '/forms', label: t('form.forms') }}
      actions={
        sees(['steward']) && (
          <Button icon="edit" busy={busy} onClick={change}>
            {t('form.change')}
          </Button>
        )
      }
    >
      <Failure of={failure} while="doing" />
      <Answered of={asked}>
        {({ form, questions, versions }) => (
          <Stack>
            <About form={form} />
            {versions.length > 1 && (
              <SelectField
                label={t('form.version')}
                options={versions.map((one) => ({ value: one, label: one }))}
                value={form.version}
                onChange={(chosen) => setVersion(chosen === versions[0] ? '' : (chosen ?? ''))}
              />
            )}
            <Preview key={form.version} form={form} questions={questions} />
          </Stack>
        )}
      </Answered>
    </Page>
  );
}

function About(props: { form: FormModel }) {
  const t = useWords(words);
  const dueText = useDueText();
  const programsText = useProgramsText();
  const { form } = props;
  return (
    <Panel title={t('form.about')}>
      <Facts
        items={[
          { label: t('form.programs'), value: programsText(form.programs) },
          { label: t('form.when'), value: dueText(form.due) },
          { label: t('form.guardedAs'), value: t(`form.class.${form.dataClass}`) },
          { label: t('form.version'), value: form.version },
        ]}
      />
    </Panel>
  );
}
