import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import type { AnswerRow } from '../../contract.ts';
import type { Valence } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { occasionOf } from './filters.ts';
import { toneOf } from '../tones.ts';
import classes from '../coding.module.css';

/** The letter that says a valence, after the digit that says the code. */
const letters: Readonly<Record<string, Valence>> = {
  b: 'barrier',
  f: 'facilitator',
  m: 'mixed',
  n: 'neutral',
};
const columns = ['text', 'codes', 'who', 'site', 'when', 'variables'] as const;

/** Thousands of rows, of which only those in sight are drawn. Arrow keys move; a digit and a letter code the row. */
export function AnswersGrid(props: {
  rows: readonly AnswerRow[];
  codebook: Codebook;
  siteName: (id: string | null) => string;
  variables: readonly { id: string; name: string }[];
  slots: number;
  onCode: (row: AnswerRow, slot: number, valence: Valence) => void;
  onRemove: (row: AnswerRow) => void;
  onPick: () => void;
}) {
  const t = useWords(words);
  const { rows } = props;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [slot, setSlot] = useState<number | undefined>(undefined);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 64,
    overscan: 10,
    getItemKey: (index) => rows[index]?.sourceId ?? index,
  });
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    setSlot(undefined);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const row = rows[at];
    const key = event.key.toLowerCase();
    const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : undefined;
    const valence = letters[key];
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + 10),
      PageUp: () => go(at - 10),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      Escape: () => setSlot(undefined),
      Delete: () => row && props.onRemove(row),
      c: props.onPick,
    };
    if (digit !== undefined && digit < props.slots) setSlot(digit);
    else if (slot !== undefined && valence !== undefined && row) {
      props.onCode(row, slot, valence);
      setSlot(undefined);
    } else if (moves[event.key]) moves[event.key]?.();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={box}
        role="grid"
        tabIndex={0}
        aria-label={t('answers.title')}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={rows[at] ? `answer-${rows[at].sourceId}` : undefined}
        className={classes['grid']}
        data-slot={slot}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={classes['gridHead']}>
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {t(`answers.${column}`)}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <div
                key={row.sourceId}
                id={`answer-${row.sourceId}`}
                ref={virtual.measureElement}
                data-index={index}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 2}
                aria-selected={index === at}
                className={classes['gridRow']}
                style={{ transform: `translateY(${start}px)` }}
                onMouseDown={() => setAt(index)}
              >
                <Cells
                  row={row}
                  codebook={props.codebook}
                  site={props.siteName(row.siteId)}
                  variables={props.variables}
                />
              </div>
            );
          })}
        </div>
      </div>
      <p role="status" className="visually-hidden">
        {slot !== undefined && t('answers.slotTaken', { slot: slot + 1 })}
      </p>
    </>
  );
}

function Cells(props: {
  row: AnswerRow;
  codebook: Codebook;
  site: string;
  variables: readonly { id: string; name: string }[];
}) {
  const t = useWords(words);
  const format = useFormat();
  const { row, codebook } = props;
  const occasion = occasionOf(row);
  const known = [
    ...(occasion === undefined ? [] : [t(`occasion.${occasion}`)]),
    ...props.variables.flatMap(({ id, name }) => {
      const value = row.values.find((one) => one.variableId === id)?.value;
      return value === undefined ? [] : [`${name}: ${value}`];
    }),
  ];
  return (
    <>
      <span role="gridcell">
        {row.question !== null && <span className={classes['question']}>{row.question}</span>}
        <Link to={`/texts/${row.sourceId}`}>{row.text}</Link>
      </span>
      <span role="gridcell">
        {row.codings.map((one) => (
          <Badge key={one.id} tone={toneOf[one.valence]}>
            {`${codebook.nameOf(one.code)} · ${t(`valence.${one.valence}`)}`}
          </Badge>
        ))}
      </span>
      <span role="gridcell">{[row.label, row.part].filter(Boolean).join(' · ')}</span>
      <span role="gridcell">{props.site}</span>
      <span role="gridcell">{format.day(row.createdAt.slice(0, 10))}</span>
      <span role="gridcell">{known.join(' · ')}</span>
    </>
  );
}
