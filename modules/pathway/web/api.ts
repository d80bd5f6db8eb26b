import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useSession } from '../../../kernel/web/session.tsx';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { identity } from '../../identity/contract.ts';
import type { people } from '../../people/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { pathway } from '../contract.ts';

/** The typed way to the pathway. */
export const api = caller<typeof pathway>('pathway');
export const peopleApi = caller<typeof people>('people');
const identityApi = caller<typeof identity>('identity');
const vocabularyApi = caller<typeof vocabulary>('vocabulary');

const published = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } as const;

type Said = { readonly en: string; readonly fr: string };
type Named = { readonly code: string; readonly name: Said };

/** Reads a text of a definition in the reader's language. */
export function useRead(): (said: Said) => string {
  const { locale } = useLocale();
  return (said) => said[locale];
}

/** Names a code of a list in the reader's language; the code itself when the list does not know it. */
export function useNameOf(): (list: readonly Named[] | undefined, code: string | null) => string {
  const read = useRead();
  return (list, code) => {
    const found = list?.find((one) => one.code === code);
    return found ? read(found.name) : (code ?? '');
  };
}

/** A list of codes as choices in the reader's language. */
export function useChoices(): (list: readonly Named[] | undefined) => { value: string; label: string }[] {
  const read = useRead();
  return (list) => (list ?? []).map((one) => ({ value: one.code, label: read(one.name) }));
}

/** One program model: the version named, else the one in use at the reader's sites, else the latest. A published version never changes, so it is asked once. */
export function useProgram(code: string | undefined, named?: string): Program | undefined {
  const offered = useAdoptions();
  const { me } = useSession();
  const here = offered.data?.rows.find(
    (one) => one.programCode === code && me?.sites.some((site) => site.id === one.siteId),
  );
  const version = named ?? here?.programVersion;
  const asked = useQuery({
    queryKey: ['vocabulary.getProgram', code, version],
    queryFn: () => vocabularyApi.getProgram({ key: code ?? '', ...(version ? { version } : {}) }),
    enabled: code !== undefined && (version !== undefined || !offered.isPending),
    ...published,
  });
  return asked.data?.program;
}

/** The conditions of a program at a site, whatever their dates. */
export function useConditions(at: { siteId: string; programCode: string | null } | undefined) {
  const siteId = at?.siteId ?? '';
  const programCode = at?.programCode ?? '';
  return useQuery({
    queryKey: ['pathway.conditions', siteId, programCode],
    queryFn: () => api.conditions({ siteId, programCode }),
    enabled: siteId !== '' && programCode !== '',
  });
}

/** The names of every program model. */
export function usePrograms() {
  return useProgramList().data?.programs ?? [];
}

/** The list of program models, asked once. */
export function useProgramList() {
  return useQuery({
    queryKey: ['vocabulary.listPrograms'],
    queryFn: () => vocabularyApi.listPrograms({}),
    ...published,
  });
}

/** The name of a program in the reader's language; nothing while the names are on their way, the code when nobody knows it. */
export function useProgramName(): (code: string | null) => string {
  const { data, isPending } = useProgramList();
  const read = useRead();
  return (code) => {
    const found = data?.programs.find((one) => one.key === code);
    if (found) return read(found.name);
    return isPending ? '' : (code ?? '');
  };
}

/** The programs offered in the community, each with the version in use at its site. */
export function useAdoptions() {
  return useQuery({ queryKey: ['pathway.listAdoptions'], queryFn: () => api.listAdoptions({}) });
}

/** The programs offered in the community, with their places taken and left. */
export function usePlaces() {
  return useQuery({ queryKey: ['pathway.listPlaces'], queryFn: () => api.listPlaces({}) });
}

/** The agreements in force by which partners refer to a program of one of the reader's sites. */
export function useAgreements(at: { readonly siteId: string; readonly programCode: string } | undefined) {
  const today = todayHere();
  const asked = useQuery({
    queryKey: ['pathway.listAgreements'],
    queryFn: () => api.listAgreements({}),
    enabled: at !== undefined,
  });
  return (asked.data?.rows ?? []).filter(
    (one) =>
      one.siteId === at?.siteId &&
      one.direction !== 'out' &&
      (one.programCode === null || one.programCode === at.programCode) &&
      one.from <= today &&
      (one.to === null || today < one.to),
  );
}

/** The sites whose places and programs the reader settles: every site of the community for a steward, one's own for a coordinator. */
export function useSettledSites(): readonly { readonly id: string; readonly name: string }[] {
  const { me } = useSession();
  const read = useRead();
  const steward = me?.roles.some(({ role }) => role === 'steward') ?? false;
  const all = useQuery({
    queryKey: ['identity.listSites'],
    queryFn: () => identityApi.listSites({}),
    enabled: steward,
  });
  if (!steward) return me?.sites ?? [];
  const open = all.data?.sites.filter((site) => site.closedAt === null) ?? [];
  return open.map((site) => ({ id: site.id, name: read(site.name) }));
}

/** One client's whole way through programs. */
export function useClientPathway(clientId: string) {
  return useQuery({
    queryKey: ['pathway.clientPathway', clientId],
    queryFn: () => api.clientPathway({ clientId }),
  });
}

/** The program that something about a client most likely belongs to: where they are enrolled, else referred, else the first offered at one's sites. */
export function useClientProgram(clientId: string): { code: string | undefined; ready: boolean } {
  const way = useClientPathway(clientId);
  const offered = useAdoptions();
  const { me } = useSession();
  const enrolled = way.data?.enrolments.find((one) => one.endedOn === null)?.programCode;
  const referred = way.data?.referrals.find((one) => one.programCode !== null)?.programCode ?? undefined;
  const mine = offered.data?.rows.find((one) =>
    me?.sites.some((site) => site.id === one.siteId),
  )?.programCode;
  return {
    code: enrolled ?? referred ?? mine,
    ready: (way.data ?? way.error) !== null && offered.data !== undefined,
  };
}

/** The name of one of the reader's own sites; empty for others. */
export function useSiteName(): (siteId: string) => string {
  const { me } = useSession();
  return (siteId) => me?.sites.find((site) => site.id === siteId)?.name ?? '';
}

/** Says that everything known of the pathway must be asked again. */
export function usePathwayChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('pathway.') }),
      client.invalidateQueries({ queryKey: ['care.today'] }),
    ]);
}

/** Today on this device, `2026-03-31`. */
export function todayHere(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
