import { useQuery } from '../../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useCodebook, useSites, useStudies } from '../api.ts';
import { FactorMap } from './FactorMap.tsx';
import { RatingMatrix } from './RatingMatrix.tsx';
import { RatingAgreementPanel } from './RatingAgreementPanel.tsx';
import { RapidPanel } from './RapidPanel.tsx';
import { SiteMemo } from '../memo/SiteMemo.tsx';
import { RulePanel } from './RulePanel.tsx';

/** How constructs bear on the work at each site: the ratings, what sets sites apart, how far analysts agree, and the map of domains. */
export function RatingsPage() {
  const t = useWords(words);
  const studies = useStudies();
  const [asked, choose] = useAddressChoice('study', '');
  const rows = studies.data?.rows ?? [];
  const study = rows.find((row) => row.id === asked) ?? rows[0];
  const codebook = useCodebook(study);
  return (
    <Page title={t('rating.title')} lede={t('rating.lede')} stage="understand" width="wide">
      <Answer of={studies}>
        {() =>
          study === undefined ? (
            <EmptyState
              title={t('matrix.noStudy')}
              hint={t('rating.noStudyHint')}
              action={<ButtonLink to="/studies">{t('text.studies')}</ButtonLink>}
            />
          ) : (
            <Stack gap={4}>
              <SelectField
                label={t('matrix.study')}
                options={rows.map((row) => ({ value: row.id, label: row.title }))}
                value={study.id}
                onChange={(id) => choose(id ?? '')}
              />
              {codebook ? (
                <Parts key={study.id} study={study} codebook={codebook} />
              ) : (
                <Skeletons shape="rows" count={8} />
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
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
