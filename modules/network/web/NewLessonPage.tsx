import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice, useGo } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };
import { api, learningApi, useAct } from './api.ts';
import { isWhole, LessonFields, type LessonWords } from './lesson/LessonFields.tsx';

type Start = { readonly trialId: string | null; readonly siteId: string | null; readonly words: LessonWords };

const blank: LessonWords = { title: '', problem: '', tried: '', happened: '', advice: '' };

/** Writing down what a site learned; from a trial, with what is already known of it filled in. */
export function NewLessonPage() {
  const t = useWords(words);
  const { sites } = useMe();
  const [trialId] = useAddressChoice('trial', '');
  const asked = useQuery({
    queryKey: ['learning.openTrial', trialId],
    queryFn: () => learningApi.openTrial({ id: trialId }),
    enabled: trialId !== '',
  });
  const back =
    trialId === ''
      ? { to: '/share', label: t('share.title') }
      : { to: `/change/trials/${trialId}`, label: t('lesson.trial') };
  return (
    <Page
      title={t('lesson.new')}
      lede={t(trialId === '' ? 'lesson.newLede' : 'lesson.fromTrial')}
      stage="share"
      width="narrow"
      back={back}
    >
      {trialId === '' ? (
        <Writing start={{ trialId: null, siteId: sites[0]?.id ?? null, words: blank }} />
      ) : (
        <Answer of={asked}>
          {({ trial, factor }) => (
            <Writing
              key={trial.id}
              start={{
                trialId: trial.id,
                siteId: trial.siteId,
                words: {
                  title: trial.title,
                  problem: factor.statement,
                  tried: trial.change,
                  happened: trial.studied || trial.happened || '',
                  advice: '',
                },
              }}
            />
          )}
        </Answer>
      )}
    </Page>
  );
}

function Writing(props: { start: Start }) {
  const t = useWords(words);
  const go = useGo();
  const { sites } = useMe();
  const { locale } = useLocale();
  const { trialId } = props.start;
  const draft = useDraft(`network.lesson.${trialId ?? 'new'}`, {
    id: newId(),
    siteId: props.start.siteId,
    language: locale as 'en' | 'fr',
    ...props.start.words,
  });
  const { busy, failure, act } = useAct();
  const [shown, setShown] = useState(false);
  const { id, siteId, language, ...said } = draft.value;
  const save = () => {
    setShown(true);
    if (!isWhole(said) || siteId === null) return;
    void act(async () => {
      await api.draftLesson(
        { id, siteId, language, ...said, ...(trialId === null ? {} : { trialId }) },
        { key: draft.once },
      );
      await draft.clear({ id: newId(), siteId, language, ...blank });
      go(`/share/drafts/${id}`, { replace: true });
    }, t('draft.saved'));
  };
  return (
    <Panel>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('draft.save')}
          </Button>
        }
      >
        {trialId === null && sites.length > 1 && (
          <ChoiceField
            label={t('use.site')}
            choices={sites.map((site) => ({ value: site.id, label: site.name }))}
            value={siteId}
            onChange={(value) => draft.set((before) => ({ ...before, siteId: value }))}
          />
        )}
        <ChoiceField
          label={t('lesson.language')}
          choices={(['en', 'fr'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          value={language}
          onChange={(value) => draft.set((before) => ({ ...before, language: value === 'fr' ? 'fr' : 'en' }))}
        />
        <LessonFields
          value={said}
          language={language}
          shown={shown}
          onChange={(part) => draft.set((before) => ({ ...before, ...part }))}
        />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear()} />
        <Failure of={failure} while="doing" />
      </Form>
    </Panel>
  );
}
