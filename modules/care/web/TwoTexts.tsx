import { Refused } from '../../../kernel/web/call.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './care.module.css';

/** What a conflict carries: the text as it stands now with its version (and the record's id, where there may be another), and what was written here. */
export type Conflict = {
  readonly id?: string;
  readonly version: number;
  readonly theirs: string;
  readonly yours: string;
};

/** The conflict inside a failure, if it is one that carries both texts. */
export function conflictIn(failure: unknown): Conflict | undefined {
  if (!(failure instanceof Refused) || failure.kind !== 'conflict') return undefined;
  const { id, version, theirs, yours } = failure.facts;
  if (typeof version !== 'number' || typeof theirs !== 'string' || typeof yours !== 'string')
    return undefined;
  return { version, theirs, yours, ...(typeof id === 'string' ? { id } : {}) };
}

/** Both texts side by side, and one tap that puts them together for settling. */
export function TwoTexts(props: { conflict: Conflict; onBoth: (text: string) => void }) {
  const t = useWords(words);
  const { theirs, yours } = props.conflict;
  return (
    <Notice
      tone="warn"
      title={t('note.conflict')}
      actions={<Button onClick={() => props.onBoth(`${theirs}\n\n${yours}`)}>{t('note.both')}</Button>}
    >
      <div className={classes['both']}>
        <Panel title={t('note.theirs')} level={3} look="quiet">
          <p className={classes['words']}>{theirs}</p>
        </Panel>
        <Panel title={t('note.yours')} level={3} look="quiet">
          <p className={classes['words']}>{yours}</p>
        </Panel>
      </div>
    </Notice>
  );
}
