import { useSyncExternalStore } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { newer, takeNewer } from '../../offline/start.ts';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** Says that a newer version lies ready, and changes to it when the person asks; nothing written is lost. */
export function NewerLine() {
  const t = useWords(words);
  const ready = useSyncExternalStore(newer.subscribe, newer.get);
  return (
    <div role="status" className={ready ? classes['connection'] : undefined} data-tone="info">
      {ready && (
        <>
          <Icon name="upload" />
          <span>{t('newer.ready')}</span>
          <Button size="small" onClick={() => void takeNewer()}>
            {t('newer.take')}
          </Button>
        </>
      )}
    </div>
  );
}
