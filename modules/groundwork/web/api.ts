import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useLocale } from '../../../kernel/web/words.tsx';
import { useAct as useActing } from '../../../ui/overlay/useAct.ts';
import type { identity } from '../../identity/contract.ts';
import type { learning } from '../../learning/contract.ts';
import { useChoices, useNameOf } from '../../pathway/web/index.ts';
import type { staffing } from '../../staffing/contract.ts';
import type { supply } from '../../supply/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { groundwork } from '../contract.ts';
import { groundworkSystem } from '../model.ts';

/** The typed ways to the ground a site stands on, and to what it names. */
export const api = caller<typeof groundwork>('groundwork');
const vocabularyApi = caller<typeof vocabulary>('vocabulary');
const identityApi = caller<typeof identity>('identity');
const staffingApi = caller<typeof staffing>('staffing');
const learningApi = caller<typeof learning>('learning');
const supplyApi = caller<typeof supply>('supply');

/** The sites somebody may look at: their own, or every open one for stewards and people of funders. */
export function useSites(): readonly { readonly id: string; readonly name: string }[] {
  const me = useMe();
  const { locale } = useLocale();
  const across = me.roles.some(({ role }) => role === 'steward' || role === 'funder');
  const all = useQuery({
    queryKey: ['identity.listSites'],
    queryFn: () => identityApi.listSites({}),
    enabled: across,
  });
  if (!across) return me.sites;
  const open = all.data?.sites.filter((site) => site.closedAt === null) ?? [];
  return open.map((site) => ({ id: site.id, name: site.name[locale] }));
}

/** True for those who read only what is meant for funders. */
export function useOnlyFunder(): boolean {
  return useMe().roles.every(({ role }) => role === 'funder');
}

/** The published lists of groundwork: entries of a kind, as choices, and the name of any code. */
export function useLists() {
  const choices = useChoices();
  const nameOf = useNameOf();
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', groundworkSystem],
    queryFn: () => vocabularyApi.getSystem({ key: groundworkSystem }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const codes = asked.data?.system.codes ?? [];
  return {
    entries: (kind: string) => codes.filter((one) => one.kind === kind),
    of: (kind: string) => choices(codes.filter((one) => one.kind === kind)),
    name: (code: string | null) => nameOf(codes, code),
    asks: (code: string | null, fact: string) =>
      codes.find((one) => one.code === code)?.facts?.[fact] === true,
  };
}

/** The plans of a site. */
export function usePlans(siteId: string) {
  return useQuery({ queryKey: ['groundwork.plans', siteId], queryFn: () => api.plans({ siteId }) });
}

/** What is due now. */
export function useToday(enabled = true) {
  return useQuery({ queryKey: ['groundwork.today'], queryFn: () => api.today({}), enabled });
}

/** Those who hold a role at a site. */
export function useSitePeople(siteId: string) {
  const asked = useQuery({
    queryKey: ['staffing.listSitePeople', siteId],
    queryFn: () => staffingApi.listSitePeople({ siteId }),
  });
  return asked.data?.people ?? [];
}

/** The trials of a site, and the protocols in force there, that an entry may have led to. */
export function useLinks(siteId: string, on: string) {
  const me = useMe();
  const care =
    me.roles.some(({ role }) => role === 'coordinator') && me.sites.some(({ id }) => id === siteId);
  const trials = useQuery({
    queryKey: ['learning.listTrials', siteId],
    queryFn: () => learningApi.listTrials({ siteId }),
  });
  const rules = useQuery({
    queryKey: ['supply.listRules', siteId, on],
    queryFn: () => supplyApi.listRules({ siteId, on }),
    enabled: care,
  });
  return { trials: trials.data?.trials ?? [], rules: rules.data?.rows ?? [] };
}

/** One thing a person does here; everything known of groundwork is asked again afterwards. */
export function useAct(done: () => void) {
  const client = useQueryClient();
  const changed = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('groundwork.') });
  return useActing({ changed, done });
}
