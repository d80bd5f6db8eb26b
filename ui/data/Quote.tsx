import type { ReactNode } from 'react';
import type { Stage } from '../page/Page.tsx';
import classes from './data.module.css';

/** What somebody said, word for word, with who (a pseudonym or a role) and where it is coded. */
export function Quote(props: {
  children: ReactNode;
  by?: ReactNode;
  lang?: string | undefined;
  stage?: Stage | undefined;
  footer?: ReactNode;
}) {
  return (
    <figure className={classes['quote']} data-stage={props.stage ?? 'listen'}>
      <blockquote lang={props.lang}>{props.children}</blockquote>
      {(props.by || props.footer) && (
        <figcaption>
          {props.by && <span>{props.by}</span>}
          {props.footer}
        </figcaption>
      )}
    </figure>
  );
}
