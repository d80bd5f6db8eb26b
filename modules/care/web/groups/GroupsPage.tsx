import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useInfiniteQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useProgramName } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { SessionSheet } from './SessionSheet.tsx';

/** Workshops, groups and peer sessions at one's sites. */
export function GroupsPage() {
  const t = useWords(words);
  const format = useFormat();
  const programName = useProgramName();
  const [recording, setRecording] = useState(false);
  const asked = useInfiniteQuery({
    queryKey: ['care.listSessions'],
    queryFn: ({ pageParam }) => api.listSessions({ limit: 20, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const rows = asked.data?.pages.flatMap((page) => page.rows);
  const record = (
    <Button kind="primary" icon="plus" onClick={() => setRecording(true)}>
      {t('group.record')}
    </Button>
  );
  return (
    <Page title={t('group.title')} lede={t('group.lede')} stage="deliver" actions={record}>
      <Panel>
        <Answer of={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }}>
          {(sessions) => (
            <DataList
              caption={t('group.title')}
              rows={sessions}
              rowKey={(row) => row.id}
              to={(row) => `/groups/${row.id}`}
              columns={[
                { key: 'title', label: t('group.what'), show: (row) => row.title },
                {
                  key: 'kind',
                  label: t('group.kind'),
                  show: (row) => <Badge>{t(`group.kind.${row.kind}`)}</Badge>,
                },
                { key: 'day', label: t('conference.day'), show: (row) => format.day(row.heldOn) },
                {
                  key: 'program',
                  label: t('group.program'),
                  show: (row) => programName(row.programCode),
                  wideOnly: true,
                },
                {
                  key: 'people',
                  label: t('group.there'),
                  numeric: true,
                  show: (row) => format.number(row.named + row.unnamed),
                },
              ]}
              {...(asked.hasNextPage ? { onMore: () => void asked.fetchNextPage() } : {})}
              empty={<EmptyState title={t('group.none')} hint={t('group.noneHint')} action={record} />}
            />
          )}
        </Answer>
      </Panel>
      {recording && <SessionSheet onClose={() => setRecording(false)} />}
    </Page>
  );
}
