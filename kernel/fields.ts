import { z } from 'zod';

/** The id of anything: a lower-case UUID. */
export const Id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** A short code from a vocabulary or program document. */
export const Code = z.string().regex(/^[a-z0-9#][a-zA-Z0-9._#-]{0,79}$/);

/** The two languages of every visible word. */
export const Locale = z.enum(['en', 'fr']);

/** A calendar day, `2026-03-31`. */
export const Day = z.iso.date();

/** A moment with its offset. */
export const Moment = z.iso.datetime({ offset: true });

/** Text a person typed: no NUL, no lone surrogates, at most `max` UTF-16 units, trimmed at both ends. */
export function Text(max: number, min = 0) {
  return z
    .string()
    .max(max)
    .transform((value) => value.replaceAll('\u0000', '').toWellFormed().trim())
    .pipe(z.string().min(min));
}

/** The version of an editable thing, as last read: the write is refused when it has moved on. */
export const Version = z.int().min(1);

/** What a command answers about the one thing it made or changed. */
export const Saved = z.object({ id: Id, version: Version });
export type Saved = z.infer<typeof Saved>;

/** A text in both languages. */
export const Bilingual = z.object({ en: z.string(), fr: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;
