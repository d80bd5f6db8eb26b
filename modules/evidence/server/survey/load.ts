import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { codePoints } from '../../../../kernel/server/files/index.ts';
import { blind, sealMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Occasion } from '../../model.ts';
import { type Column, folded, nameAtMost, wordingAtMost } from '../../survey/columns.ts';
import type { Answered, RowFault } from '../../survey/fit.ts';
import { bodyPlace } from '../keep.ts';
import { insertStudySites } from '../studyQueries.ts';
import { valuePlace } from '../participants/variables.ts';
import {
  insertVariables,
  variablesOf,
  type VariableRow,
  widenChoices,
} from '../participants/variableQueries.ts';
import { type Person, peopleFor } from './people.ts';
import {
  insertAnswers,
  insertResponses,
  insertSurvey,
  insertValues,
  questionsFor,
  responsesKept,
  surveyTitled,
} from './queries.ts';

/** The survey that rows are loaded into. */
export type Into = {
  readonly studyId: string;
  readonly title: string;
  readonly occasion: Occasion;
  readonly columns: readonly Column[];
  readonly documentKind: string | null;
  /** The survey itself, where it is known already. */
  readonly surveyId?: string;
};

type Keyed = Answered & { readonly token: bigint; readonly print: bigint };
type Made = {
  readonly loaded: { respondents: number; answers: number; values: number; unchanged: number };
  readonly faults: (RowFault & { row: number })[];
};
type Ground = {
  readonly studyId: string;
  readonly surveyId: string;
  readonly documentKind: string | null;
  readonly questions: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, VariableRow>;
};

const batchOf = 1_000;

/** Loads rows a thousand at a time; a row that is kept already with the same answers changes nothing, with others it is refused. */
export async function loadSurvey(tx: Tx, into: Into, rows: readonly Answered[]): Promise<Made> {
  const made: Made = { loaded: { respondents: 0, answers: 0, values: 0, unchanged: 0 }, faults: [] };
  const ground = await groundFor(tx, into, rows);
  const met = new Map<bigint, number>();
  for (let at = 0; at < rows.length; at += batchOf) {
    const keyed = await keyedRows(tx, ground.surveyId, rows.slice(at, at + batchOf), met);
    const kept = new Map(
      (
        await responsesKept(
          tx,
          ground.surveyId,
          keyed.map((row) => row.token),
        )
      ).map((row) => [row.token, row.print]),
    );
    const fresh: Keyed[] = [];
    for (const row of keyed) {
      const print = kept.get(String(row.token));
      if (print === undefined) fresh.push(row);
      else if (print === String(row.print)) made.loaded.unchanged += 1;
      else made.faults.push({ row: row.row, reason: 'other' });
    }
    await loadBatch(tx, ground, fresh, made);
  }
  return made;
}

async function groundFor(tx: Tx, into: Into, rows: readonly Answered[]): Promise<Ground> {
  const { studyId, documentKind } = into;
  const surveyId = into.surveyId ?? (await surveyFor(tx, into));
  const siteIds = [...new Set(rows.flatMap((row) => row.siteId ?? []))];
  if (siteIds.length > 0)
    await insertStudySites(
      tx,
      studyId,
      siteIds.map((siteId) => ({ id: newId(), siteId })),
    );
  const open = into.columns.filter(({ use }) => use === 'open');
  const questions = await questionsFor(
    tx,
    studyId,
    open.map(({ heading }) => ({ id: newId(), wording: heading.slice(0, wordingAtMost) })),
  );
  const chosen = new Map<string, Set<string>>();
  for (const { values } of rows)
    for (const { name, value } of values) chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
  const variables = await variablesFor(tx, studyId, { columns: into.columns, chosen });
  return { studyId, surveyId, documentKind, questions, variables };
}

/** The survey of that title, begun when it is new; its occasion does not change. */
async function surveyFor(tx: Tx, into: Into): Promise<string> {
  const { studyId, title, occasion } = into;
  const known = await surveyTitled(tx, studyId, title);
  if (known !== undefined && known.occasion !== occasion)
    throw refuse('conflict', 'evidence.occasionOther', { title });
  const id = known?.id ?? newId();
  if (known === undefined) await insertSurvey(tx, { id, studyId, title, occasion });
  return id;
}

/** The variables of the columns by name: new ones added, what may be chosen widened by what was chosen. */
export async function variablesFor(
  tx: Tx,
  studyId: string,
  told: { columns: readonly Column[]; chosen: ReadonlyMap<string, ReadonlySet<string>> },
): Promise<Map<string, VariableRow>> {
  const asked = inOrder(
    told.columns
      .filter(({ use }) => use === 'variable')
      .map(({ heading, kind }) => ({ name: heading.slice(0, nameAtMost), kind, choices: [] })),
  );
  if (asked.length > 0) await insertVariables(tx, studyId, asked);
  const all = new Map((await variablesOf(tx, studyId)).map((row) => [row.name, row]));
  for (const { name, kind } of asked) {
    const variable = all.get(name);
    if (variable === undefined) continue;
    if (variable.kind !== kind) throw refuse('conflict', 'evidence.kindOther', { column: name });
    const choices = [...new Set([...variable.choices, ...(told.chosen.get(name) ?? [])])];
    if (kind !== 'choice' || choices.length === variable.choices.length) continue;
    if (choices.length > choicesAtMost)
      throw refuse('invalid', 'evidence.tooManyChoices', { column: name, most: choicesAtMost });
    await widenChoices(tx, variable.id, choices);
  }
  return all;
}

