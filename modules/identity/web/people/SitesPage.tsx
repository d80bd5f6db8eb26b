import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { type Adding, PlaceSheet } from './PlaceSheet.tsx';

/** The organisations of the community and their sites. */
export function SitesPage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const { sees } = useSession();
  const places = useQuery({ queryKey: ['identity.listSites'], queryFn: () => api.listSites({}) });
  const [adding, setAdding] = useState<Adding | undefined>(undefined);
  const steward = sees(['steward']);
  const addOrganisation = steward && (
    <Button kind="primary" icon="plus" onClick={() => setAdding({ what: 'organisation' })}>
      {t('sites.addOrganisation')}
    </Button>
  );
  return (
    <Page title={t('sites.title')} lede={t('sites.lede')} actions={addOrganisation}>
      <Answer of={places}>
        {({ organisations, sites }) => (
          <Stack gap={5}>
            {organisations.length === 0 && <EmptyState title={t('sites.none')} action={addOrganisation} />}
            {organisations.map((organisation) => (
              <Panel
                key={organisation.id}
                title={organisation.name[locale]}
                actions={
                  steward && (
                    <Button
                      icon="plus"
                      size="small"
                      label={t('sites.addSiteTo', { name: organisation.name[locale] })}
                      onClick={() => setAdding({ what: 'site', organisationId: organisation.id })}
                    >
                      {t('sites.addSite')}
                    </Button>
                  )
                }
              >
                <DataList
                  caption={organisation.name[locale]}
                  rows={sites.filter((site) => site.organisationId === organisation.id)}
                  rowKey={(row) => row.id}
                  empty={<p>{t('sites.noneHere')}</p>}
                  columns={[
                    { key: 'name', label: t('sites.name'), show: (row) => row.name[locale] },
                    { key: 'code', label: t('sites.code'), show: (row) => row.code },
                  ]}
                />
              </Panel>
            ))}
          </Stack>
        )}
      </Answer>
      <PlaceSheet adding={adding} onClose={() => setAdding(undefined)} />
    </Page>
  );
}
