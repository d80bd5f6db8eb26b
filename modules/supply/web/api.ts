import { caller } from '../../../kernel/web/call.ts';
import { useInfiniteQuery, useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { todayHere, useChoices, useNameOf, useProgram, useRead } from '../../pathway/web/index.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import type { supply } from '../contract.ts';

/** The typed way to prescribed supply. */
export const api = caller<typeof supply>('supply');
const vocabularyApi = caller<typeof vocabulary>('vocabulary');

const published = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } as const;
const keyOf = (clientId: string) => ['supply.clientSupply', clientId] as const;

/** A client's dose events, page by page, and what they said about the dose. */
export function useDoses(clientId: string) {
  const asked = useInfiniteQuery({
    queryKey: keyOf(clientId),
    queryFn: ({ pageParam }) =>
      api.clientSupply({ clientId, limit: 20, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const [first] = asked.data?.pages ?? [];
  const data = first && {
    rows: asked.data?.pages.flatMap((page) => page.rows) ?? [],
    answers: first.answers,
  };
  return {
    of: { data, error: asked.error, isPending: asked.isPending, refetch: asked.refetch },
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    busy: asked.isFetchingNextPage,
  };
}

/** The formulations to choose from in a program. */
export function useFormulary(programCode: string) {
  return useQuery({
    queryKey: ['supply.formulary', programCode],
    queryFn: () => api.formulary({ programCode }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The formulations of a program as options, by class. */
export function useFormulations(programCode: string) {
  const read = useRead();
  const { data } = useFormulary(programCode);
  return (data?.classes ?? []).flatMap((group) =>
    group.formulations.map((one) => ({ value: one.code, label: read(one.name), group: read(group.name) })),
  );
}

function useSystem(key: string | undefined): readonly CodeEntry[] {
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', key],
    queryFn: () => vocabularyApi.getSystem({ key: key ?? '' }),
    enabled: key !== undefined,
    ...published,
  });
  return asked.data?.system.codes ?? [];
}

/** The lists the record is written with: choices of a kind, and the name of any code. */
export function useRecordWords() {
  const codes = useSystem('supply-record');
  const places = useSystem('jurisdictions');
  const choices = useChoices();
  const nameOf = useNameOf();
  return {
    of: (kind: string) => choices(codes.filter((one) => one.kind === kind)),
    entries: (kind: string) => codes.filter((one) => one.kind === kind),
    name: (code: string | null) => nameOf(codes, code),
    jurisdictions: choices(places),
    jurisdiction: (code: string | null) => nameOf(places, code),
  };
}

/** How doses may be observed in a program, from its terms. */
export function useObservations(programCode: string | undefined) {
  const codes = useSystem(useProgram(programCode)?.terms?.key).filter((one) => one.kind === 'observation');
  const choices = useChoices();
  const nameOf = useNameOf();
  return { choices: choices(codes), name: (code: string) => nameOf(codes, code) };
}

/** The site a clinic's screen is about: the one chosen in the address if it is one's own, else one's first. */
export function useOwnSite(asked: string): {
  id: string | undefined;
  sites: readonly { id: string; name: string }[];
} {
  const { sites } = useMe();
  return { id: sites.find((site) => site.id === asked)?.id ?? sites[0]?.id, sites };
}

/** The program of a site that prescribes; undefined where none does. */
export function useSiteProgram(siteId: string): string | undefined {
  const asked = useQuery({
    queryKey: ['supply.sitePrograms', siteId],
    queryFn: () => api.sitePrograms({ siteId }),
    ...published,
  });
  return asked.data?.codes[0];
}

/** Protocols, rules and advice in force at one of one's own sites on a day. */
export function useRules(siteId: string | undefined, on: string = todayHere()) {
  return useQuery({
    queryKey: ['supply.listRules', siteId, on],
    queryFn: () => api.listRules({ siteId: siteId ?? '', on }),
    enabled: siteId !== undefined,
  });
}

/** A client's prescriptions and wishes. */
export function usePrescriptions(clientId: string) {
  return useQuery({
    queryKey: ['supply.clientPrescriptions', clientId],
    queryFn: () => api.clientPrescriptions({ clientId }),
  });
}

/** The classes of substances an alert can be about. */
export function useClasses() {
  const asked = useQuery({
    queryKey: ['supply.listClasses'],
    queryFn: () => api.listClasses({}),
    ...published,
  });
  return asked.data?.rows ?? [];
}

/** Says that everything known of supply must be asked again. */
export function useSupplyChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('supply.') });
}
