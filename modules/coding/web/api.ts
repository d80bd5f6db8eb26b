import { useMemo } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useLocale } from '../../../kernel/web/words.tsx';
import type { evidence } from '../../evidence/contract.ts';
import type { identity } from '../../identity/contract.ts';
import type { vocabulary } from '../../vocabulary/contract.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import type { coding, OwnCode } from '../contract.ts';
import { crossingsOf, kindBelow } from '../tree.ts';

/** The typed ways to codings, and to what they are made on. */
export const api = caller<typeof coding>('coding');
export const evidenceApi = caller<typeof evidence>('evidence');
const identityApi = caller<typeof identity>('identity');
const vocabularyApi = caller<typeof vocabulary>('vocabulary');

/** A code of a codebook: as published, or of the team's own (`own`); `guide` is what the study says beside a published one. */
export type BookCode = CodeEntry & {
  readonly own: OwnCode | undefined;
  readonly guide: OwnCode | undefined;
  /** Whether new passages may carry it. */
  readonly open: boolean;
};

/** A codebook as screens use it: the published codes in their order with the team's own among them, names in the reader's language. */
export type Codebook = {
  readonly codes: readonly BookCode[];
  readonly nameOf: (code: string) => string;
  readonly entryOf: (code: string) => BookCode | undefined;
  /** The names above a code, from the top. */
  readonly above: (code: string) => string;
  /** Codes it may be crossed with, such as the characteristics of a role. */
  readonly crosses: (code: string) => readonly string[];
};

const forEver = { staleTime: Number.POSITIVE_INFINITY } as const;

type Study = {
  readonly id: string;
  readonly codebook: { readonly system: string; readonly version: string };
};

/** The codebook of a study; nothing until it is here. */
export function useCodebook(study: Study | undefined): Codebook | undefined {
  const { locale } = useLocale();
  const { system, version } = study?.codebook ?? { system: '', version: '' };
  const locked = useQuery({
    queryKey: ['vocabulary.getSystem', system, version],
    queryFn: () => vocabularyApi.getSystem({ key: system, version }),
    enabled: study !== undefined,
    ...forEver,
  });
  const added = useQuery({
    queryKey: ['coding.listCodes', study?.id],
    queryFn: () => api.listCodes({ study: study?.id ?? '' }),
    enabled: study !== undefined,
  });
  const [codes, rows] = [locked.data?.system.codes, added.data?.rows];
  return useMemo(() => (codes && rows ? bookOf(codes, rows, locale) : undefined), [codes, rows, locale]);
}

/** Puts the team's own codes into the tree of the published ones. */
export function bookOf(
  locked: readonly CodeEntry[],
  rows: readonly OwnCode[],
  locale: 'en' | 'fr',
): Codebook {
  const guides = new Map(rows.filter((row) => !row.own).map((row) => [row.code, row]));
  const below = Map.groupBy(
    rows.filter((row) => row.own),
    (row) => row.parent ?? '',
  );
  const grown = (parent: string, kind: string | undefined): BookCode[] =>
    (below.get(parent) ?? []).flatMap((row) => {
      const entry = ownEntry(row, kindBelow(kind));
      return [entry, ...grown(row.code, entry.kind)];
    });
  // The team's codes follow whatever the published codebook has below the same code.
  const published = Map.groupBy(locked, (entry) => entry.parent ?? '');
  const withBelow = (entry: CodeEntry): BookCode[] => [
    { ...entry, own: undefined, guide: guides.get(entry.code), open: true },
    ...(published.get(entry.code) ?? []).flatMap(withBelow),
    ...grown(entry.code, entry.kind),
  ];
  const codes = [...(published.get('') ?? []).flatMap(withBelow), ...grown('', undefined)];
  const byCode = new Map(codes.map((entry) => [entry.code, entry]));
  const crossings = crossingsOf(codes);
  const nameOf = (code: string) => byCode.get(code)?.name[locale] ?? code;
  const above = (code: string): string => {
    const parent = byCode.get(code)?.parent;
    return parent ? [above(parent), nameOf(parent)].filter(Boolean).join(' › ') : '';
  };
  return {
    codes,
    nameOf,
    above,
    entryOf: (code) => byCode.get(code),
    crosses: (code) => (crossings.get(code)?.with ?? []).filter((one) => byCode.get(one)?.open),
  };
}

function ownEntry(row: OwnCode, kind: string): BookCode {
  const said = (text: string | null) => (text ? { en: text, fr: text } : undefined);
  const [definition, include, exclude] = [said(row.definition), said(row.include), said(row.exclude)];
  return {
    code: row.code,
    kind,
    parent: row.parent,
    number: null,
    name: { en: row.name ?? row.code, fr: row.name ?? row.code },
    ...(definition ? { definition } : {}),
    ...(include ? { include } : {}),
    ...(exclude ? { exclude } : {}),
    verified: true,
    own: row,
    guide: undefined,
    open: row.codable && !row.retired,
  };
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
