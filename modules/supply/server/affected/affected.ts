import { Readable } from 'node:stream';
import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { type Column, writeCsv } from '../../../../kernel/server/files/index.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Locale, say } from '../../../../kernel/words.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { calledNames, mySite } from '../../../pathway/server/index.ts';
import type { Question, supply, WorklistRow } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { dayHere } from '../day/dayQueries.ts';
import { formularyOf, formulationNames, wordsOfKind } from '../terms.ts';
import * as rows from './affectedQueries.ts';

type Cases = UseCases<typeof supply.operations>;
const wordsPlace = 'supply.worklist_row.words';

/** The question with its class and its formulation as the list of formulations they mean. */
async function narrowed(tx: Tx, question: Question): Promise<rows.Narrowed> {
  const { programCode, classCode, formulationCode } = question;
  const system = found(await formularyOf(tx, programCode), 'supply.noFormulary');
  const known = system.codes.map((one) => one.code);
  const unknown = [classCode, formulationCode].find((code) => code !== undefined && !known.includes(code));
  if (unknown !== undefined) throw refuse('invalid', 'supply.notOnFormulary', { code: unknown });
  const ofClass = system.codes.filter((one) => one.parent === classCode).map((one) => one.code);
  const formulations =
    formulationCode !== undefined ? [formulationCode] : classCode !== undefined ? ofClass : undefined;
  return {
    programCode,
    formulations,
    above: question.above,
    prescriberId: question.prescriberId,
    siteId: question.siteId,
    observationCode: question.observationCode,
    ruleId: question.ruleId,
    jurisdictionCode: question.jurisdictionCode,
    since: question.since,
  };
}

/** Rows with everybody and everything named, by client name. Clients whose name may not be seen are left out. */
async function named<Row extends rows.AffectedRow>(tx: Tx, list: readonly Row[]) {
  const called = await calledNames(
    tx,
    list.map((row) => row.clientId),
  );
  const people = await namesOf(
    tx,
    list.map((row) => row.prescriberId),
  );
  const nameOf = await formulationNames(tx, list);
  return list
    .map((row) => ({
      row,
      line: {
        clientId: row.clientId,
        clientName: called(row.clientId),
        prescriptionId: row.prescriptionId,
        formulationName: nameOf(row),
        given: row.given,
        unitCode: row.unitCode,
        observationCode: row.observationCode,
        prescriber: people.get(row.prescriberId) ?? '',
        site: { en: row.siteEn, fr: row.siteFr },
        ruleEdition: row.ruleEdition,
        fromOn: row.fromOn,
      },
    }))
    .filter(({ line }) => line.clientName !== '')
    .sort((left, right) => left.line.clientName.localeCompare(right.line.clientName));
}

/** Who a rule, a recall or an advice touches. */
export const whoIsAffected: Cases['whoIsAffected'] = async (tx, { question }) => {
  const list = await rows.touched(tx, await narrowed(tx, question), await dayHere(tx));
  const lines = (await named(tx, list)).map(({ line }) => line);
  return { clients: new Set(lines.map((line) => line.clientId)).size, rows: lines };
};

/** Keeps the answer as a list to work through. */
export const startWorklist: Cases['startWorklist'] = async (tx, input) => {
  const { id, siteId, title, why, question } = input;
  const organisationId = await mySite(tx, siteId);
  const list = await rows.touched(tx, await narrowed(tx, question), await dayHere(tx));
  if (list.length === 0) throw refuse('invalid', 'supply.nobodyAffected');
  if (!(await rows.insertWorklist(tx, { id, organisationId, siteId, title, why, question })))
    throw refuse('conflict', 'supply.idTaken');
  await rows.insertRows(
    tx,
    id,
    list.map((row) => ({
      id: newId(),
      clientId: row.clientId,
      organisationId: row.organisationId,
      prescriptionId: row.prescriptionId,
    })),
  );
  const subjects = [...new Set(list.map((row) => row.clientId))];
  tx.note({ operation: 'supply.startWorklist', action: 'read', subjects });
  return { id, version: 1 };
};

async function shown(tx: Tx, list: readonly rows.WorklistLine[]) {
  const people = await namesOf(
    tx,
    list.map((row) => row.madeById),
  );
  return list.map(({ madeById, ...row }) => ({ ...row, madeBy: people.get(madeById) ?? '' }));
}

