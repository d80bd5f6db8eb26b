import type { ReactNode } from 'react';
import { Link } from '../../kernel/web/router.tsx';
import { Icon } from '../icon/Icon.tsx';
import type { IconName } from '../icon/paths.ts';
import classes from './action.module.css';

type Common = {
  children: ReactNode;
  /** `primary` once a screen; `quiet` beside it; `plain` inside text and lists; `danger` for what cannot be undone. */
  kind?: 'primary' | 'quiet' | 'plain' | 'danger' | undefined;
  icon?: IconName | undefined;
  size?: 'small' | 'normal' | undefined;
  wide?: boolean | undefined;
};

/** Something a person does. While `busy` it stays in place, says so to screen readers and does nothing twice. */
export function Button(
  props: Common & {
    onClick?: (() => void) | undefined;
    type?: 'button' | 'submit' | undefined;
    form?: string | undefined;
    busy?: boolean | undefined;
    disabled?: boolean | undefined;
    pressed?: boolean | undefined;
    expanded?: boolean | undefined;
    describedBy?: string | undefined;
    label?: string | undefined;
  },
) {
  const { busy = false, disabled = false } = props;
  return (
    <button
      type={props.type ?? 'button'}
      form={props.form}
      className={classFor(props)}
      data-busy={busy || undefined}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-describedby={props.describedBy}
      aria-label={props.label}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </button>
  );
}

/** The same look for something that goes to another page. */
export function ButtonLink(props: Common & { to: string }) {
  return (
    <Link to={props.to} className={classFor(props)}>
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </Link>
  );
}

function classFor(props: Common): string {
  const parts = [classes['button'], classes[props.kind ?? 'quiet']];
  if (props.size === 'small') parts.push(classes['small']);
  if (props.wide) parts.push(classes['wide']);
  return parts.join(' ');
}
