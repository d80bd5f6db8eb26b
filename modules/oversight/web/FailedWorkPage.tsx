import { useFormat } from '../../../kernel/web/format.ts';
import { useMutation, useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api, useNames } from './api.ts';

const key = ['oversight.failedJobs'];

/** Work between the parts of the application that failed every time, and the way to try it again. */
export function FailedWorkPage() {
  const t = useWords(words);
  const format = useFormat();
  const names = useNames();
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: key, queryFn: () => api.failedJobs({}) });
  const again = useMutation({
    mutationFn: (id: string) => api.retryJob({ id }),
    onSuccess: () => toast(t('failed.again.done')),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <Page title={t('failed.title')} lede={t('failed.lede')} width="wide">
      <Failure of={again.error} while="doing" />
      <Panel>
        <Answer of={asked} waiting={<Skeletons shape="rows" count={3} />}>
          {({ jobs }) => (
            <DataList
              caption={t('failed.title')}
              rows={jobs}
              rowKey={(row) => row.id}
              columns={[
                { key: 'event', label: t('failed.event'), show: (row) => <code>{row.event}</code> },
                { key: 'from', label: t('failed.from'), show: (row) => names.area(row.event) },
                { key: 'listener', label: t('failed.listener'), show: (row) => names.area(row.listener) },
                {
                  key: 'attempts',
                  label: t('failed.attempts'),
                  numeric: true,
                  show: (row) => format.number(row.attempts),
                },
                { key: 'when', label: t('trail.when'), show: (row) => format.moment(row.failedAt) },
              ]}
              actionsLabel={t('failed.again')}
              actions={(row) => (
                <Button
                  size="small"
                  busy={again.isPending && again.variables === row.id}
                  label={`${t('failed.again')}: ${row.event}`}
                  onClick={() => again.mutate(row.id)}
                >
                  {t('failed.again')}
                </Button>
              )}
              empty={<EmptyState title={t('failed.none')} hint={t('failed.noneHint')} />}
            />
          )}
        </Answer>
      </Panel>
    </Page>
  );
}
