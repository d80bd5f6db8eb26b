import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useOutbox } from '../../../kernel/web/outbox.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

type Entry = ReturnType<typeof useOutbox>['waiting'][number];

/** Everything that has not reached the server, each with its state; what was refused can be corrected, copied, sent again or thrown away. */
export function WaitingSheet(props: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const { waiting, flush } = useOutbox();
  const mayGo = waiting.some(({ state }) => state === 'waiting');
  return (
    <Sheet
      {...props}
      title={t('line.title')}
      actions={
        mayGo && (
          <Button kind="primary" onClick={() => void flush()}>
            {t('line.send')}
          </Button>
        )
      }
    >
      <p>{t('line.text')}</p>
      <ul className={classes['waiting']}>
        {waiting.map((entry) => (
          <li key={entry.id}>
            <OneWaiting entry={entry} onClose={props.onClose} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function OneWaiting(props: { entry: Entry; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { entry } = props;
  const refused = entry.state === 'refused';
  return (
    <>
      <strong>{entry.about}</strong>
      <span>{t('line.since', { time: format.moment(new Date(entry.at)) })}</span>
      <Badge tone={refused ? 'bad' : 'warn'}>{t(`line.state.${entry.state}`)}</Badge>
      {refused && <p>{entry.reason || t('line.failed')}</p>}
      {entry.text && <p className={classes['waitingText']}>{entry.text}</p>}
      {refused && <Ways {...props} />}
    </>
  );
}

function Ways(props: { entry: Entry; onClose: () => void }) {
  const t = useWords(words);
  const { retry, discard } = useOutbox();
  const [asking, setAsking] = useState(false);
  const { id, text, mend } = props.entry;
  const copy = (said: string) => navigator.clipboard.writeText(said).then(() => toast(t('line.copied')));
  return (
    <Row gap={1}>
      {mend && (
        <div onClickCapture={props.onClose}>
          <ButtonLink size="small" kind="primary" to={`${mend.path}?again=${id}`}>
            {t('line.correct')}
          </ButtonLink>
        </div>
      )}
      {text && (
        <Button size="small" onClick={() => void copy(text).catch(() => undefined)}>
          {t('line.copy')}
        </Button>
      )}
      <Button size="small" onClick={() => void retry(id)}>
        {t('line.again')}
      </Button>
      <Button size="small" kind="plain" onClick={() => setAsking(true)}>
        {t('line.discard')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('line.discardSure')}
        yes={t('line.discard')}
        danger
        onYes={() => discard(id)}
      >
        {t('line.discardText')}
      </Confirm>
    </Row>
  );
}
