import { useState } from 'react';
import { useQueryClient } from '../../../kernel/web/queries.ts';
import { wasDeclined } from './entry/browser.ts';

/** Something a person does on a page: busy or not, why it failed, and what identity showed is asked again afterwards. */
export function useAct(onDone?: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('identity.') });
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      await refresh();
      onDone?.();
    } catch (why) {
      if (!wasDeclined(why)) setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, refresh, run: (work: () => Promise<unknown>) => void act(work) };
}
