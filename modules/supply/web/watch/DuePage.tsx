import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { DueLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useOwnSite, useRecordWords, useSiteProgram } from '../api.ts';
import { SiteChoice, SupplyNav } from '../SupplyNav.tsx';
import { CheckSheet } from './CheckSheet.tsx';

/** Who can be asked about what, when they can. */
export function DuePage() {
  const t = useWords(words);
  const [site, choose] = useAddressChoice('site', '');
  const { id } = useOwnSite(site);
  const asked = useQuery({
    queryKey: ['supply.dueChecks', id],
    queryFn: () => api.dueChecks({ siteId: id ?? '' }),
    enabled: id !== undefined,
  });
  return (
    <Page title={t('due.title')} lede={t('due.lede')} stage="deliver">
      <SupplyNav />
      <SiteChoice site={site} choose={choose} />
      {id === undefined ? (
        <EmptyState title={t('day.noSite')} />
      ) : (
        <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
          {({ rows }) => <DueList rows={rows} siteId={id} />}
        </Answer>
      )}
    </Page>
  );
}

function DueList(props: { rows: readonly DueLine[]; siteId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const list = useRecordWords();
  const programCode = useSiteProgram(props.siteId);
  const [asking, setAsking] = useState<DueLine | undefined>(undefined);
  return (
    <>
      <DataList
        caption={t('due.title')}
        rows={props.rows}
        rowKey={(row) => `${row.clientId}${row.kindCode}`}
        to={(row) => `/clients/${row.clientId}`}
        empty={<EmptyState title={t('due.none')} hint={t('due.noneHint')} />}
        columns={[
          { key: 'client', label: t('due.client'), show: (row) => row.clientName },
          { key: 'what', label: t('watch.what'), show: (row) => list.name(row.kindCode) },
          {
            key: 'window',
            label: t('due.window'),
            show: (row) =>
              row.state === 'passed'
                ? t('watch.passed')
                : t('rules.between', { from: format.shortDay(row.from), to: format.shortDay(row.to) }),
          },
          {
            key: 'last',
            label: t('due.last'),
            show: (row) =>
              row.lastOn === null
                ? null
                : t('watch.line', {
                    what: format.shortDay(row.lastOn),
                    result: list.name(row.lastResultCode),
                  }),
          },
        ]}
        actions={(row) => (
          <Button
            size="small"
            onClick={() => setAsking(row)}
            label={t('due.recordOf', { what: list.name(row.kindCode), name: row.clientName })}
          >
            {t('due.record')}
          </Button>
        )}
      />
      {asking && programCode && (
        <CheckSheet
          clientId={asking.clientId}
          programCode={programCode}
          kindCode={asking.kindCode}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