/** The worklists of one's organisations. */
export const listWorklists: Cases['listWorklists'] = async (tx) => ({
  rows: await shown(tx, await rows.worklists(tx)),
});

async function inFull(tx: Tx, id: string) {
  const [worklist] = await shown(tx, await rows.worklists(tx, id));
  const known = found(worklist, 'supply.noSuchWorklist');
  const list = await rows.rowsOf(tx, id, await dayHere(tx));
  const said = await openMany(
    tx,
    list.map((row) => ({ subjectId: row.clientId, place: wordsPlace, rowId: row.id, bytes: row.words })),
  );
  const saidOf = new Map(list.map((row, index) => [row.id, said[index] ?? null]));
  const people = await namesOf(
    tx,
    list.flatMap((row) => row.doneById ?? []),
  );
  const lines = (await named(tx, list)).map(({ row, line }) => ({
    ...line,
    id: row.id,
    version: row.version,
    state: row.state,
    doneBy: row.doneById === null ? null : (people.get(row.doneById) ?? ''),
    doneAt: row.doneAt?.toISOString() ?? null,
    words: saidOf.get(row.id) ?? null,
  }));
  return { worklist: known, rows: lines };
}

/** One worklist. */
export const openWorklist: Cases['openWorklist'] = (tx, { id }) => inFull(tx, id);

/** What was done about one client. */
export const markWorklistRow: Cases['markWorklistRow'] = async (tx, input) => {
  const { id, version, clientId, state } = input;
  const there = found(await rows.rowById(tx, clientId, id), 'supply.noSuchRow');
  const sealed = input.words === '' ? null : await seal(tx, clientId, wordsPlace, id, input.words);
  if ((await rows.changeRow(tx, { id, version, state, words: sealed })) !== 1)
    throw refuse('conflict', 'supply.rowChanged', { current: { version: there.version } });
  return { id, version: version + 1 };
};

/** Closes a worklist. */
export const closeWorklist: Cases['closeWorklist'] = async (tx, { id, version, closedOn }) => {
  const [there] = await rows.worklists(tx, id);
  const known = found(there, 'supply.noSuchWorklist');
  if (known.toDo > 0) throw refuse('invalid', 'supply.stillToDo', { count: known.toDo });
  if ((await rows.shutWorklist(tx, id, version, closedOn)) !== 1)
    throw refuse('conflict', 'supply.worklistChanged', { current: { version: known.version } });
  return { id, version: version + 1 };
};

/** The columns of a worklist that leaves, in the reader's language. */
async function columnsOf(tx: Tx, locale: Locale): Promise<Column<WorklistRow>[]> {
  const units = await wordsOfKind(tx, 'unit');
  const head = (key: keyof typeof words) => say(words, key, locale);
  const unit = (code: string) => units.find((one) => one.code === code)?.name[locale] ?? code;
  return [
    { heading: head('affected.client'), value: (row) => row.clientName },
    { heading: head('dose.formulation'), value: (row) => row.formulationName[locale] },
    { heading: head('rx.given'), value: (row) => row.given },
    { heading: head('rx.unit'), value: (row) => unit(row.unitCode) },
    { heading: head('rx.prescriber'), value: (row) => row.prescriber },
    { heading: head('site'), value: (row) => row.site[locale] },
    { heading: head('affected.state'), value: (row) => say(words, `row.${row.state}`, locale) },
    { heading: head('affected.doneBy'), value: (row) => row.doneBy },
    { heading: head('affected.doneAt'), value: (row) => row.doneAt },
    { heading: head('affected.words'), value: (row) => row.words },
  ];
}

/** A worklist as a table. */
export const fetchWorklist: Cases['fetchWorklist'] = async (tx, { id, locale }) => {
  const { rows: lines } = await inFull(tx, id);
  const columns = await columnsOf(tx, locale);
  tx.note({
    operation: 'supply.fetchWorklist',
    action: 'read',
    subjects: [...new Set(lines.map((row) => row.clientId))],
  });
  return {
    name: `${say(words, 'affected.file', locale)}-${await dayHere(tx)}.csv`,
    type: 'text/csv; charset=utf-8',
    render: async () => Readable.from(writeCsv(columns, lines)),
  };
};
