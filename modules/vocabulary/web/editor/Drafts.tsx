import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useRead } from '../api.ts';

/** The models that are being written; nothing while there are none. */
export function Drafts() {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const asked = useQuery({ queryKey: ['vocabulary.listDrafts'], queryFn: () => api.listDrafts({}) });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('edit.drafts')} hint={t('edit.draftsHint')}>
      <DataList
        caption={t('edit.drafts')}
        rows={rows}
        rowKey={(row) => row.id}
        to={(row) => `/programs/drafts/${row.id}`}
        columns={[
          { key: 'name', label: t('profiles.program'), show: (row) => read(row.name) || row.key },
          {
            key: 'follows',
            label: t('program.version'),
            show: (row) =>
              row.follows === null ? t('edit.first') : t('edit.follows', { version: row.follows }),
          },
          { key: 'changed', label: t('edit.changed'), show: (row) => format.ago(row.changedAt) },
        ]}
      />
    </Panel>
  );
}
