import { caller } from '../../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import type { LockLine, people } from '../../../people/contract.ts';

/** The typed way to locks. */
export const lockApi = caller<typeof people>('people');

/** The locks of a client that spare the reader; the parts of a page share one question. */
export function useLocks(clientId: string) {
  return useQuery({
    queryKey: ['care.listLocks', clientId],
    queryFn: () => lockApi.listLocks({ clientId }),
  });
}

/** The lock that stands on one record, if it spares the reader. */
export function useLockOf(clientId: string, recordId: string): LockLine | undefined {
  return useLocks(clientId).data?.rows.find((lock) => lock.recordId === recordId && lock.to === null);
}

/** Locking and lifting: what may be seen changes everywhere, so everything is asked again. */
export function useLocking(done: () => void) {
  const client = useQueryClient();
  return useAct({ changed: () => client.invalidateQueries(), done });
}
