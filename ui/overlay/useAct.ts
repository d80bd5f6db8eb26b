import { useState } from 'react';
import { toast } from './toasts.tsx';

/** What follows when something was done: what must be asked again, and where the person goes from here. */
export type After = { readonly changed: () => Promise<unknown>; readonly done: () => void };

/** One thing a person does on a form: busy while it is under way, the failure when it was refused (until `settled`), a toast when it is done. */
export function useAct({ changed, done }: After) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const act = async (work: () => Promise<unknown>, said: string) => {
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
  return { busy, failure, act, settled: () => setFailure(undefined) };
}
