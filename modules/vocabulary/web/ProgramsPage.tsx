import { useState } from 'react';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api, published, useIsSteward, useRead } from './api.ts';
import { Drafts } from './editor/Drafts.tsx';
import { NewModelSheet } from './editor/NewModelSheet.tsx';
import classes from './vocabulary.module.css';

/** The program models, those that ship and those the community wrote, each with one sentence on what it does. */
export function ProgramsPage() {
  const t = useWords(words);
  const read = useRead();
  const steward = useIsSteward();
  const [beginning, setBeginning] = useState(false);
  const asked = useQuery({
    queryKey: ['vocabulary.listPrograms'],
    queryFn: () => api.listPrograms({}),
    ...published,
  });
  return (
    <Page
      title={t('programs.title')}
      lede={t('programs.lede')}
      stage="deliver"
      actions={
        steward && (
          <Button kind="primary" icon="plus" onClick={() => setBeginning(true)}>
            {t('edit.new')}
          </Button>
        )
      }
    >
      {steward && <Drafts />}
      {beginning && asked.data && (
        <NewModelSheet patterns={asked.data.programs} onClose={() => setBeginning(false)} />
      )}
      <Answer of={asked} waiting={<Skeletons shape="cards" />}>
        {({ programs }) => (
          <DataList
            caption={t('programs.title')}
            rows={programs}
            rowKey={(row) => row.key}
            to={(row) => `/programs/${row.key}`}
            columns={[
              {
                key: 'name',
                label: t('profiles.program'),
                show: (row) => (row.own ? t('programs.own', { name: read(row.name) }) : read(row.name)),
              },
              {
                key: 'summary',
                label: t('program.eligibility'),
                show: (row) => <span className={classes['soft']}>{read(row.summary)}</span>,
              },
              { key: 'version', label: t('program.version'), show: (row) => row.version, wideOnly: true },
            ]}
            empty={<EmptyState title={t('programs.empty.title')} hint={t('programs.empty.hint')} />}
          />
        )}
      </Answer>
    </Page>
  );
}
