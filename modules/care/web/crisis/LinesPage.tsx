import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe, useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { CrisisLine } from '../../asks/crisis.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useHours } from './CallList.tsx';
import { LineSheet } from './LineSheet.tsx';

/** Whom to call in a crisis, by site, and when they answer: kept by those who run the place. */
export function LinesPage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const { sites } = useMe();
  const { sees } = useSession();
  const hours = useHours();
  const mine = (line: CrisisLine) => sees(['steward']) || sites.some((site) => site.id === line.siteId);
  const [changing, setChanging] = useState<{ id: string; line?: CrisisLine } | undefined>(undefined);
  const asked = useQuery({ queryKey: ['care.listCrisisLines'], queryFn: () => api.listCrisisLines({}) });
  const siteName = (id: string | null) =>
    id === null ? t('line.everywhere') : (sites.find((site) => site.id === id)?.name ?? t('line.otherSite'));
  const add = (
    <Button kind="primary" icon="plus" onClick={() => setChanging({ id: newId() })}>
      {t('line.add')}
    </Button>
  );
  return (
    <Page title={t('line.title')} lede={t('line.lede')} stage="deliver" actions={add}>
      <Panel>
        <Answer of={asked}>
          {({ rows }) => (
            <DataList
              caption={t('line.title')}
              rows={rows}
              rowKey={(line) => line.id}
              columns={[
                {
                  key: 'name',
                  label: t('line.name'),
                  show: (line) => (locale === 'fr' ? line.nameFr : line.nameEn),
                },
                { key: 'phone', label: t('line.phone'), show: (line) => line.phone },
                { key: 'site', label: t('line.site'), show: (line) => siteName(line.siteId) },
                { key: 'hours', label: t('line.when'), show: hours },
                {
                  key: 'now',
                  label: t('line.now'),
                  show: (line) => (
                    <Badge tone={line.openNow ? 'good' : 'still'}>
                      {t(line.openNow ? 'line.open' : 'line.shut')}
                    </Badge>
                  ),
                },
              ]}
              actionsLabel={t('line.change')}
              actions={(line) =>
                mine(line) && (
                  <Button size="small" kind="plain" onClick={() => setChanging({ id: line.id, line })}>
                    {t('line.change')}
                  </Button>
                )
              }
              empty={<EmptyState title={t('line.none')} hint={t('line.noneHint')} action={add} />}
            />
          )}
        </Answer>
      </Panel>
      {changing && (
        <LineSheet
          key={changing.id}
          id={changing.id}
          line={changing.line}
          onClose={() => setChanging(undefined)}
        />
      )}
    </Page>
  );
}
