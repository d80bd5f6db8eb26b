import { useMemo } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { identity } from '../../identity/contract.ts';
import type { evidence } from '../contract.ts';

/** The typed way to what people said. */
export const api = caller<typeof evidence>('evidence');
const identityApi = caller<typeof identity>('identity');

/** The sites of the community, with the names of all of them in the reader's language. */
export function useSites() {
  const { locale } = useLocale();
  const asked = useQuery({ queryKey: ['identity.listSites'], queryFn: () => identityApi.listSites({}) });
  return useMemo(() => {
    const sites = (asked.data?.sites ?? []).map((site) => ({
      id: site.id,
      code: site.code,
      name: site.name[locale],
    }));
    const names = new Map(sites.map((site) => [site.id, site.name]));
    return { sites, nameOf: (id: string | null) => (id === null ? '' : (names.get(id) ?? '')) };
  }, [asked.data, locale]);
}

/** Says that everything known of texts and their codings must be asked again. */
export function useEvidenceChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(evidence|coding)\./.test(String(queryKey[0])),
    });
}
