import type { ReactNode } from 'react';
import classes from './fields.module.css';

/** Fields under one another, then the actions; Enter submits, and on submit the first wrong field gets the focus. */
export function Form(props: {
  onSubmit: () => void;
  actions?: ReactNode;
  children: ReactNode;
  id?: string | undefined;
}) {
  return (
    <form
      id={props.id}
      noValidate
      autoComplete="off"
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
        const form = event.currentTarget;
        requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      }}
    >
      {props.children}
      {props.actions && <div className={classes['formActions']}>{props.actions}</div>}
    </form>
  );
}

/** Fields side by side where there is room. */
export function FieldRow(props: { children: ReactNode }) {
  return <div className={classes['fieldRow']}>{props.children}</div>;
}
