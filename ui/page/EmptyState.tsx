import type { ReactNode } from 'react';
import { Confluence } from '../icon/Mark.tsx';
import classes from './page.module.css';

/** Nothing here yet: says so, what would fill it, and the next thing to do. */
export function EmptyState(props: {
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  plain?: boolean | undefined;
}) {
  return (
    <div className={classes['empty']} data-plain={props.plain || undefined}>
      {!props.plain && <Confluence className={classes['emptyDrawing']} />}
      <p className={classes['emptyTitle']}>{props.title}</p>
      {props.hint && <div className={classes['hint']}>{props.hint}</div>}
      {props.action && <div className={classes['actions']}>{props.action}</div>}
    </div>
  );
}
