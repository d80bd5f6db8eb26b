import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocale } from '../../../kernel/web/words.tsx';
import { snapped } from '../passages.ts';
import { sentencesOf, wordEdge } from './segments.ts';
import type { Reach } from './useCodings.ts';

/** The words a person has chosen; `drawn` when we draw them, because the browser's own selection does not. */
export type Chosen = Reach & { readonly drawn: boolean };

/**
 * Choosing words in a text: by mouse and touch through the browser's selection, by keyboard sentence by sentence (arrows), with
 * Shift to reach further, Enter to go on, Escape to let go. Never cuts a character that people see as one.
 */
export function useReach(text: string, onGo: () => void) {
  const { locale } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  const sentences = useMemo(() => sentencesOf(text, locale), [text, locale]);
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
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved({ key: event.key, far: event.shiftKey, chosen, sentences, text });
    if (event.key === 'Enter' && chosen !== undefined) onGo();
    else if (event.key === 'Escape' && chosen !== undefined) draw(undefined);
    else if (next !== undefined) draw(next);
    else return;
    event.preventDefault();
  };
  return {
    box,
    chosen,
    onKeyDown,
    clear: () => draw(undefined),
    hold: () => setChosen((one) => one && { ...one, drawn: true }),
  };
}

type Move = {
  readonly key: string;
  readonly far: boolean;
  readonly chosen: Reach | undefined;
  readonly sentences: readonly Reach[];
  readonly text: string;
};

function moved({ key, far, chosen, sentences, text }: Move): Reach | undefined {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (chosen === undefined) return step === 0 ? undefined : sentences[step === 1 ? 0 : sentences.length - 1];
  if (far && (key === 'ArrowRight' || key === 'ArrowLeft')) {
    const to = wordEdge(text, chosen.to, key === 'ArrowRight' ? 1 : -1);
    return to > chosen.from ? { from: chosen.from, to } : chosen;
  }
  if (step === 0) return undefined;
  if (!far)
    return step === 1
      ? (sentences.find((one) => one.from >= chosen.to) ?? chosen)
      : (sentences.findLast((one) => one.to <= chosen.from) ?? chosen);
  if (step === 1)
    return { from: chosen.from, to: sentences.find((one) => one.to > chosen.to)?.to ?? chosen.to };
  return {
    from: chosen.from,
    to: sentences.findLast((one) => one.to < chosen.to && one.to > chosen.from)?.to ?? chosen.to,
  };
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
