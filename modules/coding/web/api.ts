import { useMemo } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { evidence } from '../../evidence/contract.ts';
import type { identity } from '../../identity/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import type { coding } from '../contract.ts';

/** The typed ways to codings, and to what they are made on. */
export const api = caller<typeof coding>('coding');
export const evidenceApi = caller<typeof evidence>('evidence');
const identityApi = caller<typeof identity>('identity');
const vocabularyApi = caller<typeof vocabulary>('vocabulary');

/** A codebook as screens use it: its codes in published order, their names in the reader's language. */
export type Codebook = {
  readonly codes: readonly CodeEntry[];
  readonly nameOf: (code: string) => string;
  readonly entryOf: (code: string) => CodeEntry | undefined;
  /** The names above a code, from the top. */
  readonly above: (code: string) => string;
};

const published = { staleTime: Number.POSITIVE_INFINITY } as const;

/** One version of a codebook; nothing until it is here. */
export function useCodebook(of: { system: string; version: string } | undefined): Codebook | undefined {
  const { locale } = useLocale();
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', of?.system, of?.version],
    queryFn: () => vocabularyApi.getSystem({ key: of?.system ?? '', version: of?.version ?? '' }),
    enabled: of !== undefined,
    ...published,
  });
  const codes = asked.data?.system.codes;
  return useMemo(() => {
    if (codes === undefined) return undefined;
    const byCode = new Map(codes.map((entry) => [entry.code, entry]));
    const nameOf = (code: string) => byCode.get(code)?.name[locale] ?? code;
    const above = (code: string): string => {
      const parent = byCode.get(code)?.parent;
      return parent ? [above(parent), nameOf(parent)].filter(Boolean).join(' › ') : '';
    };
    return { codes, nameOf, above, entryOf: (code: string) => byCode.get(code) };
  }, [codes, locale]);
}

/** The studies this person may see. */
export function useStudies() {
  return useQuery({ queryKey: ['evidence.listStudies'], queryFn: () => evidenceApi.listStudies({}) });
}

/** The names of the sites of the community in the reader's language, in the order of their short names. */
export function useSites() {
  const { locale } = useLocale();
  const asked = useQuery({ queryKey: ['identity.listSites'], queryFn: () => identityApi.listSites({}) });
  return useMemo(
    () => (asked.data?.sites ?? []).map((site) => ({ id: site.id, name: site.name[locale] })),
    [asked.data, locale],
  );
}
