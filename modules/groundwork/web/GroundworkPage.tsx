import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Tabs } from '../../../ui/data/Tabs.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { useOnlyFunder, useSites, useToday } from './api.ts';
import { MoneyTab } from './footing/MoneyTab.tsx';
import { ReachTab } from './footing/ReachTab.tsx';
import { LogTab } from './log/LogTab.tsx';
import { PlanTab } from './plan/PlanTab.tsx';

/** How a site prepares, engages and keeps its footing: start-up, engagement, funding, need and reach. */
export function GroundworkPage() {
  const t = useWords(words);
  const sites = useSites();
  const onlyFunder = useOnlyFunder();
  const [chosen, choose] = useAddressChoice('site', '');
  const first = useFirstSite(sites);
  const siteId = sites.find(({ id }) => id === chosen)?.id ?? first;
  const at = (show: (siteId: string) => React.ReactNode) => () => (
    <Stack>
      {sites.length > 1 && (
        <SelectField
          label={t('site')}
          options={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId ?? null}
          onChange={(value) => choose(value ?? '')}
        />
      )}
      {siteId === undefined ? <Skeletons shape="rows" /> : show(siteId)}
    </Stack>
  );
  const own = [
    { id: 'plan', label: t('tab.plan'), show: at((site) => <PlanTab key={site} siteId={site} />) },
    { id: 'log', label: t('tab.log'), show: at((site) => <LogTab key={site} siteId={site} />) },
  ];
  return (
    <Page title={t('title')} lede={t('lede')}>
      <Tabs
        label={t('parts')}
        tabs={[
          ...(onlyFunder ? [] : own),
          { id: 'money', label: t('tab.money'), show: at((site) => <MoneyTab key={site} siteId={site} />) },
          { id: 'reach', label: t('tab.reach'), show: at((site) => <ReachTab key={site} siteId={site} />) },
        ]}
      />
    </Page>
  );
}

/** The site to open on: one with a plan under way, else the first; nothing until that is known. */
function useFirstSite(sites: readonly { readonly id: string }[]): string | undefined {
  const asks = !useOnlyFunder();
  const { data, isPending } = useToday(asks);
  if (asks && sites.length > 1 && isPending) return undefined;
  return sites.find(({ id }) => data?.planned.includes(id))?.id ?? sites[0]?.id;
}
