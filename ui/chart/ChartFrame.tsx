import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './chart.module.css';

/** The same figures as a table, for those who would rather read than look. */
export type ChartTable = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** A drawing that fills the width it is given, with its caption and its numbers in a table one step away. */
export function ChartFrame(props: {
  title: string;
  /** False when a heading just above already says it. */
  caption?: boolean | undefined;
  note?: ReactNode;
  table: ChartTable;
  children: (width: number) => ReactNode;
}) {
  const t = useWords(words);
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <figure className={classes['frame']}>
      {props.caption !== false && <figcaption className={classes['caption']}>{props.title}</figcaption>}
      <div ref={ref} className={classes['drawing']}>
        {width > 0 && props.children(Math.floor(width))}
      </div>
      {props.note && <div className={classes['note']}>{props.note}</div>}
      <details className={classes['numbers']}>
        <summary>{t('chart.table')}</summary>
        <div className={classes['scroller']}>
          <table>
            <thead>
              <tr>
                {props.table.head.map((text) => (
                  <th key={text} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.table.rows.map((cells) => (
                <tr key={cells[0]}>
                  {cells.map((text, index) =>
                    index === 0 ? (
                      <th key="name" scope="row">
                        {text}
                      </th>
                    ) : (
                      <td key={props.table.head[index]}>{text}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
