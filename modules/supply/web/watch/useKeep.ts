import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useLater } from '../../../../kernel/web/outbox.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import type { supply } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSupplyChanged } from '../api.ts';

type Later = ReturnType<typeof useLater<typeof supply>>;

/** Saves a record through the outbox under one id for its whole life: sent now, or kept on this device and sent later. */
export function useKeep(done: () => void) {
  const t = useWords(words);
  const later = useLater<typeof supply>('supply');
  const changed = useSupplyChanged();
  const [id] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const keep = async (
    work: (
      later: Later,
      id: string,
      how: { about: string; key: string },
    ) => Promise<{ state: 'sent' | 'kept' }>,
  ) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { state } = await work(later, id, { about: t('watch.title'), key: id });
      await changed();
      toast(t(state === 'kept' ? 'dose.keptHere' : 'watch.saved'), {
        tone: state === 'kept' ? 'warn' : 'good',
      });
      done();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, keep };
}
