import type { Ref } from 'react';
import { Icon } from '../icon/Icon.tsx';
import type { IconName } from '../icon/paths.ts';
import classes from './action.module.css';

/** A square button with a drawing; its `label` is read aloud and shown on hover. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  onClick?: (() => void) | undefined;
  pressed?: boolean | undefined;
  expanded?: boolean | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}) {
  const { icon, label, pressed, expanded, className, ...rest } = props;
  return (
    <button
      type="button"
      className={`${classes['iconButton']} ${className ?? ''}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      {...rest}
    >
      <Icon name={icon} size={22} />
    </button>
  );
}
