import { useState } from 'react';
import { caller } from '../../../../kernel/web/call.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { reports } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { ChecklistPanel } from './ChecklistPanel.tsx';
import { StudyTable } from './StudyTable.tsx';
import { TakeReport } from './TakeReport.tsx';

const api = caller<typeof reports>('reports');

/** The report of a study: what its records say, the checklists with what is missing, and the files that leave. */
export function StudyReportPage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const studyId = useParam('id');
  const [taking, setTaking] = useState(false);
  const asked = useQuery({
    queryKey: ['reports.showStudy', studyId, locale],
    queryFn: () => api.showStudy({ studyId, locale }),
  });
  const { data } = asked;
  return (
    <Page
      title={t('study.title')}
      lede={t('study.lede')}
      stage="share"
      width="wide"
      back={{ to: `/studies/${studyId}`, label: data?.report.title ?? t('study.theStudy') }}
      actions={
        data && (
          <Button kind="primary" icon="download" onClick={() => setTaking(true)}>
            {t('study.take')}
          </Button>
        )
      }
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={10} />}>
        {({ report, checklists }) => {
          const lists = new Set(checklists.map((list) => list.key));
          return (
            <Tabs
              label={t('study.title')}
              tabs={[
                {
                  id: 'report',
                  label: t('study.tab.report'),
                  show: () => (
                    <Stack gap={5}>
                      <Panel title={report.headings.methods}>
                        <Stack gap={3}>
                          <p>{report.madeOn}</p>
                          {report.methods.map((paragraph) => (
                            <p key={paragraph}>{paragraph}</p>
                          ))}
                        </Stack>
                      </Panel>
                      {report.tables
                        .filter((table) => !lists.has(table.key))
                        .map((table) => (
                          <StudyTable key={table.key} table={table} />
                        ))}
                    </Stack>
                  ),
                },
                ...checklists.map((list) => ({
                  id: list.key,
                  label: list.key.toUpperCase().replace('-', ' '),
                  count: list.items.filter((item) => item.state === 'missing').length,
                  show: () => <ChecklistPanel studyId={studyId} list={list} />,
                })),
              ]}
            />
          );
        }}
      </Answer>
      {taking && data && (
        <TakeReport
          studyId={studyId}
          tables={data.report.tables}
          small={data.small}
          fewest={data.fewest}
          onClose={() => setTaking(false)}
        />
      )}
    </Page>
  );
}
