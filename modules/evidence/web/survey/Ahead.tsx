import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import type { RowAhead } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSites } from '../api.ts';

/** The first rows as they would be kept. */
export function Ahead(props: { rows: readonly RowAhead[] }) {
  const t = useWords(words);
  const { nameOf } = useSites();
  if (props.rows.length === 0) return <p>{t('survey.noneFits')}</p>;
  return (
    <DataList
      caption={t('survey.ahead')}
      rows={props.rows}
      rowKey={(row) => String(row.row)}
      columns={[
        {
          key: 'who',
          label: t('texts.who'),
          show: (row) => [row.who ?? t('survey.numbered'), row.part].filter(Boolean).join(' · '),
        },
        { key: 'site', label: t('texts.site'), show: (row) => nameOf(row.siteId) },
        {
          key: 'values',
          label: t('people.variables'),
          show: (row) => row.values.map(({ name, value }) => `${name}: ${value}`).join(' · '),
        },
        {
          key: 'answers',
          label: t('survey.answers'),
          show: (row) => row.answers.map(({ text }) => [...text].slice(0, 140).join('')).join(' · '),
        },
      ]}
    />
  );
}
