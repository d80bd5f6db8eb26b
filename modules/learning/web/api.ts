import { useMemo, useState } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useLocale } from '../../../kernel/web/words.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import type { identity } from '../../identity/contract.ts';
import type { measures } from '../../measures/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import type { learning } from '../contract.ts';
import { deciders } from './seen.ts';

/** The typed ways to barriers and trials, and to what they name. */
export const api = caller<typeof learning>('learning');
export const vocabularyApi = caller<typeof vocabulary>('vocabulary');
export const measuresApi = caller<typeof measures>('measures');
const identityApi = caller<typeof identity>('identity');

const published = { staleTime: Number.POSITIVE_INFINITY } as const;

/** Reads a text of a definition in the reader's language. */
export function useRead(): (said: { readonly en: string; readonly fr: string }) => string {
  const { locale } = useLocale();
  return (said) => said[locale];
}

/** The names of the sites of the community, in the reader's language; empty while they are asked for. */
export function useSiteNames(): ReadonlyMap<string, string> {
  const read = useRead();
  const asked = useQuery({ queryKey: ['identity.listSites'], queryFn: () => identityApi.listSites({}) });
  return new Map((asked.data?.sites ?? []).map((site) => [site.id, read(site.name)]));
}

/** Every barrier and facilitator of the community. */
export function useFactors() {
  return useQuery({ queryKey: ['learning.listFactors'], queryFn: () => api.listFactors({}) });
}

/** A framework's construct, with the framework it stands in. */
export type Construct = { readonly system: string; readonly entry: CodeEntry };

/** The frameworks that hold constructs: their codes, their domains in order, one construct by its code. */
export function useFrameworks() {
  const systems = useQuery({
    queryKey: ['vocabulary.listSystems'],
    queryFn: () => vocabularyApi.listSystems({}),
    ...published,
  });
  const known = systems.data?.systems;
  const keys = useMemo(
    () => (known ?? []).filter(({ counts }) => 'construct' in counts).map(({ key }) => key),
    [known],
  );
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', ...keys],
    queryFn: () => Promise.all(keys.map((key) => vocabularyApi.getSystem({ key }))),
    enabled: keys.length > 0,
    ...published,
  });
  const { data } = asked;
  return useMemo(() => {
    const all = (data ?? []).flatMap(({ system }) =>
      system.codes.map((entry) => ({ system: system.key, entry })),
    );
    return {
      keys,
      domains: all.filter(({ entry }) => entry.kind === 'domain'),
      constructs: all.filter(({ entry }) => entry.kind !== 'domain'),
      find: (code: string): Construct | undefined => all.find(({ entry }) => entry.code === code),
    };
  }, [data, keys]);
}

/** The measures a trial can be judged by. */
export function useMeasures() {
  return useQuery({
    queryKey: ['measures.listMeasures'],
    queryFn: () => measuresApi.listMeasures({}),
    ...published,
  });
}

/** True for those who choose strategies and decide trials. */
export function useDecides(): boolean {
  return useMe().roles.some(({ role }) => (deciders as readonly string[]).includes(role));
}

/** One thing a person does on a form: busy while it is under way, the failure when it was refused, a toast when it is done. */
export function useAct(done?: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const act = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('learning.'),
      });
      toast(said);
      done?.();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, setFailure, act };
}
