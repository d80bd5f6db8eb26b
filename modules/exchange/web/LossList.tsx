import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };

type Loss = { readonly element: string; readonly count: number; readonly reason: string };

/** Every element that is not carried, with its number and why. */
export function LossList(props: { title: string; losses: readonly Loss[]; none: string }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Panel look="quiet" level={3} title={props.title} hint={t('report.lossesHint')}>
      <DataList
        caption={props.title}
        rows={props.losses}
        rowKey={(row) => `${row.element} ${row.reason}`}
        empty={<p>{props.none}</p>}
        columns={[
          { key: 'element', label: t('report.element'), show: (row) => <code>{row.element}</code> },
          { key: 'count', label: t('report.count'), show: (row) => format.number(row.count), numeric: true },
          { key: 'reason', label: t('report.reason'), show: (row) => row.reason },
        ]}
      />
    </Panel>
  );
}
