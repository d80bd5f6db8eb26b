import { useState } from 'react';
import { useOnline } from '../../../kernel/web/connection.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useOutbox } from '../../../kernel/web/outbox.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** Says when there is no network and what waits on this device; silent when all is well. */
export function ConnectionLine() {
  const t = useWords(words);
  const online = useOnline();
  const { waiting } = useOutbox();
  const [open, setOpen] = useState(false);
  const refused = waiting.some(({ state }) => state === 'refused');
  const quiet = online && waiting.length === 0;
  return (
    <>
      <div
        role="status"
        className={quiet ? undefined : classes['connection']}
        data-tone={refused ? 'bad' : 'warn'}
      >
        {!quiet && (
          <>
            <Icon name={online ? 'upload' : 'offline'} />
            <span>
              {!online && t('line.offline')}{' '}
              {waiting.length > 0 && t('line.waiting', { count: waiting.length })}
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

function WaitingSheet(props: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { waiting, flush, discard } = useOutbox();
  return (
    <Sheet
      {...props}
      title={t('line.title')}
      actions={
        <Button kind="primary" onClick={() => void flush()}>
          {t('line.send')}
        </Button>
      }
    >
      <p>{t('line.text')}</p>
      <ul className={classes['waiting']}>
        {waiting.map((entry) => (
          <li key={entry.id}>
            <strong>{entry.about}</strong>
            <span>{t('line.since', { time: format.moment(new Date(entry.at)) })}</span>
            <Badge tone={entry.state === 'refused' ? 'bad' : 'warn'}>{t(`line.state.${entry.state}`)}</Badge>
            {entry.reason && <span>{entry.reason}</span>}
            {entry.state === 'refused' && (
              <Button size="small" onClick={() => void discard(entry.id)}>
                {t('line.discard')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
