import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { DefinitionVersion, formClasses, FormDue, FormModel, Question } from '../../vocabulary/model.ts';
import { FormDraft } from '../forms/draftShape.ts';

const steward = ['steward'];
/** Who may read what is asked; whoever may read figures may read their questions. */
const readers = ['steward', 'coordinator', 'worker', 'clinician', 'lead', 'evaluator', 'privacy'];

/** A published form in one line. */
export const FormLine = z.object({
  key: Code,
  version: DefinitionVersion,
  name: Bilingual,
  purpose: Bilingual,
  dataClass: z.enum(formClasses),
  programs: z.array(Code),
  due: z.array(FormDue),
  questions: z.int(),
  own: z.boolean(),
});
export type FormLine = z.infer<typeof FormLine>;

/** A form that is being written, in one line. */
const Drafted = z.object({
  id: Id,
  version: Version,
  key: Code,
  name: Bilingual,
  /** The published version it continues; empty for a form nobody is asked by yet. */
  follows: DefinitionVersion.nullable(),
  changedAt: Moment,
});

/** One question of the bank: its latest version, how many there are, and the forms that ask it now. */
const BankLine = z.object({
  question: Question,
  versions: z.int(),
  own: z.boolean(),
  forms: z.array(z.object({ key: Code, name: Bilingual })),
});
export type BankLine = z.infer<typeof BankLine>;

/** Answers to one question at one site in one quarter; null where a count is too small to be told. */
const Quarter = z.object({
  from: Day,
  counts: z.array(z.int().nullable()),
  declined: z.int().nullable(),
  answers: z.int().nullable(),
  median: z.number().nullable(),
});
export type Quarter = z.infer<typeof Quarter>;

/** What may be asked of forms and of the question bank. */
export const formBankOperations = {
  listForms: query({
    about: 'The forms of the community in their latest versions.',
    who: readers,
    input: z.strictObject({}),
    output: z.object({ rows: z.array(FormLine) }),
  }),
  getForm: query({
    about: 'One form with its questions, in the version named or the latest.',
    who: readers,
    input: z.strictObject({ key: Code, version: DefinitionVersion.optional() }),
    output: z.object({ form: FormModel, questions: z.array(Question), versions: z.array(DefinitionVersion) }),
  }),
  listQuestions: query({
    about: 'The question bank: every question in its latest version, and the forms that ask it.',
    who: readers,
    input: z.strictObject({}),
    output: z.object({ rows: z.array(BankLine) }),
  }),
  getQuestion: query({
    about: 'One question of the bank in every version ever published, the latest first.',
    who: readers,
    input: z.strictObject({ code: Code }),
    output: z.object({ versions: z.array(Question) }),
  }),
  answerCounts: query({
    about:
      'How often each choice of a question was answered, by site and quarter, whatever form it was asked in; the middle answer for a number.',
    who: readers,
    input: z.strictObject({ code: Code, siteId: Id.nullable(), from: Day, to: Day }),
    output: z.object({
      question: Question,
      choices: z.array(z.object({ code: Code, name: Bilingual.nullable() })),
      sites: z.array(z.object({ siteId: Id, siteName: Bilingual, quarters: z.array(Quarter) })),
      heldBack: z.boolean(),
    }),
  }),
  listFormDrafts: query({
    about: 'The forms of the community that are being written.',
    who: steward,
    input: z.strictObject({}),
    output: z.object({ rows: z.array(Drafted) }),
  }),
  getFormDraft: query({
    about: 'One form that is being written.',
    who: steward,
    input: z.strictObject({ id: Id }),
    output: Drafted.extend({ content: FormDraft, bank: z.array(Question) }),
  }),
  startForm: command({
    about: 'Begins a form, empty or after the pattern of another, under a name of its own.',
    who: steward,
    input: z.strictObject({
      id: Id,
      pattern: Code.optional(),
      name: z.strictObject({ en: Text(200, 3), fr: Text(200, 3) }),
    }),
    output: Saved,
  }),
  continueForm: command({
    about: 'Begins the next version of a form.',
    who: steward,
    input: z.strictObject({ id: Id, key: Code }),
    output: Saved,
  }),
  saveFormDraft: command({
    about: 'Keeps a form as far as it is written.',
    who: steward,
    input: z.strictObject({ id: Id, version: Version, content: FormDraft }),
    output: Saved,
  }),
  publishForm: command({
    about:
      'Publishes a form, and the questions it brings, as versions that never change; the draft is done with.',
    who: steward,
    input: z.strictObject({ id: Id, version: Version }),
    output: Saved.extend({ key: Code, formVersion: DefinitionVersion }),
  }),
  discardFormDraft: command({
    about: 'Throws a draft of a form away; what was published stays.',
    who: steward,
    input: z.strictObject({ id: Id, version: Version }),
    output: z.object({ id: Id }),
  }),
};
