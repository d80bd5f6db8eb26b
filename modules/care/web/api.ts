import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import type { care } from '../contract.ts';

/** The typed way to the shared record. */
export const api = caller<typeof care>('care');

/** A client's open next steps, goals and safety plan. */
export function useClientCare(clientId: string) {
  return useQuery({ queryKey: ['care.clientCare', clientId], queryFn: () => api.clientCare({ clientId }) });
}

/** A client's record at a glance; its parts on the page share one question. */
export function useGlance(clientId: string) {
  return useQuery({ queryKey: ['care.glance', clientId], queryFn: () => api.glance({ clientId }) });
}

/** The day of whoever is signed in. */
export function useDay() {
  return useQuery({ queryKey: ['care.today'], queryFn: () => api.today({}) });
}

/** What the day's list, if it was seen, says of a client: enough to record a contact while there is no connection. */
export function useLately(clientId: string): { clientName: string; programCode: string | null } | undefined {
  const day = useQuery({ queryKey: ['care.today'], queryFn: () => api.today({}), enabled: false });
  const rows = [...(day.data?.recent ?? []), ...(day.data?.tasks ?? [])];
  return rows.find((row) => row.clientId === clientId);
}

/** Says that everything known of the shared record must be asked again. */
export function useCareChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('care.') });
}
