import type { ReactNode } from 'react';
import type { Stage } from '../page/Page.tsx';
import classes from './data.module.css';

export type Happening = {
  readonly id: string;
  readonly when: string;
  readonly title: ReactNode;
  readonly by?: string | undefined;
  readonly badge?: ReactNode;
  readonly body?: ReactNode;
  readonly stage?: Stage | undefined;
};

/** What happened, newest first or as given, along one stream. */
export function Timeline(props: { label: string; items: readonly Happening[] }) {
  return (
    <ol className={classes['timeline']} aria-label={props.label}>
      {props.items.map((item) => (
        <li key={item.id} data-stage={item.stage}>
          <div className={classes['happeningHead']}>
            <span className={classes['happeningTitle']}>{item.title}</span>
            {item.badge}
          </div>
          <div className={classes['happeningMeta']}>
            {item.when}
            {item.by && <> · {item.by}</>}
          </div>
          {item.body && <div className={classes['happeningBody']}>{item.body}</div>}
        </li>
      ))}
    </ol>
  );
}
