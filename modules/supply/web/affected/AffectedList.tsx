import type { ReactNode } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { type Column, DataList } from '../../../../ui/data/DataList.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { AffectedLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRecordWords } from '../api.ts';

/** Prescriptions that a question touches; a worklist adds its own columns and actions. */
export function AffectedList<Row extends AffectedLine>(props: {
  rows: readonly Row[];
  more?: readonly Column<Row>[];
  actions?: (row: Row) => ReactNode;
}) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  return (
    <DataList
      caption={t('affected.title')}
      rows={props.rows}
      rowKey={(row) => row.prescriptionId}
      to={(row) => `/clients/${row.clientId}`}
      columns={[
        { key: 'client', label: t('affected.client'), show: (row) => row.clientName },
        { key: 'what', label: t('dose.formulation'), show: (row) => read(row.formulationName) },
        {
          key: 'given',
          label: t('rx.given'),
          show: (row) => t('rx.figure', { value: format.number(row.given), unit: list.name(row.unitCode) }),
        },
        { key: 'by', label: t('rx.prescriber'), show: (row) => row.prescriber },
        { key: 'site', label: t('site'), show: (row) => read(row.site), wideOnly: true },
        ...(props.more ?? []),
      ]}
      {...(props.actions ? { actions: props.actions } : {})}
    />
  );
}
