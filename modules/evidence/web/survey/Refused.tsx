import { useWords } from '../../../../kernel/web/words.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import words from '../../words.json' with { type: 'json' };

/** Rows that are not taken in, each by its number with the reason. */
export function Refused(props: { rows: readonly { row: number; reason: string }[] }) {
  const t = useWords(words);
  if (props.rows.length === 0) return null;
  return (
    <Notice tone="warn" title={t('survey.refused', { count: props.rows.length })}>
      <ul>
        {props.rows.map(({ row, reason }) => (
          <li key={row}>{t('survey.refusedRow', { row, reason })}</li>
        ))}
      </ul>
    </Notice>
  );
}
