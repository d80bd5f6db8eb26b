import type { ReactNode } from 'react';
import { Icon } from '../icon/Icon.tsx';
import type { IconName } from '../icon/paths.ts';
import classes from './page.module.css';

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'still';

const icons: Record<Tone, IconName> = {
  info: 'info',
  good: 'check',
  warn: 'warning',
  bad: 'warning',
  still: 'info',
};

/** A sentence the reader should notice. `bad` and `warn` are announced at once, the others politely. */
export function Notice(props: {
  tone?: Tone | undefined;
  title?: string | undefined;
  actions?: ReactNode;
  /** False for a notice that was there from the start and needs no announcement. */
  live?: boolean | undefined;
  children?: ReactNode;
}) {
  const tone = props.tone ?? 'info';
  const role = props.live === false ? undefined : tone === 'bad' || tone === 'warn' ? 'alert' : 'status';
  return (
    <div className={classes['notice']} data-tone={tone} role={role}>
      <Icon name={icons[tone]} />
      <div className={classes['noticeBody']}>
        {props.title && <strong>{props.title}</strong>}
        {props.children && <div>{props.children}</div>}
        {props.actions && <div className={classes['actions']}>{props.actions}</div>}
      </div>
    </div>
  );
}
