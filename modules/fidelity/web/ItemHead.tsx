import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { RecordShown, ReviewItem } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import classes from './fidelity.module.css';

/** What the scale says of an item: its focus, what to look for, and what each score means. */
export function ItemHead({ item }: { item: ReviewItem }) {
  const t = useWords(words);
  const read = useRead();
  return (
    <>
      <h3>{t('item', { number: item.number, name: read(item.name) })}</h3>
      {item.focus && <p className={classes['quiet']}>{read(item.focus)}</p>}
      {item.anchors.length > 0 && (
        <details className={classes['screenOnly']}>
          <summary>{t('anchors')}</summary>
          <ul>
            {item.anchors.map(({ score, text }) => (
              <li key={score}>{t('anchor', { score, text: read(text) })}</li>
            ))}
          </ul>
          {item.components.length > 0 && (
            <>
              <p>{t('components')}</p>
              <ul>
                {item.components.map((one) => (
                  <li key={one.en}>{read(one)}</li>
                ))}
              </ul>
            </>
          )}
        </details>
      )}
    </>
  );
}

/** What the records show of an item, and how far a score stands from it; and what was scored last time. */
export function Beside(props: { item: ReviewItem; record: RecordShown | undefined; score: number | null }) {
  const t = useWords(words);
  const format = useFormat();
  const recordSaid = useRecordSaid();
  const { item, record, score } = props;
  const apart = score === null || !record || record.score === null ? undefined : score - record.score;
  const side = apart === undefined || apart === 0 ? 'same' : apart > 0 ? 'higher' : 'lower';
  return (
    <>
      {record && <p>{recordSaid(record)}</p>}
      {apart !== undefined && (
        <p>
          <strong>{t(`apart.${side}`, { count: Math.abs(apart) })}</strong>
        </p>
      )}
      {item.before && (
        <p className={classes['quiet']}>
          {t('before', {
            score: item.before.score === null ? t('notJudged') : format.number(item.before.score),
          })}
        </p>
      )}
    </>
  );
}

function useRecordSaid(): (record: RecordShown) => string {
  const t = useWords(words);
  const format = useFormat();
  return ({ value, unit, score, missing }) => {
    if (value === null) return t(`records.${missing ?? 'records'}`);
    const said = t(`value.${unit}`, { value: format.number(value, unit === 'ratio' ? 1 : 0) });
    return score === null ? t('records', { value: said }) : t('recordsScore', { value: said, score });
  };
}
