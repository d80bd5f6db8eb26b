import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { FormModel, itemFaults, Question } from '../../../vocabulary/model.ts';
import { latestDefinitions } from '../../../vocabulary/server/index.ts';
import type { care } from '../../contract.ts';
import { draftOfForm, emptyForm, questionOf, sectionsOf } from '../../forms/draft.ts';
import { formDraftFaults } from '../../forms/faults.ts';
import words from '../../words.json' with { type: 'json' };
import { type Bank, bankOf, formsOf } from './bank.ts';
import {
  communityCalled,
  type FormDraftRow,
  formDraftById,
  formDrafts,
  insertForm,
  insertFormDraft,
  insertQuestions,
  removeFormDraft,
  updateFormDraft,
} from './bankQueries.ts';
import { settledNames, slug } from './names.ts';

type Cases = UseCases<typeof care.operations>;

const line = ({ content, changedAt, ...row }: FormDraftRow) => ({
  ...row,
  name: content.name,
  changedAt: changedAt.toISOString(),
});

/** The drafts of the community. */
export const listFormDrafts: Cases['listFormDrafts'] = async (tx) => ({
  rows: (await formDrafts(tx)).map(line),
});

/** One draft, with every published version of the questions it asks and the latest of all others. */
export const getFormDraft: Cases['getFormDraft'] = async (tx, { id }) => {
  const row = found(await formDraftById(tx, id), 'care.noSuchFormDraft');
  const bank = await bankOf(tx);
  const latest = bank.latest.map((one) => one.question);
  const asked = row.content.sections
    .flatMap((section) => section.items)
    .flatMap((item) => (item.version === null ? [] : (bank.find(item.question, item.version) ?? [])))
    .filter((one) => !latest.some((last) => last.code === one.code && last.version === one.version));
  return { ...line(row), content: row.content, bank: [...latest, ...asked] };
};

/** Begins a form under a key of its own. */
export const startForm: Cases['startForm'] = async (tx, { id, name, pattern }) => {
  const forms = await formsOf(tx);
  const key = `own.${slug(name.en) || 'form'}`;
  if (forms.versionsOf(key).length > 0) throw refuse('conflict', 'care.formNameTaken');
  const content =
    pattern === undefined
      ? emptyForm(name)
      : { ...draftOfForm(found(forms.versionsOf(pattern)[0], 'care.noSuchForm')), name };
  if (!(await insertFormDraft(tx, { id, key, follows: null, content })))
    throw refuse('conflict', 'care.formNameTaken');
  return { id, version: 1 };
};

/** Begins the next version of a form, shipped or the community's own. */
export const continueForm: Cases['continueForm'] = async (tx, { id, key }) => {
  const last = found((await formsOf(tx)).versionsOf(key)[0], 'care.noSuchForm');
  if (!(await insertFormDraft(tx, { id, key, follows: last.version, content: draftOfForm(last) })))
    throw refuse('conflict', 'care.formDraftIsThere');
  return { id, version: 1 };
};

const changed = (row: FormDraftRow) => refuse('conflict', 'care.formDraftChanged', { version: row.version });

/** Keeps what is written. */
export const saveFormDraft: Cases['saveFormDraft'] = async (tx, { content, ...at }) => {
  const row = found(await formDraftById(tx, at.id), 'care.noSuchFormDraft');
  if (!(await updateFormDraft(tx, at, content))) throw changed(row);
  return { id: at.id, version: at.version + 1 };
};

/** What a community publishes counts in the second place: 1.1.0 follows 1.0.0, whoever published that. */
function nextVersion(before: string | null | undefined): string {
  if (!before) return '1.0.0';
  const [major = 1, minor = 0] = before.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
}

/** The form that a draft makes and the questions it brings, those that it does not ask left out. */
function formOf(row: FormDraftRow, bank: Bank, source: string): { form: FormModel; questions: Question[] } {
  const draft = settledNames(row.content, (code) => bank.versionsOf(code).length > 0);
  const items = draft.sections.flatMap((section) => section.items);
  const questions = draft.questions
    .filter((one) => items.some((item) => item.question === one.code && item.version === null))
    .map((one) => {
      const [last] = bank.versionsOf(one.code);
      return Question.parse(questionOf(one, nextVersion(last?.version), last));
    });
  const versionOf = new Map(questions.map((one) => [one.code, one.version]));
  const sections = sectionsOf(draft).map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, version: versionOf.get(item.question) ?? item.version })),
  }));
  const { name, purpose, dataClass, programs, due } = draft;
  const header = {
    kind: 'form',
    key: row.key,
    version: nextVersion(row.follows),
    name,
    edition: null,
    source,
    licence: { code: 'to-confirm', terms: words['form.ownTerms'] },
  };
  return { form: FormModel.parse({ ...header, purpose, dataClass, programs, due, sections }), questions };
}

/** The form and the questions that a draft makes: refused while anything is missing, or when nothing changed since the version before. */
async function settled(tx: Tx, row: FormDraftRow): Promise<{ form: FormModel; questions: Question[] }> {
  const bank = await bankOf(tx);
  const faults = formDraftFaults(row.content, bank.find, itemFaults);
  if (faults.length > 0) throw refuse('invalid', 'care.formHasFaults', { count: faults.length });
  const programs = new Set((await latestDefinitions(tx, 'program')).map((one) => one.key));
  if (row.content.programs.some((key) => !programs.has(key))) throw refuse('invalid', 'care.unknownProgram');
  const before = (await formsOf(tx)).versionsOf(row.key)[0];
  if ((before?.version ?? null) !== row.follows) throw changed(row);
  const made = formOf(row, bank, await communityCalled(tx));
  const { form, questions } = made;
  const same = before && isDeepStrictEqual(draftOfForm(form), draftOfForm(before));
  if (same && questions.length === 0) throw refuse('invalid', 'care.formUnchanged');
  return made;
}

/** Publishes a form with the questions it brings; from now on clients are asked by it. */
export const publishForm: Cases['publishForm'] = async (tx, at) => {
  const row = found(await formDraftById(tx, at.id), 'care.noSuchFormDraft');
  if (row.version !== at.version) throw changed(row);
  const { form, questions } = await settled(tx, row);
  await insertQuestions(
    tx,
    questions.map((content) => ({ id: newId(), content })),
  );
  await insertForm(tx, at.id, form);
  if (!(await removeFormDraft(tx, at))) throw changed(row);
  tx.emit('care.formPublished', at.id, {
    form: form.key,
    formVersion: form.version,
    questions: questions.length,
  });
  return { id: at.id, version: 1, key: form.key, formVersion: form.version };
};

/** Throws a draft away. */
export const discardFormDraft: Cases['discardFormDraft'] = async (tx, at) => {
  const row = found(await formDraftById(tx, at.id), 'care.noSuchFormDraft');
  if (!(await removeFormDraft(tx, at))) throw changed(row);
  return { id: at.id };
};
