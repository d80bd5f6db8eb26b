import { useState } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { toast } from '../../../ui/overlay/toasts.tsx';
import type { employment } from '../contract.ts';

/** The typed way to clients' work. */
export const api = caller<typeof employment>('employment');

const keyOf = (clientId: string) => ['employment.clientEmployment', clientId] as const;

/** One client's work. */
export function useWork(clientId: string) {
  return useQuery({ queryKey: keyOf(clientId), queryFn: () => api.clientEmployment({ clientId }) });
}

/** Saving on a form of one client: busy while under way, the failure when refused, a toast when done. */
export function useSaved(clientId: string, done: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const save = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      await client.invalidateQueries({ queryKey: keyOf(clientId) });
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
