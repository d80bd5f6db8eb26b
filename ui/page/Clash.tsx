import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import words from '../words.json' with { type: 'json' };
import { Notice } from './Notice.tsx';
import { Panel } from './Panel.tsx';
import classes from './page.module.css';

/** Two people wrote at once: both texts side by side, and three ways to settle them before saving again. */
export function Clash(props: {
  title?: string | undefined;
  theirs: string;
  yours: string;
  onKeep: (text: string) => void;
}) {
  const t = useWords(words);
  const { theirs, yours, onKeep } = props;
  return (
    <Notice
      tone="warn"
      title={props.title ?? t('clash.title')}
      actions={
        <>
          <Button onClick={() => onKeep([theirs, yours].filter(Boolean).join('\n\n'))}>
            {t('clash.both')}
          </Button>
          <Button onClick={() => onKeep(yours)}>{t('clash.mine')}</Button>
          <Button onClick={() => onKeep(theirs)}>{t('clash.takeTheirs')}</Button>
        </>
      }
    >
      <div className={classes['sides']}>
        <Panel title={t('clash.theirs')} level={3} look="quiet">
          <p className={classes['said']}>{theirs || '–'}</p>
        </Panel>
        <Panel title={t('clash.yours')} level={3} look="quiet">
          <p className={classes['said']}>{yours || '–'}</p>
        </Panel>
      </div>
    </Notice>
  );
}