const choicesAtMost = 60;

/** Names each row within its survey: by its one sending, by who answered, else by what was answered, the second of two equal rows being a row of its own. */
async function keyedRows(
  tx: Tx,
  surveyId: string,
  rows: readonly Answered[],
  met: Map<bigint, number>,
): Promise<Keyed[]> {
  const contents = rows.map(({ row: _, asked, ...said }) =>
    JSON.stringify(asked === undefined ? said : { values: said.values, answers: said.answers }),
  );
  const prints = await blind(tx, 'evidence.response.print', contents);
  const names = rows.map(({ identity, pseudonym, asked }, index) => {
    if (asked !== undefined) return `a:${asked.linkId}/${asked.sentAs}`;
    if (identity !== null) return `i:${folded(identity)}`;
    if (pseudonym !== null) return `p:${pseudonym}`;
    const print = prints[index] ?? 0n;
    const before = met.get(print) ?? 0;
    met.set(print, before + 1);
    return `r:${print}#${before}`;
  });
  const tokens = await blind(
    tx,
    'evidence.response.row',
    names.map((name) => `${surveyId}/${name}`),
  );
  return rows.map((row, index) => ({ ...row, token: tokens[index] ?? 0n, print: prints[index] ?? 0n }));
}

async function loadBatch(tx: Tx, ground: Ground, fresh: readonly Keyed[], made: Made): Promise<void> {
  if (fresh.length === 0) return;
  const { people, faults } = await peopleFor(tx, ground.studyId, fresh);
  made.faults.push(...faults);
  const taken = fresh.flatMap((row) => {
    const person = people.get(row.row);
    return person === undefined ? [] : [{ ...row, person, responseId: newId() }];
  });
  await insertResponses(
    tx,
    ground,
    taken.map(({ responseId, person, token, print, on, language, asked }) => ({
      ...{ id: responseId, participantId: person.id },
      ...{ token, print, on, language },
      ...{ edition: asked?.edition ?? null, linkId: asked?.linkId ?? null },
    })),
  );
  made.loaded.respondents += taken.length;
  made.loaded.values += await keepValues(tx, ground, taken);
  made.loaded.answers += await keepAnswers(tx, ground, taken);
}

type Taken = Keyed & { readonly person: Person; readonly responseId: string };

async function keepValues(tx: Tx, ground: Ground, rows: readonly Taken[]): Promise<number> {
  const values = rows.flatMap(({ person, responseId, values: said }) =>
    said.flatMap(({ name, value }) => {
      const variable = ground.variables.get(name);
      if (variable === undefined) return [];
      const free = variable.kind === 'text';
      return [{ id: newId(), participantId: person.id, responseId, variableId: variable.id, value, free }];
    }),
  );
  const words = values.filter(({ free }) => free);
  const sealed = await sealMany(
    tx,
    words.map(({ id, participantId, value }) => ({
      ...{ subjectId: participantId, place: valuePlace, rowId: id },
      text: value,
    })),
  );
  const of = new Map(words.map(({ id }, index) => [id, sealed[index] ?? null]));
  const rowsIn = values.map(({ free, value, ...one }) => ({
    ...one,
    value: free ? null : value,
    sealed: of.get(one.id) ?? null,
  }));
  return rowsIn.length === 0 ? 0 : insertValues(tx, ground.studyId, rowsIn);
}

async function keepAnswers(tx: Tx, ground: Ground, rows: readonly Taken[]): Promise<number> {
  const said = rows.flatMap(({ person, responseId, siteId, answers: given }) =>
    given.flatMap(({ question, text }) => {
      const questionId = ground.questions.get(question);
      if (questionId === undefined) return [];
      const at = { participantId: person.id, responseId, questionId, siteId: siteId ?? person.siteId };
      return [{ ...at, text }];
    }),
  );
  const answers = inOrder(said);
  const sealed = await sealMany(
    tx,
    answers.map(({ id, text }) => ({ subjectId: id, place: bodyPlace, rowId: id, text })),
  );
  const rowsIn = answers.map(({ text, ...one }, index) => ({
    ...one,
    body: sealed[index] ?? Buffer.alloc(0),
    characters: codePoints(text),
  }));
  return rowsIn.length === 0 ? 0 : insertAnswers(tx, ground, rowsIn);
}

/** Gives ids that sort as the rows stand, so that lists keep the order of the file. */
function inOrder<Row>(rows: readonly Row[]): (Row & { readonly id: string })[] {
  const ids = rows.map(() => newId()).sort();
  return rows.map((row, index) => ({ ...row, id: ids[index] ?? newId() }));
}
