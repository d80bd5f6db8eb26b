import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocale } from '../../../../kernel/web/words.tsx';
import { snapped } from '../../passages.ts';
import type { Reach } from '../desk/useCodings.ts';
import { sentenceFrom, type TextLine, turnFrom, wordEdge, wordStart } from './segments.ts';

/** The words a person has chosen; `drawn` when we draw them, because the browser's own selection does not. */
export type Chosen = Reach & { readonly drawn: boolean };

/**
 * Choosing words in a text: by mouse and touch through the browser's selection; by keyboard sentence by sentence (arrows) or turn by
 * turn (Alt), with Shift to reach further by sentence or word, Alt and Shift to move where it begins, Escape to let go. Never cuts a
 * character that people see as one.
 */
export function useReach(text: string, lines: readonly TextLine[]) {
  const { locale } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  useEffect(() => {
    const follow = () => {
      const reach = reachIn(box.current, text);
      if (reach !== undefined) setChosen({ ...reach, drawn: false });
    };
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [text]);
  useEffect(() => {
    if (chosen?.drawn) box.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const draw = (reach: Reach | undefined) => {
    document.getSelection()?.removeAllRanges();
    setChosen(reach && { ...reach, drawn: true });
  };
  /** Does what a key asks of the selection; false when the key asks nothing of it. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape' && chosen !== undefined) draw(undefined);
    else {
      const next = moved(event, { chosen, lines, text, locale });
      if (next === undefined) return false;
      draw(next);
    }
    return true;
  };
  return {
    box,
    chosen,
    onKey,
    draw,
    clear: () => draw(undefined),
    hold: () => setChosen((one) => one && { ...one, drawn: true }),
  };
}

/** Where a selection stands. */
export type Standing = {
  readonly chosen: Reach | undefined;
  readonly lines: readonly TextLine[];
  readonly text: string;
  readonly locale: string;
};

type Key = { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean };

/** What a key makes of a selection; nothing when it is not for it. */
export function moved({ key, shiftKey, altKey }: Key, at: Standing): Reach | undefined {
  const { chosen, lines, text, locale } = at;
  const step =
    key === 'ArrowDown' || key === 'ArrowRight' ? 1 : key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  const upright = key === 'ArrowDown' || key === 'ArrowUp';
  if (!upright)
    return shiftKey && chosen !== undefined ? byWord(chosen, text, { step, begin: altKey }) : undefined;
  if (altKey && !shiftKey) return turnFrom(lines, chosen, step) ?? chosen;
  if (chosen === undefined) return sentenceFrom(lines, step === 1 ? 0 : text.length, step, locale);
  if (!shiftKey) return sentenceFrom(lines, step === 1 ? chosen.to : chosen.from, step, locale) ?? chosen;
  if (step === 1)
    return { from: chosen.from, to: sentenceFrom(lines, chosen.to, 1, locale)?.to ?? chosen.to };
  const before = sentenceFrom(lines, chosen.to - 1, -1, locale);
  return before && before.to > chosen.from ? { from: chosen.from, to: before.to } : chosen;
}

function byWord(chosen: Reach, text: string, { step, begin }: { step: 1 | -1; begin: boolean }): Reach {
  const next = begin
    ? { from: wordStart(text, chosen.from, step), to: chosen.to }
    : { from: chosen.from, to: wordEdge(text, chosen.to, step) };
  return next.to > next.from ? next : chosen;
}

/** The browser's selection as a stretch of the text; nothing when it is empty or elsewhere. */
export function reachIn(box: HTMLElement | null, text: string): Reach | undefined {
  const selection = document.getSelection();
  if (box === null || selection === null || selection.isCollapsed || selection.rangeCount === 0)
    return undefined;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return undefined;
  const [from, to] = [
    offsetAt(range.startContainer, range.startOffset),
    offsetAt(range.endContainer, range.endOffset),
  ];
  return from === undefined || to === undefined || to <= from ? undefined : snapped(text, from, to);
}

/** Where a point of the document stands in the text: every element that holds text says where it begins (`data-at`). */
function offsetAt(node: Node, offset: number): number | undefined {
  if (node.nodeType === Node.TEXT_NODE) {
    const at = node.parentElement?.closest<HTMLElement>('[data-at]')?.dataset['at'];
    return at === undefined ? undefined : Number(at) + offset;
  }
  const child = node.childNodes[offset];
  const holder =
    child instanceof HTMLElement
      ? child.dataset['at']
        ? child
        : child.querySelector<HTMLElement>('[data-at]')
      : null;
  if (holder?.dataset['at'] !== undefined) return Number(holder.dataset['at']);
  const before = node.childNodes[offset - 1];
  const last =
    before instanceof HTMLElement
      ? ([...before.querySelectorAll<HTMLElement>('[data-at]')].at(-1) ?? before)
      : undefined;
  const at = last?.dataset['at'] ?? (node instanceof HTMLElement ? node.dataset['at'] : undefined);
  return at === undefined ? undefined : Number(at) + (last?.textContent?.length ?? 0);
}
