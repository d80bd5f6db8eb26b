import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import { Failure } from '../page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import { Dialog } from './Sheet.tsx';

/** Asks before something that cannot easily be undone; stays open and says why when it was refused. */
export function Confirm(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  yes: string;
  danger?: boolean | undefined;
  onYes: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const act = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await props.onYes();
      props.onClose();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button kind={props.danger ? 'danger' : 'primary'} busy={busy} onClick={() => void act()}>
            {props.yes}
          </Button>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div>{props.children}</div>
      <Failure of={failure} while="doing" />
    </Dialog>
  );
}
