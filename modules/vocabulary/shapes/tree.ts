import type { CodeEntry } from './codeSystem.ts';

/** A code with the codes below it, in published order. */
export type CodeNode = CodeEntry & { readonly children: readonly CodeNode[] };

/** Arranges codes under their parents, keeping the published order at every level. */
export function treeOf(codes: readonly CodeEntry[]): CodeNode[] {
  const below = Map.groupBy(codes, (entry) => entry.parent ?? '');
  const grow = (parent: string): CodeNode[] =>
    (below.get(parent) ?? []).map((entry) => ({ ...entry, children: grow(entry.code) }));
  return grow('');
}

/** The names from the top of the tree down to a code; one name alone may stand under several parents. */
export function pathOf(codes: readonly CodeEntry[], code: string): CodeEntry[] {
  const byCode = new Map(codes.map((entry) => [entry.code, entry]));
  const path: CodeEntry[] = [];
  let at = byCode.get(code);
  while (at !== undefined && !path.includes(at)) {
    path.unshift(at);
    at = at.parent === null ? undefined : byCode.get(at.parent);
  }
  return path;
}
