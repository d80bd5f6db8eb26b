import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { sealMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { addDays } from '../../../../kernel/time.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { recordedAt, theClient } from '../../../pathway/server/index.ts';
import type { AnswerGiven, FilledLine } from '../../asks/forms.ts';
import type { care } from '../../contract.ts';
import {
  type Answer,
  answerFits,
  type Answers,
  missingAnswers,
  sameAnswer,
  shownAnswers,
} from '../../forms/answers.ts';
import { todayHere } from '../contactQueries.ts';
import { bankOf, type FormShown, formAt, type Forms, formsOf } from './bank.ts';
import {
  type AnswerRow,
  answersOf,
  answersTo,
  earlierAnswers,
  type FilledRow,
  filledById,
  insertFilled,
  stepFilled,
  writeAnswers,
} from './fillQueries.ts';
import { answersOpened, wordsPlace } from './opened.ts';

type Cases = UseCases<typeof care.operations>;
type Given = Parameters<Cases['fillForm']>[1];

/** The answers by question; refused where a question is not in the form, given twice, or answered with something else. */
function checked({ questions }: FormShown, given: readonly AnswerGiven[]): Answers {
  const known = new Map(questions.map((one) => [one.code, one]));
  const answers = new Map<string, Answer>();
  for (const { question: code, ...answer } of given) {
    const question = known.get(code);
    if (question === undefined || answers.has(code) || !answerFits(question, answer))
      throw refuse('invalid', 'care.answerDoesNotFit', { question: code });
    answers.set(code, answer);
  }
  return Object.fromEntries(answers);
}

/** What is to be written: answers that changed, those of questions no longer shown taken back. */
async function changes(tx: Tx, filled: FilledRow, shown: FormShown, answers: Answers): Promise<AnswerRow[]> {
  const rows = await answersOf(tx, filled.clientId, filled.id);
  const before = await answersOpened(tx, filled.clientId, rows);
  const counted = shownAnswers(shown.form, answers);
  const changed = shown.questions.flatMap(({ code, version }) => {
    const at = rows.findIndex((row) => row.question === code);
    const now = counted.get(code);
    if (sameAnswer(before[at], now)) return [];
    return [{ id: rows[at]?.id ?? newId(), code, version, now: now ?? {} }];
  });
  const spoken = changed.filter((one) => one.now.words);
  const sealed = await sealMany(
    tx,
    spoken.map(({ id, now }) => ({
      subjectId: filled.clientId,
      place: wordsPlace,
      rowId: id,
      text: now.words ?? '',
    })),
  );
  const words = new Map(spoken.map((one, index) => [one.id, sealed[index] ?? null]));
  return changed.map(({ id, code, version, now }) => ({
    id,
    question: code,
    questionVersion: version,
    choices: now.choices?.length ? [...now.choices] : null,
    amount: now.number ?? null,
    day: now.day || null,
    words: words.get(id) ?? null,
    declined: now.declined ?? false,
  }));
}

/** Begins a form of a client, at the site where something about them is recorded. */
async function begin(tx: Tx, input: Given, { form }: FormShown): Promise<FilledRow> {
  const { id, clientId, programCode = null, askedOn } = input;
  const at = await recordedAt(tx, clientId);
  if (programCode !== null && form.programs.length > 0 && !form.programs.includes(programCode))
    throw refuse('invalid', 'care.formOfOtherProgram');
  const { key: formKey, version: formVersion, dataClass } = form;
  const state = input.complete ? 'complete' : 'begun';
  const row = { ...at, id, clientId, dataClass, programCode, formKey, formVersion, state, askedOn } as const;
  if (!(await insertFilled(tx, row))) {
    const there = found(await filledById(tx, clientId, id), 'care.noSuchFilledForm');
    throw refuse('conflict', 'care.filledFormChanged', { version: there.version });
  }
  const { accountId } = tx.actor;
  return { ...row, version: 1, authorId: accountId, changedById: accountId };
}

/** Saves a form again; what was complete stays complete. Whoever comes second is told so, and nothing of theirs is written. */
async function again(tx: Tx, input: Given): Promise<FilledRow> {
  const { id, clientId, version, askedOn } = input;
  const there = found(await filledById(tx, clientId, id), 'care.noSuchFilledForm');
  if (there.formKey !== input.formKey || there.formVersion !== input.formVersion)
    throw refuse('invalid', 'care.otherFormVersion');
  const state = input.complete ? 'complete' : there.state;
  if (!(await stepFilled(tx, { id, version, state, askedOn })))
    throw refuse('conflict', 'care.filledFormChanged', { version: there.version });
  return { ...there, state, version: version + 1 };
}

/** Keeps what a client answered. */
export const fillForm: Cases['fillForm'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  if (input.askedOn > addDays(await todayHere(tx), 1)) throw refuse('invalid', 'care.inTheFuture');
  const shown = await formAt(tx, { key: input.formKey, version: input.formVersion });
  const answers = checked(shown, input.answers);
  const filled = input.version === 0 ? await begin(tx, input, shown) : await again(tx, input);
  const missing = missingAnswers(shown.form, answers).length;
  if (filled.state === 'complete' && missing > 0)
    throw refuse('invalid', 'care.answersMissing', { count: missing });
  await writeAnswers(tx, filled, await changes(tx, filled, shown, answers));
  const { id, clientId, siteId, formKey, state } = filled;
  tx.emit('care.formFilled', id, { clientId, siteId, form: formKey, state });
  return { id, version: filled.version };
};

/** Forms of clients as lines, each under the name its version bears. */
export async function filledLines(tx: Tx, forms: Forms, rows: readonly FilledRow[]): Promise<FilledLine[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.authorId),
  );
  return rows.map((row) => {
    const { id, version, formKey, formVersion, programCode, state, askedOn } = row;
    const versions = forms.versionsOf(formKey);
    const name = (versions.find((one) => one.version === formVersion) ?? versions[0])?.name ?? {
      en: formKey,
      fr: formKey,
    };
    return {
      id,
      version,
      formKey,
      formVersion,
      name,
      programCode,
      state,
      askedOn,
      authorName: names.get(row.authorId) ?? '',
    };
  });
}

