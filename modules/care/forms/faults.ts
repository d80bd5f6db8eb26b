import type { FindQuestion, ItemFault } from '../../vocabulary/model.ts';
import { draftVersion, questionOf, sectionsOf } from './draft.ts';
import type { FormDraft, QuestionDraft } from './draftShape.ts';

/** One thing that keeps a form from being published: what it is, and the text or question it is about. */
export type FormFault = {
  readonly what:
    | 'oneLanguage'
    | 'noQuestion'
    | 'fewChoices'
    | 'choiceTwice'
    | 'bounds'
    | 'otherKind'
    | 'unknownQuestion'
    | 'askedTwice'
    | 'notEarlier'
    | 'doesNotFit';
  readonly name: string;
};

type Words = { readonly en: string; readonly fr: string };
const half = (said: Words) => said.en.trim() === '' || said.fr.trim() === '';
const begun = (said: Words) => said.en.trim() !== '' || said.fr.trim() !== '';
const called = (said: Words) => said.en.trim() || said.fr.trim();

/** Texts that must be there in both languages, and texts that must not be there in one only. */
function languageFaults(draft: FormDraft): FormFault[] {
  const asked = [
    draft.name,
    draft.purpose,
    ...draft.sections.map((section) => section.name),
    ...draft.questions.flatMap((one) => [one.words, one.meaning]),
    ...draft.questions.filter(hasChoices).flatMap((one) => one.choices.map((choice) => choice.name)),
  ];
  const extra = [...draft.sections, ...draft.questions]
    .map((one) => one.hint)
    .concat(draft.questions.map((one) => one.unit));
  return [...asked.filter(half), ...extra.filter((one) => begun(one) && half(one))].map((said) => ({
    what: 'oneLanguage',
    name: called(said),
  }));
}

const hasChoices = (question: QuestionDraft) => question.kind === 'one' || question.kind === 'several';

function questionFaults(question: QuestionDraft, find: FindQuestion): FormFault[] {
  const name = called(question.words);
  const names = question.choices.map((choice) => choice.name.en.trim().toLowerCase()).filter(Boolean);
  const before = question.follows === null ? undefined : find(question.code, question.follows);
  const other =
    question.follows !== null &&
    (before?.kind !== question.kind ||
      before.meaning.en !== question.meaning.en ||
      before.meaning.fr !== question.meaning.fr);
  const fault = (what: FormFault['what'], wrong: boolean): FormFault[] => (wrong ? [{ what, name }] : []);
  return [
    ...fault('otherKind', other),
    ...fault('fewChoices', hasChoices(question) && question.choices.length < 2),
    ...fault('choiceTwice', hasChoices(question) && new Set(names).size < names.length),
    ...fault(
      'bounds',
      question.kind === 'number' && (question.least ?? -Infinity) > (question.most ?? Infinity),
    ),
  ];
}

/** Finds a question of the bank, or under `draftVersion` one that the draft brings. */
export function findIn(draft: FormDraft, find: FindQuestion): FindQuestion {
  return (code, version) => {
    if (version !== draftVersion) return find(code, version);
    const own = draft.questions.find((one) => one.code === code);
    return own && questionOf(own);
  };
}

/** What is wrong with the questions of a form: the rule of the vocabulary, which the server and the screen reach by doors of their own. */
type ItemRule = (
  form: { sections: ReturnType<typeof sectionsOf> },
  find: FindQuestion,
) => readonly ItemFault[];

/** Everything that keeps a form from being published, in the order of the editor; an empty list means it may be. */
export function formDraftFaults(draft: FormDraft, find: FindQuestion, items: ItemRule): FormFault[] {
  const known = findIn(draft, find);
  const asked = new Map(
    draft.sections.flatMap((section) =>
      section.items.map(
        (item) => [item.question, known(item.question, item.version ?? draftVersion)] as const,
      ),
    ),
  );
  return [
    ...languageFaults(draft),
    ...(draft.sections.length === 0 ? [{ what: 'noQuestion', name: '' } as const] : []),
    ...draft.sections
      .filter((section) => section.items.length === 0)
      .map((section): FormFault => ({ what: 'noQuestion', name: called(section.name) })),
    ...draft.questions.flatMap((one) => questionFaults(one, find)),
    ...items({ sections: sectionsOf(draft) }, known).map(
      ({ what, question }): FormFault => ({
        what,
        name: called(asked.get(question)?.words ?? { en: question, fr: '' }),
      }),
    ),
  ];
}
