import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { recordedAt, theClient } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import type { RecordKind } from '../../model.ts';
import { dayHere } from '../day/dayQueries.ts';
import { knownWord, onProgram, wordsOfKind } from '../terms.ts';
import { dueOf } from './due.ts';
import * as rows from './recordQueries.ts';

type Cases = UseCases<typeof supply.operations>;
type About = { readonly id: string; readonly clientId: string; readonly programCode: string };

/** Keeps a record of a client with its texts sealed; the same one sent twice is one. */
async function keep(
  tx: Tx,
  kind: RecordKind,
  about: About,
  facts: Readonly<Record<string, string | number | boolean | null>>,
  texts: Readonly<Record<string, string>> = {},
) {
  const { id, clientId, programCode } = about;
  const { siteId, organisationId } = await recordedAt(tx, clientId);
  await onProgram(tx, programCode);
  const sealed: Record<string, Buffer | null> = {};
  for (const [column, text] of Object.entries(texts))
    sealed[column] = text === '' ? null : await seal(tx, clientId, `supply.${kind}.${column}`, id, text);
  const isNew = await rows.insertRecord(tx, kind, {
    id,
    client_id: clientId,
    organisation_id: organisationId,
    site_id: siteId,
    program_code: programCode,
    ...facts,
    ...sealed,
  });
  if (!isNew) {
    const there = await rows.recordById(tx, kind, clientId, id);
    if (there?.byId !== tx.actor.accountId) throw refuse('conflict', 'supply.idTaken');
    return { id, version: there.version };
  }
  tx.emit('supply.noted', id, { clientId, siteId, kind });
  return { id, version: 1 };
}

/** Refuses a day that lies ahead of the community's own. */
async function notAhead(tx: Tx, day: string): Promise<void> {
  if (day > (await dayHere(tx, new Date(tx.now.getTime() + 600_000))))
    throw refuse('invalid', 'supply.inTheFuture');
}

/** Something was looked at, offered or asked for. */
export const recordCheck: Cases['recordCheck'] = async (tx, input) => {
  const { kindCode, resultCode, madeOn, nextFrom, nextTo } = input;
  await knownWord(tx, 'check', kindCode);
  const result = (await wordsOfKind(tx, 'check-result')).find((one) => one.code === resultCode);
  if (result === undefined) throw refuse('invalid', 'supply.unknownCode', { code: resultCode });
  await notAhead(tx, madeOn);
  if (nextFrom !== undefined && nextTo !== undefined && nextTo < nextFrom)
    throw refuse('invalid', 'supply.endsBeforeItBegan');
  const facts = {
    kind_code: kindCode,
    result_code: resultCode,
    settled: result.facts?.['settles'] === true,
    made_on: madeOn,
    next_from: nextFrom ?? null,
    next_to: nextTo ?? nextFrom ?? null,
  };
  return keep(tx, 'check_made', input, facts, { words: input.words });
};

/** An answer with a number, within the bounds of its question. */
export const recordFigure: Cases['recordFigure'] = async (tx, input) => {
  const question = (await wordsOfKind(tx, 'question')).find((one) => one.code === input.questionCode);
  if (question === undefined) throw refuse('invalid', 'supply.unknownCode', { code: input.questionCode });
  const highest = question.facts?.['highest'];
  if (typeof highest === 'number' && input.figure > highest)
    throw refuse('invalid', 'supply.tooHigh', { highest });
  await notAhead(tx, input.answeredOn);
  return keep(tx, 'dated_answer', input, {
    question_code: input.questionCode,
    figure: input.figure,
    answered_on: input.answeredOn,
  });
};

/** An overdose and what was done. */
export const recordOverdose: Cases['recordOverdose'] = async (tx, input) => {
  await knownWord(tx, 'event-place', input.placeCode);
  await notAhead(tx, await dayHere(tx, input.occurredAt));
  const facts = {
    occurred_at: input.occurredAt,
    occurred_on: await dayHere(tx, input.occurredAt),
    fatal: input.fatal,
    place_code: input.placeCode,
    naloxone_doses: input.naloxoneDoses,
    emergency_called: input.emergencyCalled,
    minutes_monitored: input.minutesMonitored ?? null,
  };
  return keep(tx, 'overdose', input, facts, { words: input.words });
};

