import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Question } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useOwnSite, useSiteProgram } from '../api.ts';
import { SupplyNav } from '../SupplyNav.tsx';
import { AffectedList } from './AffectedList.tsx';
import { KeepListSheet } from './KeepListSheet.tsx';
import { QuestionForm } from './QuestionForm.tsx';

/** One question, who it touches, and the lists that came of it. */
export function AffectedPage() {
  const t = useWords(words);
  const { id } = useOwnSite('');
  return (
    <Page title={t('affected.title')} lede={t('affected.lede')} stage="deliver">
      <SupplyNav />
      {id === undefined ? <EmptyState title={t('day.noSite')} /> : <Asking siteId={id} />}
    </Page>
  );
}

function Asking(props: { siteId: string }) {
  const programCode = useSiteProgram(props.siteId);
  const [question, setQuestion] = useState<Question | undefined>(undefined);
  return (
    <Stack>
      {programCode && <QuestionForm programCode={programCode} ask={setQuestion} />}
      {question && <Found key={JSON.stringify(question)} siteId={props.siteId} question={question} />}
      <Lists />
    </Stack>
  );
}

function Found(props: { siteId: string; question: Question }) {
  const t = useWords(words);
  const { question } = props;
  const [keeping, setKeeping] = useState(false);
  const asked = useQuery({
    queryKey: ['supply.whoIsAffected', question],
    queryFn: () => api.whoIsAffected({ question }),
  });
  return (
    <Answer of={asked}>
      {({ clients, rows }) =>
        rows.length === 0 ? (
          <EmptyState plain title={t('affected.nobody')} />
        ) : (
          <Panel
            title={t('affected.found', { clients, rows: rows.length })}
            actions={<Button onClick={() => setKeeping(true)}>{t('affected.keep')}</Button>}
          >
            <AffectedList rows={rows} />
            {keeping && <KeepListSheet {...props} onClose={() => setKeeping(false)} />}
          </Panel>
        )
      }
    </Answer>
  );
}

function Lists() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({ queryKey: ['supply.listWorklists'], queryFn: () => api.listWorklists({}) });
  return (
    <Panel title={t('affected.lists')}>
      <Answer of={asked}>
        {({ rows }) => (
          <DataList
            caption={t('affected.lists')}
            rows={rows}
            rowKey={(row) => row.id}
            to={(row) => `/supply/affected/${row.id}`}
            empty={<EmptyState plain title={t('affected.noLists')} />}
            columns={[
              { key: 'title', label: t('affected.listTitle'), show: (row) => row.title },
              {
                key: 'progress',
                label: t('affected.state'),
                show: (row) =>
                  row.closedOn === null
                    ? t('affected.progress', {
                        done: row.done + row.notNeeded,
                        all: row.done + row.notNeeded + row.toDo,
                      })
                    : t('affected.closedOn', { day: format.day(row.closedOn) }),
              },
              {
                key: 'made',
                label: t('packet.by'),
                show: (row) => t('affected.made', { by: row.madeBy, day: format.day(row.madeOn) }),
              },
            ]}
          />
        )}
      </Answer>
    </Panel>
  );
}
