import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { BothFields } from '../../../../ui/fields/BothFields.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { AskedSurvey } from '../../contract.ts';
import { occasions } from '../../kinds.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAskedSurveys, useSaidIn, useSurveyAct } from './useAsking.ts';

/** Whether people can answer a survey. */
export const stateOf = (survey: AskedSurvey) =>
  survey.closed ? 'closed' : survey.edition === 0 ? 'draft' : 'asked';

/** On the page of a study: the surveys that are asked here, with who answered and who is due. */
export function SurveysPanel(props: { studyId: string }) {
  const t = useWords(words);
  const said = useSaidIn();
  const [writing, setWriting] = useState(false);
  const asked = useAskedSurveys(props.studyId);
  return (
    <Panel
      title={t('asking.title')}
      hint={t('asking.lede')}
      stage="listen"
      actions={<Button onClick={() => setWriting(true)}>{t('asking.write')}</Button>}
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('asking.none')}</p>
          ) : (
            <DataList
              caption={t('asking.title')}
              rows={rows}
              rowKey={(row) => row.id}
              to={(row) => `/surveys/${row.id}`}
              columns={[
                {
                  key: 'title',
                  label: t('asking.name'),
                  show: (row) => said(row.title) || t('asking.unnamed'),
                },
                {
                  key: 'occasion',
                  label: t('asking.occasion'),
                  show: (row) => t(`occasion.${row.occasion}`),
                },
                { key: 'state', label: t('asking.state'), show: (row) => t(`asking.state.${stateOf(row)}`) },
                {
                  key: 'invited',
                  label: t('asking.invited'),
                  numeric: true,
                  show: (row) => row.counts.invited,
                },
                {
                  key: 'answered',
                  label: t('asking.answered'),
                  numeric: true,
                  show: (row) => row.counts.answered + row.counts.open,
                },
                {
                  key: 'due',
                  label: t('asking.due'),
                  numeric: true,
                  show: (row) => (row.due > 0 ? <Badge tone="warn">{row.due}</Badge> : 0),
                },
              ]}
            />
          )
        }
      </Answer>
      {writing && <WriteSheet studyId={props.studyId} onClose={() => setWriting(false)} />}
    </Panel>
  );
}

function WriteSheet(props: { studyId: string; onClose: () => void }) {
  const t = useWords(words);
  const go = useGo();
  const { locale } = useLocale();
  const [id] = useState(newId);
  const [title, setTitle] = useState({ en: '', fr: '' });
  const [occasion, setOccasion] = useState<AskedSurvey['occasion']>('year');
  const [filedIn, setFiledIn] = useState<'en' | 'fr'>(locale);
  const { act, busy, failure } = useSurveyAct(() => go(`/surveys/${id}`));
  const begin = { id, studyId: props.studyId, occasion, filedIn, title };
  return (
    <SheetForm
      title={t('asking.write')}
      onClose={props.onClose}
      onSubmit={() => void act(() => api.writeSurvey(begin), t('asking.begun'))}
      busy={busy}
      failure={failure}
      yes={t('asking.write')}
    >
      <BothFields label={t('asking.name')} value={title} onChange={setTitle} required={false} />
      <ChoiceField
        label={t('asking.occasion')}
        choices={occasions.map((one) => ({ value: one, label: t(`occasion.${one}`) }))}
        value={occasion}
        onChange={(next) => setOccasion(occasions.find((one) => one === next) ?? 'other')}
      />
      <ChoiceField
        label={t('asking.filedIn')}
        hint={t('asking.filedInHint')}
        choices={(['en', 'fr'] as const).map((one) => ({ value: one, label: t(`asking.language.${one}`) }))}
        value={filedIn}
        onChange={(next) => setFiledIn(next === 'fr' ? 'fr' : 'en')}
      />
    </SheetForm>
  );
}
