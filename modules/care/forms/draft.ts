import { z } from 'zod';
import { Code, Text } from '../../../kernel/fields.ts';
import {
  DefinitionVersion,
  formClasses,
  FormDue,
  type FormModel,
  type Question,
  questionKinds,
  ShownWhen,
} from '../../vocabulary/model.ts';

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

const noWords = { en: '', fr: '' };

/** A form with one empty section. */
export function emptyForm(name: { en: string; fr: string }): FormDraft {
  const section = { code: 'new-first', name: noWords, hint: noWords, items: [] };
  return {
    name,
    purpose: noWords,
    dataClass: 'notes',
    programs: [],
    due: [],
    sections: [section],
    questions: [],
  };
}

/** A published form as a draft of its next version. */
export function draftOfForm({ name, purpose, dataClass, programs, due, sections }: FormModel): FormDraft {
  const asDraft = (section: FormModel['sections'][number]) => ({ ...section, hint: section.hint ?? noWords });
  return { name, purpose, dataClass, programs, due, sections: sections.map(asDraft), questions: [] };
}

/** A published question as a draft of its next version. */
export function draftOfQuestion(question: Question): QuestionDraft {
  const { code, version, kind, meaning, words, hint, choices, unit, least, most } = question;
  return {
    code,
    follows: version,
    kind,
    meaning,
    words,
    hint: hint ?? noWords,
    choices: choices ?? [],
    unit: unit ?? noWords,
    least: least ?? null,
    most: most ?? null,
  };
}

/** The version under which a draft's own questions are known until they are published. */
export const draftVersion = '0.0.0';

const said = (words: { en: string; fr: string }) => words.en.trim() !== '' || words.fr.trim() !== '';

/** A drafted question as it will stand in the bank; a changed one keeps the scale of the version it follows. */
export function questionOf(draft: QuestionDraft, version = draftVersion, before?: Question): Question {
  const { code, kind, meaning, words, hint, choices, unit, least, most } = draft;
  return {
    code,
    version,
    kind,
    meaning,
    words,
    ...(said(hint) ? { hint } : {}),
    ...(kind === 'one' || kind === 'several' ? { choices } : {}),
    ...(kind === 'number' && said(unit) ? { unit } : {}),
    ...(kind === 'number' && least !== null ? { least } : {}),
    ...(kind === 'number' && most !== null ? { most } : {}),
    ...(before?.scale ? { scale: before.scale } : {}),
  };
}

/** The sections of a draft as a form has them, its own questions under `draftVersion`. */
export function sectionsOf(draft: FormDraft): FormModel['sections'] {
  return draft.sections.map(({ hint, items, ...section }) => ({
    ...section,
    ...(said(hint) ? { hint } : {}),
    items: items.map((item) => ({ ...item, version: item.version ?? draftVersion })),
  }));
}
