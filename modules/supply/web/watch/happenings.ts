import type { Format } from '../../../../kernel/web/format.ts';
import type { Say } from '../../../../kernel/web/words.tsx';
import type { Watch } from '../../contract.ts';
import type { RecordKind } from '../../model.ts';
import type words from '../../words.json';

/** One thing noted around supply, ready to be shown and withdrawn. */
export type Noted = {
  readonly id: string;
  readonly version: number;
  readonly kind: RecordKind;
  readonly at: string;
  readonly when: string;
  readonly title: string;
  readonly by: string;
  readonly body: string;
  readonly voided: boolean;
  readonly correction: string | null;
};

type Speech = {
  readonly t: Say<typeof words>;
  readonly format: Format;
  readonly list: { readonly name: (code: string | null) => string };
};

type Row = { id: string; version: number; by: string; voided: boolean; correction: string | null };

const line = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(' · ');

/** Everything noted around a client's supply along one stream, latest first. */
export function happeningsOf(watch: Watch, { t, format, list }: Speech): Noted[] {
  const note = (row: Row, kind: RecordKind, at: string, said: { title: string; body: string }): Noted => ({
    id: row.id,
    version: row.version,
    kind,
    at,
    when: at.length > 10 ? format.moment(at) : format.day(at),
    by: row.by,
    voided: row.voided,
    correction: row.correction,
    ...said,
  });
  const noted = [
    ...watch.checks.map((row) =>
      note(row, 'check_made', row.madeOn, {
        title: t('watch.line', { what: list.name(row.kindCode), result: list.name(row.resultCode) }),
        body: row.words ?? '',
      }),
    ),
    ...watch.figures.map((row) =>
      note(row, 'dated_answer', row.answeredOn, {
        title: t('watch.line', { what: list.name(row.questionCode), result: format.number(row.figure) }),
        body: '',
      }),
    ),
    ...watch.overdoses.map((row) =>
      note(row, 'overdose', row.occurredAt, {
        title: t(row.fatal ? 'watch.fatalLine' : 'watch.overdoseLine', { place: list.name(row.placeCode) }),
        body: line([
          t('watch.overdoseBody', {
            doses: row.naloxoneDoses,
            called: t(row.emergencyCalled ? 'yes' : 'no'),
          }),
          row.minutesMonitored === null ? null : t('watch.minutesLine', { minutes: row.minutesMonitored }),
          row.words,
        ]),
      }),
    ),
    ...watch.incidents.map((row) =>
      note(row, 'incident', row.happenedOn, {
        title: list.name(row.kindCode),
        body: line([row.words, row.agreed]),
      }),
    ),
    ...watch.chart.map((row) =>
      note(row, 'chart_entry', row.writtenOn, { title: list.name(row.kindCode), body: row.words ?? '' }),
    ),
  ];
  return noted.sort((left, right) => right.at.localeCompare(left.at));
}
