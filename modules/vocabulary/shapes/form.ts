import { z } from 'zod';
import { Code } from '../../../kernel/fields.ts';
import { formClasses, questionKinds } from './formKinds.ts';
import { DefinitionVersion, header, Named, Reference, Said } from './header.ts';

/**
 * One version of one question of the bank. `meaning` says what it is about in every version; `words` is how this version asks it.
 * `least` and `most` bound a number; `scale` names the item of a published scale that it asks.
 */
export const Question = z.strictObject({
  code: Code,
  version: DefinitionVersion,
  kind: z.enum(questionKinds),
  meaning: Said,
  words: Said,
  hint: Said.optional(),
  choices: z.array(Named).optional(),
  unit: Said.optional(),
  least: z.number().optional(),
  most: z.number().optional(),
  scale: Reference.extend({ item: Code }).optional(),
});
export type Question = z.infer<typeof Question>;

/** Questions that forms may ask, every version ever published. */
export const QuestionBank = z.strictObject({
  kind: z.literal('questions'),
  ...header,
  questions: z.array(Question).min(1),
});
export type QuestionBank = z.infer<typeof QuestionBank>;

/** A condition on the answer to an earlier question of the same form. */
export const ShownWhen = z.discriminatedUnion('is', [
  z.strictObject({ question: Code, is: z.literal('one-of'), choices: z.array(Code).min(1).max(40) }),
  z.strictObject({ question: Code, is: z.literal('answered') }),
  z.strictObject({ question: Code, is: z.enum(['at-least', 'at-most']), number: z.number() }),
]);
export type ShownWhen = z.infer<typeof ShownWhen>;

/** One question of a form: in which version, whether it must be answered, and when it is shown (all conditions hold). */
export const FormItem = z.strictObject({
  question: Code,
  version: DefinitionVersion,
  required: z.boolean(),
  when: z.array(ShownWhen),
});
export type FormItem = z.infer<typeof FormItem>;

/** When a form is asked: at intake, every so many months, on leaving. */
export const FormDue = z.discriminatedUnion('when', [
  z.strictObject({ when: z.enum(['intake', 'leaving']) }),
  z.strictObject({ when: z.literal('every'), months: z.int().min(1).max(60) }),
]);
export type FormDue = z.infer<typeof FormDue>;

/** A form: sections of questions, the programs it belongs to (all when none is named) and when it is due in them. */
export const FormModel = z.strictObject({
  kind: z.literal('form'),
  ...header,
  purpose: Said,
  dataClass: z.enum(formClasses),
  programs: z.array(Code),
  due: z.array(FormDue),
  sections: z
    .array(z.strictObject({ code: Code, name: Said, hint: Said.optional(), items: z.array(FormItem).min(1) }))
    .min(1),
});
export type FormModel = z.infer<typeof FormModel>;
