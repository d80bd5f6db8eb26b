import { useEffect, useRef, useState } from 'react';
import { useOnline } from '../../../kernel/web/connection.ts';
import { useOutbox } from '../../../kernel/web/outbox.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';
import { WaitingSheet } from './WaitingSheet.tsx';

/** Says when there is no network, what waits to be sent and what was refused; silent when all is well. */
export function ConnectionLine() {
  const t = useWords(words);
  const online = useOnline();
  const { waiting } = useOutbox();
  const [open, setOpen] = useState(false);
  const refused = waiting.filter(({ state }) => state === 'refused').length;
  const unsent = waiting.length - refused;
  useSaidWhenSent(unsent, refused);
  const quiet = online && waiting.length === 0;
  return (
    <>
      <div
        role="status"
        className={quiet ? undefined : classes['connection']}
        data-tone={refused > 0 ? 'bad' : 'warn'}
      >
        {!quiet && (
          <>
            <Icon name={refused > 0 ? 'warning' : online ? 'upload' : 'offline'} />
            <span>
              {!online && t('line.offline')} {unsent > 0 && t('line.waiting', { count: unsent })}{' '}
              {refused > 0 && t('line.refused', { count: refused })}
            </span>
            {waiting.length > 0 && (
              <Button size="small" onClick={() => setOpen(true)}>
                {t('line.show')}
              </Button>
            )}
          </>
        )}
      </div>
      <WaitingSheet open={open && waiting.length > 0} onClose={() => setOpen(false)} />
    </>
  );
}

/** Says so in passing when everything that waited has reached the server. */
function useSaidWhenSent(unsent: number, refused: number): void {
  const t = useWords(words);
  const before = useRef({ unsent, refused });
  const waited = useRef(0);
  useEffect(() => {
    const sent = before.current.unsent - unsent - Math.max(0, refused - before.current.refused);
    before.current = { unsent, refused };
    waited.current = unsent === 0 && sent === 0 ? 0 : waited.current + Math.max(0, sent);
    if (unsent > 0 || waited.current === 0) return;
    if (waited.current > 0) toast(t('line.sent', { count: waited.current }));
    waited.current = 0;
  }, [unsent, refused, t]);
}
