import type { ReactNode } from 'react';
import classes from './chart.module.css';

/** One cell: `level` from 0 (nothing) to 4 sets how deep its colour is; `label` is what a screen reader hears. */
export type HeatCell = {
  readonly shown: ReactNode;
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly label: string;
  /** `against` and `for` take two hues (barrier and facilitator); `both` is between them. */
  readonly leaning?: 'against' | 'for' | 'both' | undefined;
};

type Head = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly group?: string | undefined;
};

/** Rows against columns; every cell with something in it is a button that opens what is behind it. Scrolls sideways with its names in sight. */
export function HeatMatrix(props: {
  caption: string;
  corner: string;
  rows: readonly Head[];
  columns: readonly Head[];
  cell: (row: string, column: string) => HeatCell | undefined;
  onOpen: (row: string, column: string) => void;
}) {
  const groups = [...new Set(props.rows.map(({ group }) => group))];
  return (
    <div className={classes['matrixScroller']} role="region" aria-label={props.caption}>
      <table className={classes['matrix']}>
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.corner}</th>
            {props.columns.map((column) => (
              <th key={column.id} scope="col" title={column.hint}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group ?? ''}>
            {group !== undefined && (
              <tr>
                <th scope="rowgroup" colSpan={props.columns.length + 1} className={classes['matrixGroup']}>
                  <span>{group}</span>
                </th>
              </tr>
            )}
            {props.rows
              .filter((row) => row.group === group)
              .map((row) => (
                <MatrixRow key={row.id} row={row} {...props} />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function MatrixRow(props: {
  row: Head;
  columns: readonly Head[];
  cell: (row: string, column: string) => HeatCell | undefined;
  onOpen: (row: string, column: string) => void;
}) {
  const { row } = props;
  return (
    <tr>
      <th scope="row" title={row.hint}>
        {row.label}
      </th>
      {props.columns.map((column) => {
        const cell = props.cell(row.id, column.id);
        return (
          <td key={column.id}>
            {cell && (
              <button
                type="button"
                className={classes['cell']}
                data-level={cell.level}
                data-leaning={cell.leaning}
                aria-label={cell.label}
                onClick={() => props.onOpen(row.id, column.id)}
              >
                <span>{cell.shown}</span>
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
}
