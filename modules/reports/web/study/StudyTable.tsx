import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ReportTable } from '../../study/study.ts';
import words from '../../words.json' with { type: 'json' };

const firstRows = 25;

/** A table of a report on the screen: the rows that the files hold, the first of many until more are asked for. */
export function StudyTable(props: { table: ReportTable }) {
  const t = useWords(words);
  const { table } = props;
  const [shown, setShown] = useState(firstRows);
  const rows = table.rows.slice(0, shown).map((cells, at) => ({ cells, at }));
  return (
    <Panel title={table.title} hint={table.note ?? t('study.rows', { count: table.rows.length })}>
      {rows.length === 0 ? (
        <p>{t('table.nothing')}</p>
      ) : (
        <DataList
          caption={table.title}
          rows={rows}
          rowKey={(row) => String(row.at)}
          onMore={shown < table.rows.length ? () => setShown(shown + 100) : undefined}
          columns={table.headings.map((label, column) => ({
            key: String(column),
            label,
            numeric: typeof table.rows[0]?.[column] === 'number',
            show: (row: { readonly cells: ReportTable['rows'][number] }) => row.cells[column] ?? '',
          }))}
        />
      )}
    </Panel>
  );
}
