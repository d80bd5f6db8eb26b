import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { DefinitionVersion, FormModel, Question } from '../../vocabulary/model.ts';

const care = [...careRoles];

const said = {
  choices: z.array(Code).max(40).optional(),
  number: z.number().optional(),
  day: Day.optional(),
  declined: z.boolean().optional(),
};

/** One answer as given: what its question asks for, or that the client did not wish to say. */
export const AnswerGiven = z.strictObject({ question: Code, ...said, words: Text(8_000).optional() });
export type AnswerGiven = z.infer<typeof AnswerGiven>;

/** One answer as it stands, with the version of the question it was asked with. */
export const AnswerShown = z.object({
  question: Code,
  questionVersion: DefinitionVersion,
  ...said,
  words: z.string().optional(),
});
export type AnswerShown = z.infer<typeof AnswerShown>;

/** A form asked of a client, in one line. */
const FilledLine = z.object({
  id: Id,
  version: Version,
  formKey: Code,
  formVersion: DefinitionVersion,
  name: Bilingual,
  programCode: z.string().nullable(),
  state: z.enum(['begun', 'complete']),
  askedOn: Day,
  authorName: z.string(),
});
export type FilledLine = z.infer<typeof FilledLine>;

/** A form to be asked of a client: why, from which day, and the one that was begun, if any. */
const DueLine = z.object({
  clientId: Id,
  clientName: z.string(),
  formKey: Code,
  name: Bilingual,
  programCode: z.string(),
  why: z.enum(['intake', 'every', 'leaving']),
  from: Day,
  begunId: Id.nullable(),
});
export type DueLine = z.infer<typeof DueLine>;

const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** What may be asked about forms and clients. */
export const formOperations = {
  clientForms: query({
    about: 'The forms of one client: what is to be asked, what was asked, and what else may be.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({
      due: z.array(DueLine),
      filled: z.array(FilledLine),
      offered: z.array(z.object({ key: Code, name: Bilingual, purpose: Bilingual })),
    }),
    subjects: theClient,
  }),
  formsToAsk: query({
    about: 'Forms to be asked of the clients one works with, when there is time for it.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(DueLine) }),
    subjects: ({ output }) => output.rows.map((row) => row.clientId),
  }),
  fillForm: command({
    about:
      'Keeps what a client answered to a form, in part or complete; version 0 begins it. A version that has moved on is refused, and what stood before a correction is kept.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      version: z.int().min(0),
      formKey: Code,
      formVersion: DefinitionVersion,
      programCode: Code.optional(),
      askedOn: Day,
      complete: z.boolean(),
      answers: z.array(AnswerGiven).max(400),
    }),
    output: Saved,
    subjects: theClient,
  }),
  openFilledForm: query({
    about:
      'One form as a client answered it, with each question as it was asked, and what stood there before it was corrected.',
    who: care,
    input: z.object({ clientId: Id, id: Id }),
    output: z.object({
      filled: FilledLine,
      form: FormModel,
      questions: z.array(Question),
      answers: z.array(AnswerShown),
      earlier: z.array(z.object({ ...AnswerShown.shape, replacedAt: Moment, replacedBy: z.string() })),
    }),
    subjects: theClient,
  }),
  answersOverTime: query({
    about:
      'Every answer of a client to one question, whatever form it was asked in, each with the question as it was asked.',
    who: care,
    input: z.object({ clientId: Id, code: Code }),
    output: z.object({
      versions: z.array(Question),
      rows: z.array(z.object({ ...AnswerShown.shape, askedOn: Day, formName: Bilingual, filledId: Id })),
    }),
    subjects: theClient,
  }),
};