/** Something that happened around medication, or a talk about it. */
export const recordIncident: Cases['recordIncident'] = async (tx, input) => {
  await knownWord(tx, 'incident', input.kindCode);
  await notAhead(tx, input.happenedOn);
  const facts = {
    kind_code: input.kindCode,
    happened_on: input.happenedOn,
    follow_up_on: input.followUpOn ?? null,
  };
  return keep(tx, 'incident', input, facts, { words: input.words, agreed: input.agreed });
};

/** What a review asks for, written when it happens. */
export const writeChart: Cases['writeChart'] = async (tx, input) => {
  await knownWord(tx, 'chart', input.kindCode);
  await notAhead(tx, input.writtenOn);
  const facts = { kind_code: input.kindCode, written_on: input.writtenOn };
  return keep(tx, 'chart_entry', input, facts, { words: input.words });
};

/** Marks a record as made by mistake. */
export const withdrawRecord: Cases['withdrawRecord'] = async (tx, input) => {
  const { id, clientId, kind, version, reason } = input;
  const there = found(await rows.recordById(tx, kind, clientId, id), 'supply.noSuchRecord');
  const correction = await seal(tx, clientId, `supply.${kind}.correction`, id, reason);
  if ((await rows.voidRecord(tx, kind, { id, clientId, version, correction })) !== 1)
    throw refuse('conflict', 'supply.recordChanged', { current: { version: there.version } });
  tx.emit('supply.withdrawn', id, { clientId, kind });
  return { id, version: version + 1 };
};

type Texts<Row, Column extends keyof Row> = Omit<Row, Column | 'byId' | 'clientId'> &
  Record<Column, string | null> & { readonly by: string };

/** Opens the texts of records of one kind and names who made them. */
export async function opened<Row extends rows.Kept, Column extends keyof Row & string>(
  tx: Tx,
  kind: RecordKind,
  list: readonly Row[],
  columns: readonly (Column | 'correction')[],
): Promise<Texts<Row, Column | 'correction'>[]> {
  const people = await namesOf(
    tx,
    list.map((row) => row.byId),
  );
  const texts = new Map<string, (string | null)[]>();
  for (const column of columns)
    texts.set(
      column,
      await openMany(
        tx,
        list.map((row) => ({
          subjectId: row.clientId,
          place: `supply.${kind}.${column}`,
          rowId: row.id,
          bytes: row[column] as Buffer | null,
        })),
      ),
    );
  return list.map(({ byId, clientId: _client, ...row }, index) => ({
    ...row,
    ...Object.fromEntries(columns.map((column) => [column, texts.get(column)?.[index] ?? null])),
    by: people.get(byId) ?? '',
  })) as Texts<Row, Column | 'correction'>[];
}

/** Everything noted around one client. */
export const clientWatch: Cases['clientWatch'] = async (tx, { clientId }) => {
  await theClient(tx, clientId);
  const one = [clientId];
  const overdoses = await rows.overdosesOf(tx, one);
  return {
    checks: await opened(tx, 'check_made', await rows.checksOf(tx, one), ['words', 'correction']),
    due: await dueOf(tx, { clientId }),
    figures: await opened(tx, 'dated_answer', await rows.figuresOf(tx, one), ['correction']),
    overdoses: (await opened(tx, 'overdose', overdoses, ['words', 'correction'])).map((row) => ({
      ...row,
      occurredAt: row.occurredAt.toISOString(),
    })),
    incidents: await opened(tx, 'incident', await rows.incidentsOf(tx, one), [
      'words',
      'agreed',
      'correction',
    ]),
    chart: await opened(tx, 'chart_entry', await rows.chartOf(tx, one), ['words', 'correction']),
  };
};
