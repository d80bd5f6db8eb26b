import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useSites } from '../api.ts';
import { SiteMemo } from '../memo/SiteMemo.tsx';
import { StudyPage } from '../StudyPage.tsx';
import { FactorMap } from './FactorMap.tsx';
import { RapidPanel } from './RapidPanel.tsx';
import { RatingAgreementPanel } from './RatingAgreementPanel.tsx';
import { RatingMatrix } from './RatingMatrix.tsx';
import { RulePanel } from './RulePanel.tsx';

/** How constructs bear on the work at each site: the ratings, what sets sites apart, how far analysts agree, and the map of domains. */
export function RatingsPage() {
  const t = useWords(words);
  return (
    <StudyPage title={t('rating.title')} lede={t('rating.lede')} noStudyHint={t('rating.noStudyHint')}>
      {(study, codebook) => <Parts key={study.id} study={study} codebook={codebook} />}
    </StudyPage>
  );
}

function Parts(props: { study: { id: string; siteIds: string[] }; codebook: Codebook }) {
  const t = useWords(words);
  const { study, codebook } = props;
  const all = useSites();
  const asked = useQuery({
    queryKey: ['coding.listRatings', study.id],
    queryFn: () => api.listRatings({ study: study.id }),
  });
  return (
    <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
      {(found) => {
        const used = new Set([...study.siteIds, ...found.rows.map((row) => row.siteId)]);
        const sites = used.size === 0 ? all : all.filter((site) => used.has(site.id));
        const shared = { study: study.id, found, sites, codebook };
        return (
          <Tabs
            label={t('rating.title')}
            tabs={[
              { id: 'matrix', label: t('rating.matrix'), show: () => <RatingMatrix {...shared} /> },
              { id: 'rapid', label: t('rapid.title'), show: () => <RapidPanel {...shared} /> },
              { id: 'memo', label: t('memo.title'), show: () => <SiteMemo {...shared} /> },
              { id: 'rule', label: t('rating.rule'), show: () => <RulePanel {...shared} /> },
              {
                id: 'agreement',
                label: t('agree.title'),
                show: () => <RatingAgreementPanel found={found} />,
              },
              {
                id: 'map',
                label: t('map.title'),
                show: () => <FactorMap study={study.id} codebook={codebook} />,
              },
            ]}
          />
        );
      }}
    </Answer>
  );
}