/** One form as it was answered, with what stood there before. */
export const openFilledForm: Cases['openFilledForm'] = async (tx, { clientId, id }) => {
  const row = found(await filledById(tx, clientId, id), 'care.noSuchFilledForm');
  const shown = await formAt(tx, { key: row.formKey, version: row.formVersion });
  const [filled] = await filledLines(tx, await formsOf(tx), [row]);
  const rows = await answersOf(tx, clientId, id);
  const before = await earlierAnswers(
    tx,
    clientId,
    rows.map((one) => one.id),
  );
  const names = await namesOf(
    tx,
    before.map((one) => one.replacedBy),
  );
  const opened = await answersOpened(tx, clientId, before);
  return {
    filled: found(filled, 'care.noSuchFilledForm'),
    ...shown,
    answers: await answersOpened(tx, clientId, rows),
    earlier: before.flatMap((one, index) => {
      const answer = opened[index];
      const replacedBy = names.get(one.replacedBy) ?? '';
      return answer ? [{ ...answer, replacedAt: one.replacedAt.toISOString(), replacedBy }] : [];
    }),
  };
};

/** A question's answers over time. */
export const answersOverTime: Cases['answersOverTime'] = async (tx, { clientId, code }) => {
  await theClient(tx, clientId);
  const versions = (await bankOf(tx)).versionsOf(code);
  found(versions[0], 'care.noSuchQuestion');
  const forms = await formsOf(tx);
  const rows = await answersTo(tx, clientId, code);
  const opened = await answersOpened(tx, clientId, rows);
  return {
    versions,
    rows: rows.flatMap((row, index) => {
      const answer = opened[index];
      const { formKey, formVersion, askedOn, filledId } = row;
      const form = forms.versionsOf(formKey).find((one) => one.version === formVersion);
      return answer
        ? [{ ...answer, askedOn, filledId, formName: form?.name ?? { en: formKey, fr: formKey } }]
        : [];
    }),
  };
};
