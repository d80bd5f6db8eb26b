import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Tabs } from '../../../ui/data/Tabs.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { useRuns, useTeamSites } from './api.ts';
import { GrowthTab } from './growth/GrowthTab.tsx';
import { MineTab } from './growth/MineTab.tsx';
import { StrengthsTab } from './growth/StrengthsTab.tsx';
import { PostsTab } from './posts/PostsTab.tsx';
import { TeamWeeks } from './wellbeing/TeamWeeks.tsx';

/** The people who work at a site: what I need, posts, supervision and training, who knows what, how the team is. */
export function TeamPage() {
  const t = useWords(words);
  const runs = useRuns();
  const sites = useTeamSites();
  const [chosen, choose] = useState<string | null>(null);
  const siteId = chosen ?? sites[0]?.id;
  const atSite = (show: (siteId: string) => React.ReactNode) => () => (
    <Stack>
      {sites.length > 1 && (
        <SelectField
          label={t('team.site')}
          options={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId ?? null}
          onChange={choose}
        />
      )}
      {siteId === undefined ? <Skeletons shape="rows" /> : show(siteId)}
    </Stack>
  );
  const growth = {
    id: 'growth',
    label: t('tab.growth'),
    show: atSite((site) => <GrowthTab siteId={site} />),
  };
  return (
    <Page title={t('team.title')} lede={t('team.lede')}>
      <Tabs
        label={t('team.parts')}
        tabs={[
          { id: 'mine', label: t('tab.mine'), show: () => <MineTab /> },
          { id: 'posts', label: t('tab.posts'), show: atSite((site) => <PostsTab siteId={site} />) },
          ...(runs ? [growth] : []),
          { id: 'strengths', label: t('tab.strengths'), show: () => <StrengthsTab /> },
          { id: 'weeks', label: t('tab.weeks'), show: atSite((site) => <TeamWeeks siteId={site} />) },
        ]}
      />
    </Page>
  );
}
