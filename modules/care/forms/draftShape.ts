import { z } from 'zod';
import { Code, Text } from '../../../kernel/fields.ts';
import { DefinitionVersion, formClasses, FormDue, questionKinds, ShownWhen } from '../../vocabulary/model.ts';

const Words = z.strictObject({ en: Text(600), fr: Text(600) });

/** A question as far as a steward has written it: a new one, or the next version of one that is published (`follows`). */
export const QuestionDraft = z.strictObject({
  code: Code,
  follows: DefinitionVersion.nullable(),
  kind: z.enum(questionKinds),
  meaning: Words,
  words: Words,
  hint: Words,
  choices: z.array(z.strictObject({ code: Code, name: Words })).max(40),
  unit: Words,
  least: z.number().nullable(),
  most: z.number().nullable(),
});
export type QuestionDraft = z.infer<typeof QuestionDraft>;

/** A question of a form being written; without a version it is one that the draft brings itself. */
const DraftItem = z.strictObject({
  question: Code,
  version: DefinitionVersion.nullable(),
  required: z.boolean(),
  when: z.array(ShownWhen).max(6),
});
export type DraftItem = z.infer<typeof DraftItem>;

/** A section of a form being written. */
const DraftSection = z.strictObject({
  code: Code,
  name: Words,
  hint: Words,
  items: z.array(DraftItem).max(80),
});
export type DraftSection = z.infer<typeof DraftSection>;

/** A form as far as a steward has written it: words may be missing and lists empty, never too long. */
export const FormDraft = z.strictObject({
  name: Words,
  purpose: Words,
  dataClass: z.enum(formClasses),
  programs: z.array(Code).max(40),
  due: z.array(FormDue).max(3),
  sections: z.array(DraftSection).max(30),
  questions: z.array(QuestionDraft).max(120),
});
export type FormDraft = z.infer<typeof FormDraft>;
