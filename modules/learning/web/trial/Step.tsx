import type { ReactNode } from 'react';
import { Panel } from '../../../../ui/page/Panel.tsx';
import classes from '../learning.module.css';

/** One quarter of the circle, with its letter; `wide` takes the whole row. */
export function Step(props: {
  letter: string;
  title: string;
  about: string;
  wide?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <li className={classes['step']} data-wide={props.wide || undefined}>
      <span className={classes['letter']} aria-hidden="true">
        {props.letter}
      </span>
      <Panel title={props.title} hint={props.about}>
        {props.children}
      </Panel>
    </li>
  );
}
