import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../useAct.ts';

/** Where one is signed in; each can be ended at once. */
export function SessionsPanel() {
  const t = useWords(words);
  const format = useFormat();
  const sessions = useQuery({ queryKey: ['identity.listSessions'], queryFn: () => api.listSessions({}) });
  const act = useAct();
  return (
    <Panel
      title={t('sessions.title')}
      hint={t('sessions.hint')}
      actions={
        <Button busy={act.busy} onClick={() => act.run(() => api.endOtherSessions({}))}>
          {t('sessions.endOthers')}
        </Button>
      }
    >
      <Answer of={sessions}>
        {({ rows }) => (
          <DataList
            caption={t('sessions.title')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'device',
                label: t('sessions.device'),
                show: (row) => row.device || t('sessions.unknown'),
              },
              { key: 'seen', label: t('sessions.seen'), show: (row) => format.ago(row.seenAt) },
              { key: 'started', label: t('sessions.started'), show: (row) => format.moment(row.startedAt) },
            ]}
            actionsLabel={t('sessions.end')}
            actions={(row) =>
              row.current ? (
                <Badge tone="good">{t('sessions.here')}</Badge>
              ) : (
                <Button
                  kind="plain"
                  size="small"
                  onClick={() => act.run(() => api.endSession({ id: row.id }))}
                >
                  {t('sessions.end')}
                </Button>
              )
            }
          />
        )}
      </Answer>
      <Failure of={act.failure} while="doing" />
    </Panel>
  );
}
