import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import { lastMoment, useChecks } from './useChecks.ts';

/** On the page of a study: what was given back to the people who took part, and how many answered. */
export function ChecksPanel(props: { studyId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const [drafting, setDrafting] = useState(false);
  const asked = useChecks(props.studyId);
  return (
    <Panel
      title={t('check.title')}
      hint={t('check.lede')}
      stage="change"
      actions={<Button onClick={() => setDrafting(true)}>{t('check.draft')}</Button>}
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('check.noneHint')}</p>
          ) : (
            <DataList
              caption={t('check.title')}
              rows={rows}
              rowKey={(row) => row.id}
              to={(row) => `/checks/${row.id}`}
              columns={[
                {
                  key: 'until',
                  label: t('check.closesOn'),
                  show: (row) => t('check.until', { day: format.moment(lastMoment(row.closesAt)) }),
                },
                { key: 'state', label: t('check.state'), show: (row) => t(`check.state.${row.state}`) },
                { key: 'findings', label: t('check.findings'), numeric: true, show: (row) => row.findings },
                { key: 'invited', label: t('check.invited'), numeric: true, show: (row) => row.invited },
                { key: 'answered', label: t('check.answered'), numeric: true, show: (row) => row.answered },
              ]}
            />
          )
        }
      </Answer>
      {drafting && <DraftSheet studyId={props.studyId} onClose={() => setDrafting(false)} />}
    </Panel>
  );
}

function DraftSheet(props: { studyId: string; onClose: () => void }) {
  const t = useWords(words);
  const [id] = useState(newId);
  const [closesOn, setDay] = useState('');
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct(props.onClose);
  const draft = () => {
    setTried(true);
    if (closesOn !== '')
      void act(() => api.draftCheck({ id, studyId: props.studyId, closesOn }), t('check.drafted'));
  };
  return (
    <SheetForm
      title={t('check.draft')}
      onClose={props.onClose}
      onSubmit={draft}
      busy={busy}
      failure={failure}
      yes={t('check.draft')}
    >
      <p>{t('check.draftHint')}</p>
      <DayField
        label={t('check.closesOn')}
        value={closesOn}
        onChange={setDay}
        error={tried && closesOn === '' ? t('check.dayNeeded') : undefined}
      />
    </SheetForm>
  );
}
