/** What became of asking somebody to take part, in the order of a list; without zod, so that screens may read it. */
export const standings = ['invited', 'took_part', 'declined', 'missing', 'withdrew'] as const;

/** How a variable of a study is written down. */
export const variableKinds = ['text', 'number', 'date', 'choice'] as const;

/** What may become of a suggestion, in the order it usually does. */
export const suggestionSteps = ['read', 'study', 'factor', 'trial', 'not_taken'] as const;
export type SuggestionStepKind = (typeof suggestionSteps)[number];

/** When in somebody's time with the program a survey is answered. */
export const occasions = ['start', 'six_months', 'year', 'leaving', 'other'] as const;
