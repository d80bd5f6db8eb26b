import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { formulationNames } from '../terms.ts';
import { checksOf, figuresOf, incidentsOf, overdosesOf } from '../watch/recordQueries.ts';
import { opened } from '../watch/records.ts';
import { dosesIn, enoughIn } from './packetQueries.ts';
import { during, type Reading, type Section, section, type Writing } from './writing.ts';

/** What was looked at and offered. */
export async function checkSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const stored = (await checksOf(tx, write.ids)).filter((row) => during(period, row.madeOn)).reverse();
  const rows = await opened(tx, 'check_made', stored, ['words', 'correction']);
  return section(
    write,
    'checks',
    [
      'affected.client',
      'packet.day',
      'packet.what',
      'watch.result',
      'packet.words',
      'packet.by',
      'packet.note',
    ],
    rows.map((row, index) => [
      write.client(stored[index]?.clientId ?? ''),
      write.day(row.madeOn),
      write.code(row.kindCode),
      write.code(row.resultCode),
      row.words ?? '',
      row.by,
      write.withdrawn(row),
    ]),
  );
}

/** Every dose event of the period, those withdrawn too. */
export async function doseSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const stored = await dosesIn(tx, write.ids, period);
  const nameOf = await formulationNames(tx, stored);
  const text = (column: 'amount' | 'correction') =>
    openMany(
      tx,
      stored.map((row) => ({
        subjectId: row.clientId,
        place: `supply.dose_event.${column}`,
        rowId: row.id,
        bytes: row[column],
      })),
    );
  const [amounts, corrections] = [await text('amount'), await text('correction')];
  const people = await namesOf(
    tx,
    stored.map((row) => row.byId),
  );
  return section(
    write,
    'doses',
    [
      'affected.client',
      'packet.when',
      'dose.kind',
      'dose.formulation',
      'dose.amount',
      'rx.rule',
      'packet.by',
      'packet.note',
    ],
    stored.map((row, index) => [
      write.client(row.clientId),
      write.moment(row.occurredAt),
      write.say(`kind.${row.kind}`),
      nameOf(row)[write.locale],
      amounts[index] ?? '',
      [row.protocolCode, row.protocolVersion].filter(Boolean).join(' '),
      people.get(row.byId) ?? '',
      write.withdrawn({ voided: row.voided, correction: corrections[index] ?? null }),
    ]),
  );
}

/** What clients answered. */
export async function answerSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const enough = await enoughIn(tx, write.ids, period);
  const stored = (await figuresOf(tx, write.ids)).filter((row) => during(period, row.answeredOn)).reverse();
  const figures = await opened(tx, 'dated_answer', stored, ['correction']);
  const people = await namesOf(
    tx,
    enough.map((row) => row.byId),
  );
  return section(
    write,
    'answers',
    ['affected.client', 'packet.day', 'packet.what', 'packet.answer', 'packet.by', 'packet.note'],
    [
      ...enough.map((row) => [
        write.client(row.clientId),
        write.day(row.answeredOn),
        write.say('answer.title'),
        write.say(`enough.${row.enough}`),
        people.get(row.byId) ?? '',
        '',
      ]),
      ...figures.map((row, index) => [
        write.client(stored[index]?.clientId ?? ''),
        write.day(row.answeredOn),
        write.code(row.questionCode),
        `${row.figure}`,
        row.by,
        write.withdrawn(row),
      ]),
    ],
  );
}

/** The overdose history, up to the end of the period. */
export async function overdoseSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const stored = (await overdosesOf(tx, write.ids))
    .filter((row) => row.occurredAt.toISOString().slice(0, 10) < period.to)
    .reverse();
  const rows = await opened(tx, 'overdose', stored, ['words', 'correction']);
  const yes = (value: boolean) => write.say(value ? 'yes' : 'no');
  return section(
    write,
    'overdoses',
    [
      'affected.client',
      'packet.when',
      'watch.fatal',
      'watch.place',
      'watch.naloxone',
      'watch.emergency',
      'watch.minutes',
      'packet.words',
      'packet.by',
      'packet.note',
    ],
    rows.map((row, index) => [
      write.client(stored[index]?.clientId ?? ''),
      write.moment(row.occurredAt),
      yes(row.fatal),
      write.code(row.placeCode),
      `${row.naloxoneDoses}`,
      yes(row.emergencyCalled),
      row.minutesMonitored === null ? '' : `${row.minutesMonitored}`,
      row.words ?? '',
      row.by,
      write.withdrawn(row),
    ]),
  );
}

/** Incidents and conversations. */
export async function incidentSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const stored = (await incidentsOf(tx, write.ids)).filter((row) => during(period, row.happenedOn)).reverse();
  const rows = await opened(tx, 'incident', stored, ['words', 'agreed', 'correction']);
  return section(
    write,
    'incidents',
    [
      'affected.client',
      'packet.day',
      'packet.what',
      'packet.words',
      'watch.agreed',
      'packet.by',
      'packet.note',
    ],
    rows.map((row, index) => [
      write.client(stored[index]?.clientId ?? ''),
      write.day(row.happenedOn),
      write.code(row.kindCode),
      row.words ?? '',
      row.agreed ?? '',
      row.by,
      write.withdrawn(row),
    ]),
  );
}
