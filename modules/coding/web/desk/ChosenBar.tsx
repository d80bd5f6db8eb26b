import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from '../coding.module.css';

/** The words that are chosen, and what can be done with them; within reach of a thumb. */
export function ChosenBar(props: {
  words: string;
  /** The code used last, to put on again. */
  last: string | undefined;
  onCode: () => unknown;
  onAgain: () => unknown;
  onInVivo: () => unknown;
  onMemo: () => unknown;
  onCorrect: () => unknown;
  onPropose: () => unknown;
  onLetGo: () => void;
}) {
  const t = useWords(words);
  return (
    <div className={classes['chosen']} data-open={props.words !== '' || undefined}>
      <span role="status" className={classes['excerpt']}>
        {props.words}
      </span>
      {props.words !== '' && (
        <>
          <Button kind="primary" onClick={props.onCode}>
            {t('coding.new')}
          </Button>
          {props.last !== undefined && (
            <Button size="small" onClick={props.onAgain}>
              {t('coding.again', { code: props.last })}
            </Button>
          )}
          <Button size="small" kind="plain" onClick={props.onInVivo}>
            {t('coding.makeInVivo')}
          </Button>
          <Button size="small" kind="plain" onClick={props.onMemo}>
            {t('memos.write')}
          </Button>
          <Button size="small" kind="plain" onClick={props.onPropose}>
            {t('proposals.ask')}
          </Button>
          <Button size="small" kind="plain" onClick={props.onCorrect}>
            {t('correct.title')}
          </Button>
          <Button size="small" kind="plain" onClick={props.onLetGo}>
            {t('text.letGo')}
          </Button>
        </>
      )}
    </div>
  );
}
