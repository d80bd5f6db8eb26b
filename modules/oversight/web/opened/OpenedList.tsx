import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { overrideReasons } from '../../../people/model.ts';
import type { OpenedLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useNames } from '../api.ts';

/** Who opened a record, as the client reads it: the day, in which role, what was done, and why where a reason was given. */
export function OpenedList(props: { rows: readonly OpenedLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const names = useNames();
  const why = (row: OpenedLine) => {
    const known = overrideReasons.find((reason) => reason === row.reason);
    return row.action === 'override' && known ? t(`given.reason.${known}`) : t('given.care');
  };
  return (
    <DataList
      caption={t('given.title')}
      rows={props.rows}
      rowKey={(row) => `${row.day} ${row.area} ${row.action} ${row.roles.join()}`}
      columns={[
        { key: 'day', label: t('given.day'), show: (row) => format.day(row.day) },
        { key: 'who', label: t('given.who'), show: (row) => row.roles.map(names.role).join(', ') },
        { key: 'part', label: t('given.part'), show: (row) => names.area(`${row.area}.`) },
        {
          key: 'what',
          label: t('given.what'),
          show: (row) =>
            row.action === 'override' ? (
              <Badge tone="warn">{t('given.override')}</Badge>
            ) : (
              t(`given.${row.action}`, { n: row.times })
            ),
        },
        { key: 'why', label: t('given.why'), show: why },
      ]}
    />
  );
}
