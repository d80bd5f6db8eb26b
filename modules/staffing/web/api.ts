import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useLocale } from '../../../kernel/web/words.tsx';
import { useAct as useActing } from '../../../ui/overlay/useAct.ts';
import type { identity } from '../../identity/contract.ts';
import type { pathway } from '../../pathway/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import type { staffing } from '../contract.ts';
import { staffingSystem } from '../model.ts';

/** The typed ways to posts, to what they name, and to the capacity they feed. */
export const api = caller<typeof staffing>('staffing');
export const pathwayApi = caller<typeof pathway>('pathway');
const vocabularyApi = caller<typeof vocabulary>('vocabulary');
const identityApi = caller<typeof identity>('identity');

/** The sites whose team somebody may look at: their own, or every open site for a steward; and all their names. */
export function useTeamSites(): readonly { readonly id: string; readonly name: string }[] {
  const me = useMe();
  const { locale } = useLocale();
  const steward = me.roles.some(({ role }) => role === 'steward');
  const all = useQuery({
    queryKey: ['identity.listSites'],
    queryFn: () => identityApi.listSites({}),
    enabled: steward,
  });
  if (!steward) return me.sites;
  const open = all.data?.sites.filter((site) => site.closedAt === null) ?? [];
  return open.map((site) => ({ id: site.id, name: site.name[locale] }));
}

/** The entries of one kind of the published list of staffing, and their names. */
export function useList(kind: string): readonly CodeEntry[] {
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', staffingSystem],
    queryFn: () => vocabularyApi.getSystem({ key: staffingSystem }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (asked.data?.system.codes ?? []).filter((entry) => entry.kind === kind);
}

/** What is missing at the sites somebody answers for; asked only by those who do. */
export function useGaps() {
  const runs = useRuns();
  return useQuery({ queryKey: ['staffing.gaps'], queryFn: () => api.gaps({}), enabled: runs });
}

/** True for those who answer for the people of some site. */
export function useRuns(): boolean {
  return useMe().roles.some(({ role }) => ['coordinator', 'lead', 'steward'].includes(role));
}

/** How supervision and training stand for the reader. */
export function useMine() {
  return useQuery({ queryKey: ['staffing.mine'], queryFn: () => api.mine({}) });
}

/** What the reader said of their weeks. */
export function useMyWeeks() {
  return useQuery({ queryKey: ['staffing.myCheckIns'], queryFn: () => api.myCheckIns({}) });
}

/** Those who hold a role at a site. */
export function useSitePeople(siteId: string) {
  return useQuery({
    queryKey: ['staffing.listSitePeople', siteId],
    queryFn: () => api.listSitePeople({ siteId }),
  });
}

/** One thing a person does on a form of the team; what is known of it, and of capacity, is asked again afterwards. */
export function useAct(done: () => void) {
  const client = useQueryClient();
  const changed = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(staffing\.|pathway\.capacity)/.test(String(queryKey[0])),
    });
  return useActing({ changed, done });
}
