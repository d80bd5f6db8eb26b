import { useState } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useLocale } from '../../../kernel/web/words.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import type { identity } from '../../identity/contract.ts';
import type { learning } from '../../learning/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { network } from '../contract.ts';
import { writers } from './seen.ts';

/** The typed ways to what is shared, and to what it names. */
export const api = caller<typeof network>('network');
export const learningApi = caller<typeof learning>('learning');
export const vocabularyApi = caller<typeof vocabulary>('vocabulary');
const identityApi = caller<typeof identity>('identity');

/** Reads a text in both languages in the reader's. */
export function useRead(): (said: { readonly en: string; readonly fr: string }) => string {
  const { locale } = useLocale();
  return (said) => said[locale];
}

/** The names of the sites of one's own community; empty while they are asked for. */
export function useSiteNames(): ReadonlyMap<string, string> {
  const read = useRead();
  const asked = useQuery({ queryKey: ['identity.listSites'], queryFn: () => identityApi.listSites({}) });
  return new Map((asked.data?.sites ?? []).map((site) => [site.id, read(site.name)]));
}

/** Every published lesson and one's own drafts. */
export function useLessons() {
  return useQuery({ queryKey: ['network.listLessons'], queryFn: () => api.listLessons({}) });
}

/** True for those who write lessons. */
export function useWrites(): boolean {
  return useMe().roles.some(({ role }) => (writers as readonly string[]).includes(role));
}

/** One thing a person does: busy while it is under way, the failure when it was refused, a toast when it is done. */
export function useAct(done?: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const renew = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('network.') });
  const act = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      await renew();
      toast(said);
      done?.();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, setFailure, act, renew };
}
