import { z } from 'zod';
import { occasions, standings, variableKinds } from './kinds.ts';

export { type SuggestionStepKind, suggestionSteps } from './kinds.ts';

/** What kind of text a source is; a `check` is what somebody said of findings that were given back to them. */
export const SourceKind = z.enum(['transcript', 'suggestion', 'story', 'survey', 'note', 'check']);
export type SourceKind = z.infer<typeof SourceKind>;

/** Whether the person heard still allows the use of the text; a withdrawn text leaves every list, count and quote at once. */
export const Consent = z.enum(['given', 'not_needed', 'withdrawn']);
export type Consent = z.infer<typeof Consent>;

/** The short name of a study, as typed on a command line. */
export const StudyCode = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u);

/** Who speaks from where to where (Unicode code points, end exclusive), with milliseconds of the recording where known. */
export const Turn = z.object({
  speaker: z.string(),
  start: z.int(),
  end: z.int(),
  from: z.number().optional(),
  to: z.number().optional(),
  /** The speaker as a record, once somebody has said who speaks. */
  speakerId: z.uuid().optional(),
});
export type Turn = z.infer<typeof Turn>;

/** What became of asking somebody to take part; `missing` never answered, `withdrew` took back what they had said. */
export const Standing = z.enum(standings);
export type Standing = z.infer<typeof Standing>;

/** How a variable of a study is written down. */
export const VariableKind = z.enum(variableKinds);
export type VariableKind = z.infer<typeof VariableKind>;

/** When in somebody's time with the program a survey is answered. */
export const Occasion = z.enum(occasions);
export type Occasion = z.infer<typeof Occasion>;

/** The roles that may see who stands behind a pseudonym. */
export const keepers = ['steward', 'privacy'] as const;

/** The roles that hold and read whole texts of a study. */
export const researchers = ['evaluator', 'steward'] as const;

/** The roles that see what was found, with its quotes. */
export const readers = ['evaluator', 'steward', 'lead', 'coordinator'] as const;

/** True when a value can stand for a variable: a plain number, a day, one of the choices, or any words. */
export function valueFits(
  variable: { readonly kind: VariableKind; readonly choices: readonly string[] },
  value: string,
): boolean {
  if (variable.kind === 'number') return /^-?\d{1,15}(\.\d{1,10})?$/.test(value);
  if (variable.kind === 'date') return z.iso.date().safeParse(value).success;
  return variable.kind === 'text' || variable.choices.includes(value);
}

/** A file's name as it is matched: without folders, composed, in lower case; `stem` is the name without its extension. */
export function matchName(name: string): { name: string; stem: string } {
  const bare = (name.split(/[/\\]/).at(-1) ?? name).normalize('NFC').toLowerCase().trim();
  return { name: bare, stem: bare.replace(/\.[\p{L}\p{N}]{1,5}$/u, '') };
}

/** Half-written code points and NUL cannot be kept; line ends are LF, as offsets count them. */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().replace(/\r\n?/g, '\n');
}
