import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import words from '../../words.json' with { type: 'json' };
import { LockSheet } from './LockSheet.tsx';
import { useLockOf, useLocks } from './useLocks.ts';

/** Says that a contact or a filled form is locked, or offers to lock it for the team that wrote it. */
export function LockMark(props: {
  clientId: string;
  about: 'contact' | 'form';
  recordId: string;
  team: string;
}) {
  const t = useWords(words);
  const { clientId, about, recordId } = props;
  const [locking, setLocking] = useState(false);
  const known = useLocks(clientId).data !== undefined;
  const lock = useLockOf(clientId, recordId);
  if (lock) return <Badge icon="lock">{t('lock.locked')}</Badge>;
  if (!known) return null;
  return (
    <>
      <Button kind="plain" size="small" icon="lock" onClick={() => setLocking(true)}>
        {t('lock.note')}
      </Button>
      {locking && (
        <LockSheet
          clientId={clientId}
          what={{ about, recordId }}
          team={props.team}
          onClose={() => setLocking(false)}
        />
      )}
    </>
  );
}
