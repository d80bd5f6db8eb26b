import type { World } from '../../../../tests/world.ts';
import type { MadePassage } from './make.ts';

/** A text with an emoji, a family of them and a letter of two characters, so that every way of counting counts it otherwise. */
export const text =
  'P1: 😀 nobody had time.\nP1: The 👩‍👩‍👧 team helped, résumé e\u0301tait prêt.\nLast words.';

/** The passage of that text that has these words. */
export const passage = (words: string, more: Partial<MadePassage> = {}): MadePassage => {
  const start = [...(text.split(words)[0] ?? '')].length;
  return { start, end: start + [...words].length, ...more };
};

/** Four passages of that text. */
export const passages = [
  passage('nobody had time'),
  passage('👩‍👩‍👧 team'),
  passage('e\u0301tait prêt'),
  passage('Last words'),
];

/** A file to send. */
export const file = (content: Buffer | string, name = 'made.qdpx') => ({ name, content });

/** How many rows a study of the test world has; nothing when there is no such study. */
export async function rowsOf(at: World, study: string): Promise<Record<string, number> | undefined> {
  const { rows } = await at.admin.query<Record<string, number>>(
    `select (select count(*)::int from evidence.source x where x.study_id = s.id) as texts, (select count(*)::int from coding.code x where x.study_id = s.id) as codes,
       (select count(*)::int from coding.coding x where x.study_id = s.id) as codings, (select count(*)::int from exchange.origin x where x.study_id = s.id) as origins
     from evidence.study s where s.code = $1`,
    [study],
  );
  return rows[0];
}
