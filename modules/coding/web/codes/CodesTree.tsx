import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Icon } from '../../../../ui/icon/Icon.tsx';
import words from '../../words.json' with { type: 'json' };
import type { BookCode, Codebook } from '../api.ts';
import { Dot } from '../pick/CodePicker.tsx';
import type { CodeTask } from './CodeSheet.tsx';
import { type Leaf, leavesOf, taskOf } from './tree.ts';
import classes from '../coding.module.css';

/**
 * The codes as a tree for the keyboard: up and down move, right opens, left closes or goes up, Home and End jump. N makes a code below,
 * E changes, M moves, J merges, S splits, Delete retires, W writes a memo.
 */
export function CodesTree(props: {
  codebook: Codebook;
  counts: ReadonlyMap<string, number>;
  /** Codes that fit the words typed; all when nothing is typed. */
  shown: ReadonlySet<string> | undefined;
  chosen: string | undefined;
  onChoose: (code: string) => void;
  onTask: ((task: CodeTask) => void) | undefined;
  onMemo: (() => void) | undefined;
}) {
  const t = useWords(words);
  const { codebook, shown, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set());
  const leaves = useMemo(
    () => leavesOf(codebook, shown ? new Set() : closed, shown),
    [codebook, closed, shown],
  );
  const chosen = leaves.find(({ entry }) => entry.code === props.chosen) ?? leaves[0];
  const turn = (code: string, open: boolean) =>
    setClosed((before) => {
      const after = new Set(before);
      if (open) after.delete(code);
      else after.add(code);
      return after;
    });
  const go = (leaf: Leaf | undefined) => {
    if (leaf === undefined) return;
    onChoose(leaf.entry.code);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = leaves.indexOf(chosen);
    const { code, parent } = chosen.entry;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(leaves[at + 1]),
      ArrowUp: () => go(leaves[at - 1]),
      Home: () => go(leaves[0]),
      End: () => go(leaves.at(-1)),
      ArrowRight: () =>
        chosen.parts > 0 && !chosen.open
          ? turn(code, true)
          : chosen.parts > 0
            ? go(leaves[at + 1])
            : undefined,
      ArrowLeft: () =>
        chosen.parts > 0 && chosen.open
          ? turn(code, false)
          : go(leaves.find(({ entry }) => entry.code === parent)),
    };
    const task = taskOf(event.key, chosen.entry);
    if (moves[event.key]) moves[event.key]?.();
    else if (task && props.onTask) props.onTask(task);
    else if (event.key.toLowerCase() === 'w' && props.onMemo) {
      onChoose(code);
      props.onMemo();
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={t('codebook.tree')}
      aria-activedescendant={chosen ? `code-${chosen.entry.code}` : undefined}
      className={classes['tree']}
      onKeyDown={onKeyDown}
    >
      {leaves.map((leaf) => (
        <Leafed
          key={leaf.entry.code}
          leaf={leaf}
          name={codebook.nameOf(leaf.entry.code)}
          codings={props.counts.get(leaf.entry.code) ?? 0}
          chosen={leaf === chosen}
          onChoose={() => go(leaf)}
          onTurn={() => turn(leaf.entry.code, !leaf.open)}
        />
      ))}
    </div>
  );
}

function Leafed(props: {
  leaf: Leaf;
  name: string;
  codings: number;
  chosen: boolean;
  onChoose: () => void;
  onTurn: () => void;
}) {
  const t = useWords(words);
  const { leaf } = props;
  const { entry } = leaf;
  return (
    <div
      id={`code-${entry.code}`}
      role="treeitem"
      aria-level={leaf.level}
      aria-selected={props.chosen}
      aria-expanded={leaf.parts > 0 ? leaf.open : undefined}
      data-retired={entry.open ? undefined : true}
      style={{ paddingInlineStart: `calc(${leaf.level - 1} * 1.25rem + 0.5rem)` }}
      tabIndex={-1}
      onMouseDown={props.onChoose}
    >
      <span className={classes['twist']} onMouseDown={leaf.parts > 0 ? props.onTurn : undefined} aria-hidden>
        {leaf.parts > 0 && <Icon name={leaf.open ? 'down' : 'right'} size={16} />}
      </span>
      <Dot color={(entry.own ?? entry.guide)?.color} />
      <span className={classes['treeName']}>{props.name}</span>
      {badgesOf(entry).map((key) => (
        <small key={key}>{t(key)}</small>
      ))}
      {props.codings > 0 && <small>{t('codebook.codings', { count: props.codings })}</small>}
      {!entry.own && <Icon name="lock" size={14} />}
    </div>
  );
}

function badgesOf(entry: BookCode) {
  return [
    ...(entry.own?.mergedInto
      ? (['codebook.merged'] as const)
      : entry.own?.retired
        ? (['codebook.retired'] as const)
        : []),
    ...(entry.own ? ([`codebook.origin.${entry.own.origin}`] as const) : []),
    ...(entry.guide ? (['codebook.guided'] as const) : []),
  ];
}
