import { useState } from 'react';
import { useFormat } from '../../../../../kernel/web/format.ts';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useSession } from '../../../../../kernel/web/session.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { Badge } from '../../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../../ui/data/DataList.tsx';
import { Tabs } from '../../../../../ui/data/Tabs.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../../ui/page/Layout.tsx';
import { Page } from '../../../../../ui/page/Page.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FormLine } from '../../../asks/formBank.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { BankList } from './BankList.tsx';
import { useDueText, useProgramsText } from './formText.ts';
import { NewFormSheet } from './NewFormSheet.tsx';

/** The forms of the community and the bank they ask from; a steward writes them here. */
export function FormsPage() {
  const t = useWords(words);
  const { sees } = useSession();
  const steward = sees(['steward']);
  const [adding, setAdding] = useState(false);
  const asked = useQuery({ queryKey: ['care.listForms'], queryFn: () => api.listForms({}) });
  return (
    <Page
      title={t('form.forms')}
      lede={t('form.lede')}
      stage="deliver"
      actions={
        steward && (
          <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
            {t('form.new')}
          </Button>
        )
      }
    >
      <Stack>
        {steward && <Drafts />}
        <Tabs
          label={t('form.forms')}
          name="part"
          tabs={[
            {
              id: 'forms',
              label: t('form.forms'),
              show: () => <Answer of={asked}>{({ rows }) => <FormList rows={rows} />}</Answer>,
            },
            { id: 'questions', label: t('form.bank'), show: () => <BankList /> },
          ]}
        />
      </Stack>
      {adding && <NewFormSheet forms={asked.data?.rows ?? []} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function FormList(props: { rows: readonly FormLine[] }) {
  const t = useWords(words);
  const read = useRead();
  const dueText = useDueText();
  const programsText = useProgramsText();
  return (
    <Panel>
      <DataList
        caption={t('form.forms')}
        rows={props.rows}
        rowKey={(row) => row.key}
        to={(row) => `/forms/${row.key}`}
        columns={[
          { key: 'name', label: t('form.title'), show: (row) => read(row.name) },
          { key: 'programs', label: t('form.programs'), show: (row) => programsText(row.programs) },
          { key: 'due', label: t('form.when'), show: (row) => dueText(row.due) },
          { key: 'questions', label: t('form.questions'), numeric: true, show: (row) => row.questions },
          {
            key: 'own',
            label: t('form.version'),
            show: (row) => (
              <>
                {row.version} {row.own && <Badge>{t('form.own')}</Badge>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Drafts() {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const asked = useQuery({ queryKey: ['care.listFormDrafts'], queryFn: () => api.listFormDrafts({}) });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('form.drafts')} hint={t('form.draftsHint')}>
      <DataList
        caption={t('form.drafts')}
        rows={rows}
        rowKey={(row) => row.id}
        to={(row) => `/forms/drafts/${row.id}`}
        columns={[
          { key: 'name', label: t('form.title'), show: (row) => read(row.name) || row.key },
          {
            key: 'follows',
            label: t('form.version'),
            show: (row) =>
              row.follows === null ? t('form.firstVersion') : t('form.follows', { version: row.follows }),
          },
          { key: 'changed', label: t('form.changed'), show: (row) => format.ago(row.changedAt) },
        ]}
      />
    </Panel>
  );
}
