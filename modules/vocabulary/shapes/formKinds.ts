/** How a question is answered: one choice, several, yes or no, a number, a day, words. */
export const questionKinds = ['one', 'several', 'yes-no', 'number', 'day', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** The choices of a yes-or-no question; they carry no words of their own. */
export const yesNo = ['yes', 'no'] as const;

/** The classes of data a form may be guarded as. */
export const formClasses = ['notes', 'health', 'employment', 'supply'] as const;
