import type { ReactNode } from 'react';
import classes from './page.module.css';

/** Things under one another; `gap` in steps of the spacing scale. */
export function Stack(props: { gap?: 1 | 2 | 3 | 4 | 5 | 6 | undefined; children: ReactNode }) {
  return (
    <div className={classes['stack']} data-gap={props.gap ?? 4}>
      {props.children}
    </div>
  );
}

/** Things side by side that wrap; `apart` pushes the last to the far edge. */
export function Row(props: {
  gap?: 1 | 2 | 3 | 4 | undefined;
  apart?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <div className={classes['row']} data-gap={props.gap ?? 2} data-apart={props.apart || undefined}>
      {props.children}
    </div>
  );
}

/** Equal columns, as many as fit; each at least `least` wide (default 16rem). */
export function Grid(props: { least?: 'small' | 'normal' | 'large' | undefined; children: ReactNode }) {
  return (
    <div className={classes['grid']} data-least={props.least ?? 'normal'}>
      {props.children}
    </div>
  );
}

/** The main matter beside a narrower companion; under one another on a phone. */
export function Split(props: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className={classes['split']}>
      <div>{props.main}</div>
      <div>{props.aside}</div>
    </div>
  );
}
