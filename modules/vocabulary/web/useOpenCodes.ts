import { useMemo, useState } from 'react';
import type { CodeEntry, CodeNode } from '../model.ts';
import { fold } from '../shapes/fold.ts';
import { pathOf, treeOf } from '../shapes/tree.ts';

/** True when every word typed stands in the code's number, names, definition or hints, in either language. */
function matchesWords(entry: CodeEntry, asked: readonly string[]): boolean {
  const texts = [entry.name, entry.definition, entry.include, entry.prompt].flatMap((said) =>
    said ? [said.en, said.fr] : [],
  );
  const all = fold([entry.code, entry.number ?? '', ...(entry.aliases ?? []), ...texts].join(' '));
  return asked.every((word) => all.includes(word));
}

/** The branches that lead to a match, whole below it. */
function prune(nodes: readonly CodeNode[], kept: ReadonlySet<string>): CodeNode[] {
  return nodes.flatMap((node) => {
    const children = prune(node.children, kept);
    return kept.has(node.code) || children.length > 0 ? [{ ...node, children }] : [];
  });
}

const ancestorsOf = (codes: readonly CodeEntry[], code: string) =>
  pathOf(codes, code).map((entry) => entry.code);

/** Which codes of a framework are shown and which are open: by hand, by the words typed, or by the code the address names. */
export function useOpenCodes(codes: readonly CodeEntry[], text: string, chosen: string) {
  const [byHand, setByHand] = useState<ReadonlySet<string>>(() => new Set(ancestorsOf(codes, chosen)));
  const tree = useMemo(() => treeOf(codes), [codes]);
  const asked = fold(text).split(' ').filter(Boolean);
  const hits = asked.length === 0 ? undefined : codes.filter((entry) => matchesWords(entry, asked));
  const kept = new Set(hits?.map((entry) => entry.code));
  const onTheWay = new Set(hits?.flatMap((entry) => ancestorsOf(codes, entry.code).slice(0, -1)));
  const toggle = (code: string, opened: boolean) =>
    setByHand((before) => {
      const after = new Set(before);
      if (opened) after.add(code);
      else after.delete(code);
      return after;
    });
  return {
    shown: hits === undefined ? tree : prune(tree, kept),
    matches: hits?.length ?? codes.length,
    open: (code: string) => byHand.has(code) || onTheWay.has(code),
    toggle,
    openAll: () => setByHand(new Set(codes.map((entry) => entry.code))),
    closeAll: () => setByHand(new Set()),
  };
}
