import type { ReactNode } from 'react';
import { Link, useTitle } from '../../kernel/web/router.tsx';
import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './page.module.css';

/** The five stages of the loop, each with its own hue. */
export type Stage = 'deliver' | 'listen' | 'understand' | 'change' | 'share';

/** One screen: its name, one sentence on what it is for, what can be done here, and the way back. Also names the document. */
export function Page(props: {
  title: string;
  lede?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string } | undefined;
  stage?: Stage | undefined;
  /** `narrow` for forms and reading, `wide` for tables and matrices. */
  width?: 'narrow' | 'normal' | 'wide' | undefined;
  children?: ReactNode;
}) {
  const t = useWords(words);
  useTitle(props.title);
  return (
    <div className={classes['page']} data-width={props.width ?? 'normal'} data-stage={props.stage}>
      <header className={classes['head']}>
        {props.back && (
          <Link to={props.back.to} className={classes['back']}>
            <Icon name="back" size={18} />
            <span>{t('back', { place: props.back.label })}</span>
          </Link>
        )}
        <div className={classes['headRow']}>
          <div className={classes['headText']}>
            <h1 tabIndex={-1}>{props.title}</h1>
            {props.lede && <div className={classes['lede']}>{props.lede}</div>}
          </div>
          {props.actions && <div className={classes['actions']}>{props.actions}</div>}
        </div>
      </header>
      <div className={classes['body']}>{props.children}</div>
    </div>
  );
}
