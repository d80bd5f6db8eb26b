import { memo } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { Mark, TextLine } from './segments.ts';
import { leaningOf, segmentsOf } from './segments.ts';
import classes from './coding.module.css';

/** The whole text, line by line, with its codings drawn under the words. A click on coded words opens their codings. */
export function CodedText(props: {
  ref: Ref<HTMLDivElement>;
  label: string;
  describedBy: string;
  lines: readonly TextLine[];
  marks: readonly Mark[];
  chosen: { from: number; to: number } | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: (ids: string[]) => void;
}) {
  const { lines, marks, chosen } = props;
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
        const ids = (event.target as HTMLElement).closest<HTMLElement>('[data-ids]')?.dataset['ids'];
        if (ids && (document.getSelection()?.isCollapsed ?? true)) props.onOpen(ids.split(' '));
      }}
    >
      {lines.map((line) => {
        const end = line.from + line.text.length;
        const touches = (one: { from: number; to: number }) => one.from < end && one.to > line.from;
        const here = marks.filter(touches);
        const reach = chosen !== undefined && touches(chosen) ? chosen : undefined;
        return <Line key={line.from} line={line} marks={here} reach={reach} same={sameOf(here, reach)} />;
      })}
    </div>
  );
}

function sameOf(marks: readonly Mark[], reach: { from: number; to: number } | undefined): string {
  return `${marks.map((mark) => `${mark.id}${mark.from}-${mark.to}${mark.valence}`).join()}|${reach ? `${reach.from}-${reach.to}` : ''}`;
}

const Line = memo(
  function Line(props: {
    line: TextLine;
    marks: readonly Mark[];
    reach: { from: number; to: number } | undefined;
    same: string;
  }) {
    const { line, marks, reach } = props;
    if (line.text === '') return <p data-at={line.from} className={classes['blank']} />;
    return (
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
            >
              {segment.text}
            </mark>
          ),
        )}
      </p>
    );
  },
  (before, after) => before.same === after.same && before.line.text === after.line.text,
);
