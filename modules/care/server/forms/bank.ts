import { found } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { FindQuestion, FormModel, Question } from '../../../vocabulary/model.ts';
import { everyDefinition } from '../../../vocabulary/server/index.ts';
import type { care } from '../../contract.ts';
import { ownForms, ownQuestions } from './bankQueries.ts';

type Cases = UseCases<typeof care.operations>;

/** Versions of one thing, oldest first: those the installation ships, then the community's own, which come first when asked for the latest. */
type Versions<T> = ReadonlyMap<string, readonly (T & { readonly own: boolean })[]>;

function byName<T extends { version: string }>(
  nameOf: (one: T) => string,
  shipped: readonly T[],
  own: readonly T[],
): Versions<T> {
  const all = [
    ...shipped.map((one) => ({ ...one, own: false })),
    ...own.map((one) => ({ ...one, own: true })),
  ];
  const versions = new Map<string, (T & { own: boolean })[]>();
  for (const one of all) {
    const before = versions.get(nameOf(one)) ?? [];
    if (!before.some((known) => known.version === one.version)) versions.set(nameOf(one), [...before, one]);
  }
  return versions;
}

const plain = <T>({ own: _own, ...rest }: T & { own: boolean }) => rest;

/** Every question of the bank in every version. */
export type Bank = {
  readonly find: FindQuestion;
  readonly latest: readonly {
    readonly question: Question;
    readonly versions: number;
    readonly own: boolean;
  }[];
  /** The versions of one question, the latest first. */
  readonly versionsOf: (code: string) => Question[];
};

/** The question bank as the actor's community has it. */
export async function bankOf(tx: Tx): Promise<Bank> {
  const shipped = (await everyDefinition(tx, 'questions')).flatMap((bank) => bank.questions);
  const all = byName((one) => one.code, shipped, await ownQuestions(tx));
  const versionsOf = (code: string) =>
    (all.get(code) ?? []).map((one) => plain(one) as Question).toReversed();
  return {
    find: (code, version) => versionsOf(code).find((one) => one.version === version),
    latest: [...all.values()].flatMap((versions) => {
      const last = versions.at(-1);
      if (last === undefined) return [];
      return [{ question: plain(last) as Question, versions: versions.length, own: last.own }];
    }),
    versionsOf,
  };
}

/** Every form of the actor's community. */
export type Forms = {
  readonly latest: readonly (FormModel & { readonly own: boolean })[];
  /** The versions of one form, the latest first. */
  readonly versionsOf: (key: string) => (FormModel & { readonly own: boolean })[];
};

/** The forms as the actor's community has them. */
export async function formsOf(tx: Tx): Promise<Forms> {
  const all = byName((one) => one.key, await everyDefinition(tx, 'form'), await ownForms(tx));
  return {
    latest: [...all.values()].flatMap((versions) => versions.at(-1) ?? []),
    versionsOf: (key) => [...(all.get(key) ?? [])].toReversed(),
  };
}

/** A form with its questions, each in the version it asks. */
export type FormShown = { readonly form: FormModel; readonly questions: Question[] };

/** One form, in the version named or the latest. Refuses as `missing` when it was never published. */
export async function formAt(tx: Tx, at: { key: string; version?: string | undefined }): Promise<FormShown> {
  const versions = (await formsOf(tx)).versionsOf(at.key);
  const form = found(
    versions.find((one) => at.version === undefined || one.version === at.version),
    'care.noSuchForm',
  );
  const { find } = await bankOf(tx);
  const items = form.sections.flatMap((section) => section.items);
  const questions = items.map((item) => found(find(item.question, item.version), 'care.noSuchQuestion'));
  return { form: plain(form) as FormModel, questions };
}

const questionsIn = (form: FormModel) =>
  form.sections.flatMap((section) => section.items.map((item) => item.question));

/** The forms in their latest versions. */
export const listForms: Cases['listForms'] = async (tx) => {
  const rows = (await formsOf(tx)).latest.map((form) => {
    const { key, version, name, purpose, dataClass, programs, due, own } = form;
    return {
      key,
      version,
      name,
      purpose,
      dataClass,
      programs,
      due,
      own,
      questions: questionsIn(form).length,
    };
  });
  return { rows };
};

/** One form with its questions. */
export const getForm: Cases['getForm'] = async (tx, at) => {
  const versions = (await formsOf(tx)).versionsOf(at.key).map((one) => one.version);
  return { ...(await formAt(tx, at)), versions };
};

/** The bank, with the forms that ask each question now. */
export const listQuestions: Cases['listQuestions'] = async (tx) => {
  const { latest } = await bankOf(tx);
  const forms = (await formsOf(tx)).latest.map((form) => ({ form, asks: new Set(questionsIn(form)) }));
  return {
    rows: latest.map((line) => ({
      ...line,
      forms: forms
        .filter(({ asks }) => asks.has(line.question.code))
        .map(({ form: { key, name } }) => ({ key, name })),
    })),
  };
};

/** One question in all its versions. */
export const getQuestion: Cases['getQuestion'] = async (tx, { code }) => {
  const versions = (await bankOf(tx)).versionsOf(code);
  found(versions[0], 'care.noSuchQuestion');
  return { versions };
};
