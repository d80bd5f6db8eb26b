import { Offline, Refused } from '../../kernel/web/call.ts';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import words from '../words.json' with { type: 'json' };
import { Notice } from './Notice.tsx';

/** Says in one sentence why something failed, in the reader's language. */
export function useFailureText(): (failure: unknown) => string {
  const t = useWords(words);
  return (failure) => {
    if (failure instanceof Offline) return t('failure.offline');
    if (failure instanceof Refused && failure.kind === 'unknown') return t('failure.unknown');
    if (failure instanceof Refused && failure.kind !== 'fault' && failure.message !== '')
      return failure.message;
    return t('failure.fault', { id: failure instanceof Refused && failure.id ? failure.id : '?' });
  };
}

/** Shows why something could not be shown (`reading`) or done (`doing`), with a way to try again. Nothing when there is no failure. */
export function Failure(props: {
  of: unknown;
  while?: 'reading' | 'doing' | undefined;
  retry?: (() => void) | undefined;
}) {
  const t = useWords(words);
  const text = useFailureText();
  if (props.of === undefined || props.of === null) return null;
  return (
    <Notice
      tone={props.of instanceof Offline ? 'warn' : 'bad'}
      title={t(props.while === 'doing' ? 'failure.notDone' : 'failure.title')}
      actions={props.retry && <Button onClick={props.retry}>{t('retry')}</Button>}
    >
      {text(props.of)}
    </Notice>
  );
}
