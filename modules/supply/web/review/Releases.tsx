import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** The packets that left, with who released them and why. */
export function Releases() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({ queryKey: ['supply.listReleases'], queryFn: () => api.listReleases({}) });
  return (
    <Panel title={t('review.releases')}>
      <Answer of={asked}>
        {({ rows }) => (
          <DataList
            caption={t('review.releases')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<EmptyState plain title={t('review.noReleases')} />}
            columns={[
              { key: 'at', label: t('review.releasedWhen'), show: (row) => format.moment(row.at) },
              { key: 'by', label: t('review.releasedBy'), show: (row) => row.by },
              { key: 'scope', label: t('review.releasedFor'), show: (row) => t(`scope.${row.scope}`) },
              {
                key: 'period',
                label: t('review.releasedPeriod'),
                show: (row) => t('rules.between', { from: format.day(row.from), to: format.day(row.to) }),
              },
              { key: 'why', label: t('review.releasedWhy'), show: (row) => row.reason },
            ]}
          />
        )}
      </Answer>
    </Panel>
  );
}
