import type { BookCode, Codebook } from '../api.ts';
import type { CodeTask } from './CodeSheet.tsx';

/** A code as a line of the tree: how deep it stands, how many codes stand below it, and whether they are shown. */
export type Leaf = {
  readonly entry: BookCode;
  readonly level: number;
  readonly parts: number;
  readonly open: boolean;
};

/** The lines of the tree in order: without what stands below closed codes, or only the branches that lead to `shown`. */
export function leavesOf(
  codebook: Codebook,
  closed: ReadonlySet<string>,
  shown: ReadonlySet<string> | undefined,
): Leaf[] {
  const known = new Set(codebook.codes.map((entry) => entry.code));
  const topped = (entry: BookCode) => (entry.parent !== null && known.has(entry.parent) ? entry.parent : '');
  const below = Map.groupBy(codebook.codes, topped);
  const leads = (entry: BookCode): boolean =>
    shown === undefined || shown.has(entry.code) || (below.get(entry.code) ?? []).some(leads);
  const grow = (parent: string, level: number): Leaf[] =>
    (below.get(parent) ?? []).filter(leads).flatMap((entry) => {
      const open = !closed.has(entry.code);
      const leaf = { entry, level, parts: below.get(entry.code)?.length ?? 0, open };
      return open ? [leaf, ...grow(entry.code, level + 1)] : [leaf];
    });
  return grow('', 1);
}

/** What a key asks to do with a code; a locked one can only be guided and stand above others. */
export function taskOf(key: string, entry: BookCode): CodeTask | undefined {
  const { own } = entry;
  switch (key.toLowerCase()) {
    case 'n':
      return { what: 'add', parent: entry.code };
    case 'e':
      return { what: 'change', entry };
    case 's':
      return { what: 'split', entry };
    case 'm':
      return own && { what: 'move', own };
    case 'j':
      return own && { what: 'merge', own };
    case 'delete':
      return own && { what: 'retire', own };
    default:
      return undefined;
  }
}
