import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import { useAct as useActing } from '../../../ui/overlay/useAct.ts';
import type { identity } from '../../identity/contract.ts';
import type { fidelity } from '../contract.ts';

/** The typed ways to reviews of fidelity, and to the sites they are of. */
export const api = caller<typeof fidelity>('fidelity');
const identityApi = caller<typeof identity>('identity');

/** The names of the open sites of the community, in the reader's language. */
export function useSites(): readonly { readonly id: string; readonly name: string }[] {
  const { locale } = useLocale();
  const asked = useQuery({ queryKey: ['identity.listSites'], queryFn: () => identityApi.listSites({}) });
  const open = asked.data?.sites.filter((site) => site.closedAt === null) ?? [];
  return open.map((site) => ({ id: site.id, name: site.name[locale] }));
}

/** The reviews the reader may see. */
export function useReviews() {
  return useQuery({ queryKey: ['fidelity.listReviews'], queryFn: () => api.listReviews({}) });
}

/** Where one review is kept in the memory of the screen. */
export const reviewKey = (id: string) => ['fidelity.openReview', id];

/** One review in full. */
export function useReview(id: string) {
  return useQuery({ queryKey: reviewKey(id), queryFn: () => api.openReview({ id }) });
}

/** What the records show beside each item of a review. */
export function useBeside(id: string) {
  const asked = useQuery({
    queryKey: ['fidelity.recordsBeside', id],
    queryFn: () => api.recordsBeside({ id }),
  });
  return new Map((asked.data?.items ?? []).map((one) => [one.code, one]));
}

/** Asks everything known of reviews again. */
export function useChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('fidelity.') });
}

/** One thing a person does here; everything known of reviews is asked again afterwards. */
export function useAct(done: () => void) {
  return useActing({ changed: useChanged(), done });
}
