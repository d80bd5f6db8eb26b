import { readFile } from 'node:fs/promises';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { intake, type ReadTable } from '../../../../kernel/server/files/index.ts';
import type { ReceivedFile, UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { isId } from '../../../../kernel/id.ts';
import { say } from '../../../../kernel/words.ts';
import type { evidence } from '../../contract.ts';
import { type Column, folded } from '../../survey/columns.ts';
import { columnFault, fitRows, type Places, type RowFault } from '../../survey/fit.ts';
import { guessColumns, type KnownBefore } from '../../survey/guess.ts';
import words from '../../words.json' with { type: 'json' };
import { studyNamed } from '../study.ts';
import { studyByCode, studyById } from '../studyQueries.ts';
import { variablesOf } from '../participants/variableQueries.ts';
import { loadSurvey } from './load.ts';
import { holdStudy, places, wordingsOf } from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

const aheadAtMost = 5;
const refusedAtMost = 1_000;

/** Shows what a survey would bring, and keeps nothing. */
export const lookAtSurvey: Cases['lookAtSurvey'] = async (tx, input, { files }) => {
  const { file, table, sites } = await readSurvey(tx, files);
  const study = input.study === undefined ? undefined : await studyAsked(tx, input.study);
  const guessed = guessColumns(table.columns, table.rows, await knownIn(tx, study?.id, sites));
  const told = new Map((input.columns ?? []).map((column) => [column.heading, column]));
  if (input.columns !== undefined) mustBeTakable(input.columns, table);
  const columns = guessed.map((column) => ({ ...column, ...told.get(column.heading) }));
  const { fits, faults } = fitRows(table, columns, sites);
  return {
    kind: table.kind,
    warnings: [...table.warnings],
    rows: fits.length + faults.length,
    columns: columns.map((column) => ({ ...column, samples: [...column.samples] })),
    fits: fits.length,
    refused: sentences(tx, file.name, faults),
    ahead: fits.slice(0, aheadAtMost).map((one) => ({
      row: one.row,
      who: one.pseudonym,
      siteId: one.siteId,
      part: one.part,
      on: one.on,
      values: [...one.values],
      answers: [...one.answers],
    })),
  };
};

/** Loads a survey; what does not fit is refused row by row. */
export const importSurvey: Cases['importSurvey'] = async (tx, input, { files }) => {
  const { file, table, sites } = await readSurvey(tx, files);
  const study = isId(input.study)
    ? found(await studyById(tx, input.study), 'evidence.noSuchStudy')
    : await studyNamed(tx, input.study);
  const columns =
    input.columns ?? guessColumns(table.columns, table.rows, await knownIn(tx, study.id, sites));
  mustBeTakable(columns, table);
  await holdStudy(tx, study.id);
  const { fits, faults } = fitRows(table, columns, sites);
  const { title, occasion } = input;
  const made = await loadSurvey(
    tx,
    { studyId: study.id, title, occasion, columns, documentKind: table.kind },
    fits,
  );
  tx.emit('evidence.surveyLoaded', study.id, made.loaded);
  return { loaded: made.loaded, refused: sentences(tx, file.name, [...faults, ...made.faults]) };
};

function studyAsked(tx: Tx, asked: string) {
  return isId(asked) ? studyById(tx, asked) : studyByCode(tx, asked);
}

async function knownIn(tx: Tx, studyId: string | undefined, sites: Places): Promise<KnownBefore> {
  const questions = studyId === undefined ? [] : await wordingsOf(tx, studyId);
  const variables = studyId === undefined ? [] : await variablesOf(tx, studyId);
  return {
    sites: new Set(sites.keys()),
    questions: new Set(questions),
    kinds: new Map(variables.map(({ name, kind }) => [name, kind])),
  };
}

async function readSurvey(
  tx: Tx,
  files: readonly ReceivedFile[],
): Promise<{ file: ReceivedFile; table: ReadTable; sites: Places }> {
  const [file] = files;
  if (file === undefined || files.length > 1) throw refuse('invalid', 'evidence.oneFile');
  const table = await intake.table({ name: file.name, bytes: await readFile(file.path) });
  const sites = new Map(
    (await places(tx)).flatMap(({ id, code, en, fr }) =>
      [code, en, fr].map((name) => [folded(name), id] as const),
    ),
  );
  return { file, table, sites };
}

function mustBeTakable(columns: readonly Column[], table: ReadTable): void {
  const fault = columnFault(columns, table.columns);
  if (fault === undefined) return;
  const code = { unknown: 'columnUnknown', repeated: 'columnRepeated', empty: 'surveyEmpty' }[fault.reason];
  throw refuse('invalid', `evidence.${code}`, { column: fault.column });
}

function sentences(tx: Tx, file: string, faults: readonly (RowFault & { row: number })[]) {
  return faults
    .toSorted((left, right) => left.row - right.row)
    .slice(0, refusedAtMost)
    .map(({ row, reason, column }) => ({
      file,
      row,
      reason: say(words, `rowFault.${reason}`, tx.actor.locale, { column: column ?? '' }),
    }));
}
