import type { ReactNode } from 'react';
import { Link } from '../../kernel/web/router.tsx';
import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './data.module.css';

/** One number with its name; it opens what is behind it, either a page (`to`) or something on this screen (`onOpen`). */
export function Figure(props: {
  label: string;
  value: ReactNode;
  unit?: string | undefined;
  note?: ReactNode;
  to?: string | undefined;
  onOpen?: (() => void) | undefined;
  /** A small drawing under the number, a sparkline for instance. */
  chart?: ReactNode;
}) {
  const t = useWords(words);
  const opens = props.to !== undefined || props.onOpen !== undefined;
  const body = (
    <>
      <span className={classes['figureLabel']}>
        {props.label}
        {opens && <Icon name="right" size={16} />}
      </span>
      <span className={classes['figureValue']}>
        {props.value}
        {props.unit && <span className={classes['figureUnit']}>{props.unit}</span>}
      </span>
      {props.note && <span className={classes['figureNote']}>{props.note}</span>}
      {opens && <span className="visually-hidden">{t('figure.open')}</span>}
    </>
  );
  return (
    <div className={classes['figure']} data-opens={opens || undefined}>
      {props.to !== undefined ? (
        <Link to={props.to} className={classes['figureLink']}>
          {body}
        </Link>
      ) : props.onOpen !== undefined ? (
        <button type="button" className={classes['figureLink']} onClick={props.onOpen}>
          {body}
        </button>
      ) : (
        <div className={classes['figureLink']}>{body}</div>
      )}
      {props.chart}
    </div>
  );
}
