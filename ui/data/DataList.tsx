import type { ReactNode } from 'react';
import { Link } from '../../kernel/web/router.tsx';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './data.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  readonly show: (row: Row) => ReactNode;
  /** Numbers stand at the end of their cell, in figures of equal width. */
  readonly numeric?: boolean | undefined;
  /** Left out of the card on a phone. */
  readonly wideOnly?: boolean | undefined;
};

/** Rows in columns; on a phone each row becomes a card with its labels. The first column names the row and, with `to`, opens it. */
export function DataList<Row>(props: {
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  to?: ((row: Row) => string | undefined) | undefined;
  actions?: ((row: Row) => ReactNode) | undefined;
  actionsLabel?: string | undefined;
  empty?: ReactNode;
  onMore?: (() => void) | undefined;
  moreBusy?: boolean | undefined;
}) {
  const t = useWords(words);
  if (props.rows.length === 0 && props.empty) return props.empty;
  return (
    <div className={classes['list']}>
      <table className={classes['table']}>
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" data-numeric={column.numeric}>
                {column.label}
              </th>
            ))}
            {props.actions && (
              <th scope="col">
                <span className="visually-hidden">{props.actionsLabel ?? props.caption}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <BodyRow key={props.rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
      {props.onMore && (
        <Button onClick={props.onMore} busy={props.moreBusy}>
          {t('list.more')}
        </Button>
      )}
    </div>
  );
}

function BodyRow<Row>(props: {
  row: Row;
  columns: readonly Column<Row>[];
  to?: ((row: Row) => string | undefined) | undefined;
  actions?: ((row: Row) => ReactNode) | undefined;
}) {
  const { row, columns } = props;
  const to = props.to?.(row);
  return (
    <tr data-opens={to !== undefined || undefined}>
      {columns.map((column, index) => {
        const value = column.show(row);
        if (index === 0) {
          return (
            <th key={column.key} scope="row">
              {to === undefined ? value : <Link to={to}>{value}</Link>}
            </th>
          );
        }
        return (
          <td
            key={column.key}
            data-label={column.label}
            data-numeric={column.numeric}
            data-wide-only={column.wideOnly}
            data-empty={value === null || value === '' || undefined}
          >
            {value}
          </td>
        );
      })}
      {props.actions && <td className={classes['rowActions']}>{props.actions(row)}</td>}
    </tr>
  );
}
