import type { DraftState } from '../../kernel/web/drafts.ts';
import { useFormat } from '../../kernel/web/format.ts';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './fields.module.css';

/** Says honestly where an unsaved text is: kept on this device at a time, found again, or only in this tab. */
export function DraftLine(props: { state: DraftState; onDiscard?: (() => void) | undefined }) {
  const t = useWords(words);
  const format = useFormat();
  const { state } = props;
  const text =
    state.kind === 'untouched'
      ? ''
      : state.kind === 'kept'
        ? t('draft.kept', { time: format.time(state.at) })
        : state.kind === 'found'
          ? t('draft.found', { time: format.moment(state.at) })
          : t(`draft.${state.kind}`);
  const offersDiscard = props.onDiscard !== undefined && (state.kind === 'kept' || state.kind === 'found');
  return (
    <div className={classes['draftLine']} data-kind={state.kind}>
      <span role="status">{text}</span>
      {offersDiscard && (
        <Button kind="plain" size="small" onClick={props.onDiscard}>
          {t('draft.discard')}
        </Button>
      )}
    </div>
  );
}
