import type { FormModel, Question } from '../../vocabulary/model.ts';
import type { FormDraft, QuestionDraft } from './draftShape.ts';

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
