import { useFormat } from '../../../kernel/web/format.ts';
import { useMutation, useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

const key = ['people.listOverrides'];

/** How much emergency access waits for a review, on the first screen of the day; silent while none does. */
export function OverridesToday() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({ queryKey: key, queryFn: () => api.listOverrides({ limit: 100 }) });
  const waiting = asked.data?.rows.filter((row) => row.review === 'waiting').length ?? 0;
  if (waiting === 0) return null;
  return (
    <Panel
      title={t('overrides.title')}
      actions={
        <ButtonLink size="small" to="/emergency-access">
          {t('overrides.review')}
        </ButtonLink>
      }
    >
      <p>{t('overrides.today', { count: format.number(waiting) })}</p>
    </Panel>
  );
}

/** Access that was taken without entitlement, for the privacy officer to judge; the records themselves stay closed to them. */
export function OverridesPage() {
  const t = useWords(words);
  const format = useFormat();
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: key, queryFn: () => api.listOverrides({ limit: 100 }) });
  const review = useMutation({
    mutationFn: (of: { id: string; version: number; verdict: 'justified' | 'unjustified' }) =>
      api.reviewOverride(of),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return (
    <Page title={t('overrides.title')} lede={t('overrides.lede')} width="wide">
      <Failure of={review.error} while="doing" />
      <Answer of={asked} waiting={<Skeletons shape="rows" />}>
        {({ rows }) => (
          <DataList
            caption={t('overrides.title')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'who',
                label: t('overrides.who'),
                show: (row) => row.accountName || t('consent.somebody'),
              },
              { key: 'when', label: t('overrides.when'), show: (row) => format.moment(row.startedAt) },
              { key: 'code', label: t('emergency.why'), show: (row) => t(`reason.${row.reasonCode}`) },
              { key: 'reason', label: t('emergency.reason'), show: (row) => row.reason },
              {
                key: 'review',
                label: t('overrides.review'),
                show: (row) => (
                  <Badge tone={row.review === 'waiting' ? 'warn' : 'still'}>
                    {t(`review.${row.review}`)}
                  </Badge>
                ),
              },
            ]}
            actionsLabel={t('overrides.review')}
            actions={(row) =>
              row.review === 'waiting' && (
                <Row>
                  {(['justified', 'unjustified'] as const).map((verdict) => (
                    <Button
                      key={verdict}
                      size="small"
                      busy={review.isPending}
                      onClick={() => review.mutate({ id: row.id, version: row.version, verdict })}
                    >
                      {t(`review.${verdict}`)}
                    </Button>
                  ))}
                </Row>
              )
            }
            empty={<EmptyState title={t('overrides.none')} hint={t('overrides.noneHint')} />}
          />
        )}
      </Answer>
    </Page>
  );
}
