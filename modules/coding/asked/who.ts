import { z } from 'zod';

/** The roles that see what was found, with its quotes. */
export const readers = ['evaluator', 'steward', 'lead', 'coordinator'] as const;

/** The roles that code. */
export const researchers = ['evaluator', 'steward'] as const;

/** A study by its id or its short name. */
export const StudyAsked = z.string().min(1).max(80);

/** The roles that may be asked which challenges matter most. */
export const voters = [...researchers, 'lead', 'coordinator', 'worker', 'clinician'] as const;
