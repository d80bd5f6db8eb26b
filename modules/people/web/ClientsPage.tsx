import { useDeferredValue, useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { ClientLine } from '../contract.ts';
import { calledBy } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { EmergencySheet } from './EmergencySheet.tsx';
import { RegisterSheet } from './RegisterSheet.tsx';

/** Clients: find one while typing, look through those of a site, add one. */
export function ClientsPage() {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<'register' | 'emergency' | undefined>();
  const searched = useDeferredValue(typed.trim());
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('clients.title')}
      lede={t('clients.lede')}
      stage="deliver"
      actions={
        <>
          <Button kind="primary" icon="plus" onClick={() => setOpen('register')}>
            {t('register.action')}
          </Button>
          <Button icon="lock" onClick={() => setOpen('emergency')}>
            {t('emergency.action')}
          </Button>
        </>
      }
    >
      <Stack>
        <SearchField label={t('clients.search')} value={typed} onChange={setTyped} autoFocus />
        {searched.length >= 2 ? (
          <Found typed={searched} onRegister={() => setOpen('register')} />
        ) : (
          <Everybody onRegister={() => setOpen('register')} />
        )}
      </Stack>
      <RegisterSheet open={open === 'register'} onClose={close} typed={searched} />
      <EmergencySheet open={open === 'emergency'} onClose={close} />
    </Page>
  );
}

function Found(props: { typed: string; onRegister: () => void }) {
  const t = useWords(words);
  const asked = useQuery({
    queryKey: ['people.searchClients', props.typed],
    queryFn: ({ signal }) => api.searchClients({ text: props.typed, limit: 20 }, { signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer of={asked} waiting={<Skeletons shape="rows" />}>
      {({ rows }) => (
        <Lines
          rows={rows}
          empty={
            <EmptyState
              title={t('clients.none')}
              hint={t('clients.noneHint')}
              action={<Button onClick={props.onRegister}>{t('register.action')}</Button>}
            />
          }
        />
      )}
    </Answer>
  );
}

function Everybody(props: { onRegister: () => void }) {
  const t = useWords(words);
  const { sites } = useMe();
  const [siteId, setSite] = useState<string | null>(null);
  const asked = useInfiniteQuery({
    queryKey: ['people.listClients', siteId],
    queryFn: ({ pageParam }) =>
      api.listClients({
        limit: 50,
        ...(siteId === null ? {} : { siteId }),
        ...(pageParam === '' ? {} : { after: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  return (
    <Stack>
      {sites.length > 1 && (
        <SelectField
          label={t('clients.site')}
          options={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={setSite}
          clearable
          placeholder={t('clients.allSites')}
        />
      )}
      <Answer of={asked} waiting={<Skeletons shape="rows" />}>
        {({ pages }) => (
          <Lines
            rows={pages.flatMap((page) => page.rows)}
            onMore={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined}
            moreBusy={asked.isFetchingNextPage}
            empty={
              <EmptyState
                title={t('clients.empty')}
                hint={t('clients.emptyHint')}
                action={<Button onClick={props.onRegister}>{t('register.action')}</Button>}
              />
            }
          />
        )}
      </Answer>
    </Stack>
  );
}

function Lines(props: {
  rows: readonly ClientLine[];
  empty: React.ReactNode;
  onMore?: (() => void) | undefined;
  moreBusy?: boolean | undefined;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { sites } = useMe();
  const siteName = (id: string) => sites.find((site) => site.id === id)?.name ?? '';
  return (
    <DataList
      caption={t('clients.title')}
      rows={props.rows}
      rowKey={(row) => row.clientId}
      to={(row) => `/clients/${row.clientId}`}
      onMore={props.onMore}
      moreBusy={props.moreBusy}
      columns={[
        {
          key: 'name',
          label: t('field.name'),
          show: (row) => (row.preferredName ? `${calledBy(row)} (${row.name})` : row.name),
        },
        {
          key: 'birth',
          label: t('field.birthDate'),
          show: (row) => (row.birthDate ? format.day(row.birthDate) : ''),
        },
        { key: 'site', label: t('clients.site'), show: (row) => siteName(row.siteId) },
        {
          key: 'flags',
          label: t('clients.flags'),
          show: (row) => (row.addressHidden ? <Badge icon="lock">{t('client.addressHidden')}</Badge> : ''),
          wideOnly: true,
        },
      ]}
      empty={props.empty}
    />
  );
}
