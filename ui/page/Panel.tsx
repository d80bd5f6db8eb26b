import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Stage } from './Page.tsx';
import classes from './page.module.css';

/** A part of a screen on its own sheet of paper. `stage` gives it the edge colour of its stage of the loop. */
export function Panel(props: {
  title?: string | undefined;
  hint?: ReactNode;
  actions?: ReactNode;
  stage?: Stage | undefined;
  /** `quiet` has no sheet of its own, only a heading and space. */
  look?: 'sheet' | 'quiet' | undefined;
  level?: 2 | 3 | undefined;
  children?: ReactNode;
}) {
  const id = useId();
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section
      className={classes['panel']}
      data-look={props.look ?? 'sheet'}
      data-stage={props.stage}
      aria-labelledby={props.title === undefined ? undefined : id}
    >
      {props.title !== undefined && (
        <div className={classes['panelHead']}>
          <div>
            <Heading id={id}>{props.title}</Heading>
            {props.hint && <div className={classes['hint']}>{props.hint}</div>}
          </div>
          {props.actions && <div className={classes['actions']}>{props.actions}</div>}
        </div>
      )}
      {props.children}
    </section>
  );
}
