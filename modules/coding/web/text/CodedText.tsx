import { memo, useMemo } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { Valence } from '../../valences.ts';
import type { Mark, TextLine } from './segments.ts';
import { leaningOf, lineAt, segmentsOf } from './segments.ts';
import classes from '../coding.module.css';

/** A coding as the margin beside its line shows it. */
export type Chip = {
  readonly id: string;
  readonly from: number;
  readonly name: string;
  readonly valence: Valence;
  readonly valenceName: string;
  readonly color: string | null;
  /** Who coded it, when it was somebody else. */
  readonly coder: string | null;
  readonly noted: boolean;
};

type Dressed = {
  readonly line: TextLine;
  readonly marks: readonly Mark[];
  readonly chips: readonly Chip[];
  readonly same: string;
};

/** The whole text, line by line, with its codings drawn under the words and named in the margin beside the line where they begin. */
export function CodedText(props: {
  ref: Ref<HTMLDivElement>;
  label: string;
  describedBy: string;
  lines: readonly TextLine[];
  marks: readonly Mark[];
  chips: readonly Chip[];
  chosen: { from: number; to: number } | undefined;
  focused: string | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: (id: string) => void;
  onPoint: (id: string) => void;
}) {
  const { lines, marks, chips, chosen, focused, onOpen, onPoint } = props;
  const dressed = useMemo(() => dress(lines, marks, chips), [lines, marks, chips]);
  const idsAt = (target: EventTarget) =>
    (target as HTMLElement).closest<HTMLElement>('[data-ids]')?.dataset['ids']?.split(' ') ?? [];
  return (
    <div
      ref={props.ref}
      className={classes['text']}
      role="textbox"
      aria-readonly="true"
      aria-multiline="true"
      tabIndex={0}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onKeyDown={props.onKeyDown}
      onClick={(event) => {
        const [id] = idsAt(event.target);
        if (id !== undefined && (document.getSelection()?.isCollapsed ?? true)) onOpen(id);
      }}
      onMouseOver={(event) => {
        const [id] = idsAt(event.target);
        if (id !== undefined) onPoint(id);
      }}
      onFocus={(event) => {
        const [id] = idsAt(event.target);
        if (id !== undefined) onPoint(id);
      }}
    >
      {dressed.map(({ line, same, ...rest }) => {
        const end = line.from + line.text.length;
        const reach = chosen !== undefined && chosen.from < end && chosen.to > line.from ? chosen : undefined;
        const lit =
          focused !== undefined && rest.marks.some((mark) => mark.id === focused) ? focused : undefined;
        return <Line key={line.from} line={line} {...rest} reach={reach} lit={lit} same={same} />;
      })}
    </div>
  );
}

/** Gives every line its marks and the chips of the codings that begin in it. */
export function dress(lines: readonly TextLine[], marks: readonly Mark[], chips: readonly Chip[]): Dressed[] {
  const here = lines.map((): { marks: Mark[]; chips: Chip[] } => ({ marks: [], chips: [] }));
  for (const mark of marks) {
    for (
      let index = lineAt(lines, mark.from);
      index <= lineAt(lines, Math.max(mark.from, mark.to - 1));
      index += 1
    )
      here[index]?.marks.push(mark);
  }
  for (const chip of chips) here[lineAt(lines, chip.from)]?.chips.push(chip);
  return lines.map((line, index) => {
    const { marks: own = [], chips: beside = [] } = here[index] ?? {};
    const same = JSON.stringify([own.map((mark) => [mark.id, mark.from, mark.to, mark.valence]), beside]);
    return { line, marks: own, chips: beside, same };
  });
}

const Line = memo(
  function Line(props: {
    line: TextLine;
    marks: readonly Mark[];
    chips: readonly Chip[];
    reach: { from: number; to: number } | undefined;
    lit: string | undefined;
    same: string;
  }) {
    const { line, marks, chips, reach, lit } = props;
    if (line.text === '') return <p data-at={line.from} className={classes['blank']} />;
    return (
      <div className={classes['line']}>
        <p>
          {segmentsOf(line, marks, reach).map((segment) =>
            segment.marks.length === 0 ? (
              <span key={segment.from} data-at={segment.from} data-chosen={segment.chosen || undefined}>
                {segment.text}
              </span>
            ) : (
              <mark
                key={segment.from}
                data-at={segment.from}
                data-chosen={segment.chosen || undefined}
                data-ids={segment.marks.map((mark) => mark.id).join(' ')}
                data-leaning={leaningOf(segment.marks)}
                data-depth={Math.min(segment.marks.length, 3)}
                data-lit={segment.marks.some((mark) => mark.id === lit) || undefined}
              >
                {segment.text}
              </mark>
            ),
          )}
        </p>
        {chips.length > 0 && (
          <ul className={classes['chips']}>
            {chips.map((chip) => (
              <li key={chip.id}>
                <button
                  type="button"
                  data-ids={chip.id}
                  data-leaning={chip.valence}
                  data-lit={chip.id === lit || undefined}
                >
                  {chip.color && (
                    <span className={classes['dot']} style={{ background: chip.color }} aria-hidden />
                  )}
                  <span>{chip.name}</span>
                  <span className="visually-hidden">{chip.valenceName}</span>
                  {chip.coder && <small>{chip.coder}</small>}
                  {chip.noted && <small aria-hidden>✎</small>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    );
  },
  (before, after) =>
    before.same === after.same &&
    before.line.text === after.line.text &&
    before.lit === after.lit &&
    before.reach?.from === after.reach?.from &&
    before.reach?.to === after.reach?.to,
);
