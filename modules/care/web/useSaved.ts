import { useState } from 'react';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { useCareChanged } from './api.ts';

/** Saving on a form: busy while it is under way, the failure when it was refused, a toast when it is done. */
export function useSaved(done: () => void) {
  const changed = useCareChanged();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const save = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      await changed();
      toast(said);
      done();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, save };
}
