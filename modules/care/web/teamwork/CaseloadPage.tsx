import type { OutputOf } from '../../../../kernel/contract.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { careRoles } from '../../../people/model.ts';
import type { care } from '../../contract.ts';
import { gaps } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

type Site = OutputOf<typeof care.operations.caseload>['sites'][number];

const counted = gaps.filter((gap) => gap !== 'no_safety_plan');

/** Who carries how many clients, and what is missing: counts for those who run a site, names for those who can put it right. */
export function CaseloadPage() {
  const t = useWords(words);
  const { sees } = useSession();
  return (
    <Page title={t('caseload.title')} lede={t('caseload.lede')} stage="deliver" width="wide">
      <Stack>
        {sees(['coordinator', 'lead']) && <Loads />}
        {sees(careRoles) && <Mine />}
      </Stack>
    </Page>
  );
}

function Loads() {
  const asked = useQuery({ queryKey: ['care.caseload'], queryFn: () => api.caseload({}) });
  return (
    <Answer of={asked}>
      {({ sites }) => (
        <>
          {sites.map((site) => (
            <SiteLoads key={site.siteId} site={site} />
          ))}
        </>
      )}
    </Answer>
  );
}

function SiteLoads(props: { site: Site }) {
  const t = useWords(words);
  const format = useFormat();
  const { locale } = useLocale();
  const { site } = props;
  return (
    <Panel title={site.siteName[locale]} hint={t('caseload.countsOnly')} stage="deliver">
      <DataList
        caption={site.siteName[locale]}
        rows={site.workers}
        rowKey={(row) => row.accountId ?? 'nobody'}
        columns={[
          {
            key: 'who',
            label: t('caseload.who'),
            show: (row) => (row.accountId === null ? t('caseload.nobody') : row.name || t('caseload.left')),
          },
          {
            key: 'clients',
            label: t('caseload.clients'),
            numeric: true,
            show: (row) => format.number(row.clients),
          },
          ...counted.map((gap) => ({
            key: gap,
            label: t(`caseload.${gap}`),
            numeric: true,
            show: (row: Site['workers'][number]) =>
              format.number(row.gaps.find((one) => one.gap === gap)?.clients ?? 0),
          })),
        ]}
        empty={<EmptyState title={t('caseload.none')} hint={t('caseload.noneHint')} />}
      />
    </Panel>
  );
}

function Mine() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({ queryKey: ['care.myCaseload'], queryFn: () => api.myCaseload({}) });
  return (
    <Panel title={t('caseload.mine')} stage="deliver">
      <Answer of={asked}>
        {({ rows }) => (
          <DataList
            caption={t('caseload.mine')}
            rows={rows}
            rowKey={(row) => row.clientId}
            to={(row) => `/clients/${row.clientId}`}
            columns={[
              { key: 'name', label: t('caseload.client'), show: (row) => row.clientName },
              {
                key: 'seen',
                label: t('caseload.seen'),
                show: (row) => (row.lastSeenOn === null ? t('caseload.never') : format.day(row.lastSeenOn)),
              },
              {
                key: 'gaps',
                label: t('glance.missing'),
                show: (row) =>
                  row.gaps.length === 0 ? (
                    t('caseload.nothing')
                  ) : (
                    <Row gap={1}>
                      {row.gaps.map((gap) => (
                        <Badge key={gap} tone={gap === 'no_safety_plan' ? 'bad' : 'warn'}>
                          {t(`caseload.${gap}`)}
                        </Badge>
                      ))}
                    </Row>
                  ),
              },
            ]}
            empty={<EmptyState title={t('caseload.noneMine')} hint={t('caseload.noneMineHint')} />}
          />
        )}
      </Answer>
    </Panel>
  );
}
