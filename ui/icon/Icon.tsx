import { paths } from './paths.ts';
import type { IconName } from './paths.ts';

/** A line drawing beside a word; always hidden from screen readers, so the word must be there. */
export function Icon(props: { name: IconName; size?: number; className?: string | undefined }) {
  const size = props.size ?? 20;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={props.name === 'more' ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={props.className}
    >
      <path d={paths[props.name]} />
    </svg>
  );
}
