import { createRef } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { pointsOf } from '../../passages.ts';
import { CodedText } from './CodedText.tsx';
import { linesOf, type Mark } from './segments.ts';
import { reachIn } from './useReach.ts';

const text = 'P01: 😀 nobody had time.\n\nP01: The 👩‍👩‍👧 team helped.';

function shown(marks: readonly Mark[], onOpen: (id: string) => void = () => undefined) {
  const ref = createRef<HTMLDivElement>();
  const home = document.body.appendChild(document.createElement('div'));
  const element = (
    <CodedText
      ref={ref}
      label="text"
      describedBy="hint"
      lines={linesOf(text)}
      marks={marks}
      chips={[]}
      chosen={undefined}
      focused={undefined}
      onKeyDown={() => undefined}
      onOpen={onOpen}
      onPoint={() => undefined}
    />
  );
  flushSync(() => createRoot(home).render(element));
  if (ref.current === null) throw new Error('nothing was shown');
  return ref.current;
}

/** Selects as a person would, from the first to the last of these words, wherever marks cut them. */
function select(box: HTMLElement, from: number, to: number): void {
  const range = document.createRange();
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = Number(node.parentElement?.dataset['at']);
    const length = node.textContent?.length ?? 0;
    if (from >= at && from <= at + length) range.setStart(node, from - at);
    if (to > at && to <= at + length) range.setEnd(node, to - at);
  }
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
}

const everyMark: readonly Mark[] = [
  { id: 'a', from: 9, to: 20, valence: 'barrier' },
  { id: 'b', from: 15, to: 40, valence: 'facilitator' },
];

test.each([
  ['within a line', 'nobody had time'],
  ['over a blank line', 'time.\n\nP01: The'],
  ['with a family', '👩‍👩‍👧 team'],
])('a selection %s is the same words, however codings cut the text', (_, words) => {
  for (const marks of [[], everyMark]) {
    const box = shown(marks);
    const from = text.indexOf(words);
    select(box, from, from + words.length);
    const reach = reachIn(box, text);
    expect(text.slice(reach?.from, reach?.to)).toBe(words);
    const [start, end] = pointsOf(text, [reach?.from ?? 0, reach?.to ?? 0]);
    expect([...text].slice(start, end).join('')).toBe(words);
    box.remove();
  }
});

test('whole lines can be selected by their elements', () => {
  const box = shown(everyMark);
  const range = document.createRange();
  range.selectNodeContents(box);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  const reach = reachIn(box, text);
  expect(text.slice(reach?.from, reach?.to)).toBe(text);
});

test('every letter of the text is shown once, and coded words open their codings', () => {
  let opened = '';
  const box = shown(everyMark, (id) => (opened = id));
  document.getSelection()?.removeAllRanges();
  expect([...box.querySelectorAll('p')].map((line) => line.textContent).join('\n')).toBe(text);
  box.querySelector<HTMLElement>('[data-ids="a b"]')?.click();
  expect(opened).toBe('a');
});

test('canary: offsets that forget where a piece begins point to other words', () => {
  const box = shown(everyMark);
  for (const piece of box.querySelectorAll<HTMLElement>('[data-at]')) piece.dataset['at'] = '0';
  select(box, 0, 3);
  const range = document.createRange();
  const mark = box.querySelector('mark')?.firstChild;
  if (mark) range.selectNodeContents(mark);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  const reach = reachIn(box, text);
  expect(text.slice(reach?.from, reach?.to)).not.toBe(mark?.textContent);
});
