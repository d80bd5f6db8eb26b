/** How a question of a survey is answered: those of the question bank, and a scale of whole numbers between two ends; without zod, so that screens may read it. */
export const itemKinds = ['text', 'one', 'several', 'yes-no', 'number', 'scale', 'day'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Why an answer is not taken: it does not fit its question, or the question needs one. */
export type AnswerFault = 'unfit' | 'needed';

/** How a link to a survey stands: it waits, was answered, its holder does not wish to, its time ran out, or nobody has one. */
export const linkStates = ['none', 'waiting', 'answered', 'refused', 'over'] as const;
export type LinkState = (typeof linkStates)[number];
