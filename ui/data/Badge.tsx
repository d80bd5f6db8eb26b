import type { ReactNode } from 'react';
import type { Stage } from '../page/Page.tsx';
import type { Tone } from '../page/Notice.tsx';
import { Icon } from '../icon/Icon.tsx';
import type { IconName } from '../icon/paths.ts';
import classes from './data.module.css';

/** A short state or kind. Colour only repeats what the word says. */
export function Badge(props: {
  children: ReactNode;
  tone?: Tone | Stage | undefined;
  icon?: IconName | undefined;
}) {
  return (
    <span className={classes['badge']} data-tone={props.tone ?? 'still'}>
      {props.icon && <Icon name={props.icon} size={15} />}
      {props.children}
    </span>
  );
}
