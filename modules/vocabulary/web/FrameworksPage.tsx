import { useState } from 'react';
import { keepPreviousData, useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api, published, useRead } from './api.ts';
import { pathToCode } from './findCodes.ts';

/** Every framework, and a search through all their codes in both languages. */
export function FrameworksPage() {
  const t = useWords(words);
  const [text, setText] = useState('');
  const asked = text.trim();
  return (
    <Page title={t('frameworks.title')} lede={t('frameworks.lede')} stage="understand">
      <Stack>
        <SearchField label={t('frameworks.search')} value={text} onChange={setText} />
        {asked.length > 1 ? <FoundCodes text={asked} /> : <Systems />}
      </Stack>
    </Page>
  );
}

function FoundCodes(props: { text: string }) {
  const t = useWords(words);
  const read = useRead();
  const found = useQuery({
    queryKey: ['vocabulary.searchCodes', props.text],
    queryFn: ({ signal }) => api.searchCodes({ text: props.text, limit: 30 }, { signal }),
    placeholderData: keepPreviousData,
  });
  const systems = useQuery({
    queryKey: ['vocabulary.listSystems'],
    queryFn: () => api.listSystems({}),
    ...published,
  });
  const nameOf = (key: string) => {
    const system = systems.data?.systems.find((one) => one.key === key);
    return system ? read(system.name) : key;
  };
  return (
    <Panel title={t('frameworks.found')}>
      <Answer of={found} waiting={<Skeletons shape="rows" />}>
        {({ codes }) => (
          <DataList
            caption={t('frameworks.found')}
            rows={codes}
            rowKey={(row) => `${row.system} ${row.code}`}
            to={(row) => pathToCode(row.system, row.code)}
            columns={[
              { key: 'name', label: t('code.code'), show: (row) => read(row.name) },
              { key: 'path', label: t('frameworks.within'), show: (row) => row.path.map(read).join(' › ') },
              { key: 'system', label: t('frameworks.name'), show: (row) => nameOf(row.system) },
            ]}
            empty={<EmptyState plain title={t('frameworks.none.title')} hint={t('frameworks.none.hint')} />}
          />
        )}
      </Answer>
    </Panel>
  );
}

function Systems() {
  const t = useWords(words);
  const read = useRead();
  const systems = useQuery({
    queryKey: ['vocabulary.listSystems'],
    queryFn: () => api.listSystems({}),
    ...published,
  });
  return (
    <Panel title={t('frameworks.list')}>
      <Answer of={systems} waiting={<Skeletons shape="rows" count={8} />}>
        {(answer) => (
          <DataList
            caption={t('frameworks.list')}
            rows={answer.systems}
            rowKey={(row) => row.key}
            to={(row) => `/frameworks/${row.key}`}
            columns={[
              { key: 'name', label: t('frameworks.name'), show: (row) => read(row.name) },
              {
                key: 'codes',
                label: t('frameworks.codes'),
                numeric: true,
                show: (row) => Object.values(row.counts).reduce((sum, count) => sum + count, 0),
              },
              { key: 'version', label: t('frameworks.version'), show: (row) => row.version },
            ]}
            empty={<EmptyState title={t('frameworks.empty.title')} hint={t('frameworks.empty.hint')} />}
          />
        )}
      </Answer>
    </Panel>
  );
}
