import type { ReactNode } from 'react';
import classes from './data.module.css';

/** Names and values of one record; an absent value (null) leaves its line out. */
export function Facts(props: { items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={classes['facts']}>
      {props.items
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
