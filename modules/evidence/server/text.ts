import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { sealMany } from '../../../kernel/server/keys/index.ts';
import { codePoints } from '../../../kernel/server/files/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { cleanText, type Turn } from '../model.ts';
import { type Edit, type Hunk, movedBy, revised } from '../textShift.ts';
import { bodyPlace, namesOf, turnsPlace, wholeBodiesOf, wholeTurns } from './keep.ts';
import { type BodyRow, sourceById } from './sourceQueries.ts';
import { keepTurns } from './speakers/keepTurns.ts';
import { insertShift, shiftsSince, updateText } from './textQueries.ts';

const namePlace = 'evidence.source.name';

/** A text after its correction: the version it became, how its places moved, and its words. */
export type Corrected = {
  readonly version: number;
  readonly contentVersion: number;
  readonly hunks: readonly Hunk[];
  readonly text: string;
  readonly characters: number;
};

/** Words that leave a text for good, and what stands for them. */
type Gone = { readonly words: string; readonly text: string };

/**
 * Corrects a text that stands at `contentVersion`; what it was stays in the history. Whoever keeps places in it moves them along in
 * the same transaction.
 */
export function correctText(
  tx: Tx,
  one: { id: string; contentVersion: number; edits: readonly Edit[] },
): Promise<Corrected> {
  return reviseText(tx, one);
}

/** Corrects a text, or takes words out of it: then its speakers and the name of its file lose them as well. */
export async function reviseText(
  tx: Tx,
  one: { id: string; contentVersion: number; edits: readonly Edit[]; redacted?: readonly Gone[] },
): Promise<Corrected> {
  const row = found(await sourceById(tx, one.id), 'evidence.noSuchText');
  if (row.consent === 'withdrawn') throw refuse('missing', 'evidence.noSuchText');
  const moved = () => refuse('conflict', 'evidence.textCorrected', { contentVersion: row.contentVersion });
  if (row.contentVersion !== one.contentVersion) throw moved();
  const before = found((await wholeBodiesOf(tx, [row]))[0], 'evidence.noSuchText');
  if (touchesSilent(row, one.edits)) throw refuse('conflict', 'evidence.wordsWithdrawn');
  const made = revised(
    before,
    one.edits.map((edit) => ({ ...edit, text: cleanText(edit.text) })),
  );
  if (typeof made === 'string')
    throw refuse('invalid', `evidence.edit${made === 'nothing' ? 'Nothing' : 'Outside'}`);
  if (made.text.trim() === '') throw refuse('invalid', 'evidence.textEmpty');
  const [spoken = []] = await wholeTurns(tx, [row]);
  const turns = spoken.flatMap((turn) => {
    const stretch = movedBy(made.hunks, turn);
    const speaker = without(turn.speaker, one.redacted);
    return stretch === undefined ? [] : [{ ...turn, speaker, ...stretch }];
  });
  const written = await writeText(tx, row, { ...made, turns, redacted: one.redacted });
  if (written.rows === 0) throw moved();
  await keepTurns(tx, row, turns);
  const contentVersion = row.contentVersion + 1;
  await insertShift(tx, { id: newId(), sourceId: row.id, contentVersion, hunks: made.hunks });
  tx.emit('evidence.textCorrected', row.id, { contentVersion });
  const { hunks, text } = made;
  return { version: row.version + 1, contentVersion, hunks, text, characters: written.characters };
}

/** Whether a change would touch words of somebody who withdrew, or write among them. */
function touchesSilent({ silent }: BodyRow, edits: readonly Edit[]): boolean {
  return (silent ?? []).some(([start, end]) => edits.some((edit) => edit.start < end && edit.end > start));
}

async function writeText(
  tx: Tx,
  row: BodyRow,
  made: { text: string; turns: readonly Turn[]; redacted: readonly Gone[] | undefined },
): Promise<{ rows: number; characters: number }> {
  const { id, contentVersion } = row;
  const [name] = made.redacted === undefined ? [null] : await namesOf(tx, [row]);
  const [body, turns, sealedName] = await sealMany(tx, [
    { subjectId: id, place: bodyPlace, rowId: id, text: made.text },
    { subjectId: id, place: turnsPlace, rowId: id, text: JSON.stringify(made.turns) },
    { subjectId: id, place: namePlace, rowId: id, text: without(name ?? '', made.redacted) },
  ]);
  const characters = codePoints(made.text);
  const rows = await updateText(tx, {
    ...{ id, contentVersion, characters },
    body: found(body, 'evidence.noSuchText'),
    turns: row.turnsSealed === null ? null : (turns ?? null),
    redacted: made.redacted && { name: row.nameSealed === null ? null : (sealedName ?? null) },
  });
  return { rows, characters };
}

/** A label without the words that were taken out of its text, wherever they stand in it whole. */
function without(label: string, redacted: readonly Gone[] | undefined): string {
  return (redacted ?? []).reduce((rest, { words, text }) => {
    const asked = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${asked}(?![\\p{L}\\p{N}])`, 'giu'), () => text);
  }, label);
}

/** Where a stretch of an earlier version of a text stands now; nothing when its words were deleted since. */
export async function movedSince(
  tx: Tx,
  at: { sourceId: string; contentVersion: number; start: number; end: number },
): Promise<{ start: number; end: number } | undefined> {
  let stretch: { start: number; end: number } | undefined = { start: at.start, end: at.end };
  for (const { hunks } of await shiftsSince(tx, at.sourceId, at.contentVersion))
    stretch = stretch && movedBy(hunks, stretch);
  return stretch;
}
