import { createHmac } from 'node:crypto';
import type { Tx } from '../scope.ts';
import { type Key, openBytes, type Place, sealBytes, Unreadable } from './ciphertext.ts';
import { destroySubjectKeyRow, everywhere } from './queries.ts';
import { heldKeys } from './ring.ts';

export { Unreadable } from './ciphertext.ts';
export { unlockKeys } from './ring.ts';
export { checkKeys, rotateKeys } from './rotate.ts';

/** A text to seal: whose key, and where it will stand (`schema.table.column`, row id). */
export type ToSeal = {
  readonly subjectId: string;
  readonly place: string;
  readonly rowId: string;
  readonly text: string;
};

/** A sealed text to open; an empty column is passed through. */
export type ToOpen = Omit<ToSeal, 'text'> & { readonly bytes: Buffer | null };

const whereOf = (tx: Tx, item: { place: string; rowId: string }): Place => ({
  communityId: tx.actor.communityId,
  place: item.place,
  rowId: item.rowId,
});

/** Seals many texts; keys are read, or made for subjects that have none, in one query each. */
export async function sealMany(tx: Tx, items: readonly ToSeal[]): Promise<Buffer[]> {
  const keys = await heldKeys().subjectsFor(
    tx,
    items.map((item) => item.subjectId),
  );
  return items.map((item) =>
    sealBytes(usable(keys.get(item.subjectId)), whereOf(tx, item), Buffer.from(item.text, 'utf8')),
  );
}

/**
 * Seals the first texts of a subject that is made in this transaction; asks nothing. The transaction fails where the subject
 * had a key before, so the id of somebody known cannot be taken for a new record.
 */
export async function sealNew(
  tx: Tx,
  subjectId: string,
  items: readonly Omit<ToSeal, 'subjectId'>[],
): Promise<Buffer[]> {
  const key = await heldKeys().newSubject(tx, subjectId);
  return items.map((item) => sealBytes(key, whereOf(tx, item), Buffer.from(item.text, 'utf8')));
}

/** Seals a text with its subject's key; it opens only in this community, place and row. */
export async function seal(
  tx: Tx,
  subjectId: string,
  place: string,
  rowId: string,
  text: string,
): Promise<Buffer> {
  const [sealed] = await sealMany(tx, [{ subjectId, place, rowId, text }]);
  if (sealed === undefined) throw new Error('nothing was sealed');
  return sealed;
}

/** Opens many sealed texts; null for an empty column and for a subject whose key was destroyed. Throws `Unreadable` for a damaged or moved one. */
export async function openMany(tx: Tx, items: readonly ToOpen[]): Promise<(string | null)[]> {
  const keys = await heldKeys().subjectsOf(
    tx,
    items.flatMap((item) => (item.bytes === null ? [] : [item.subjectId])),
  );
  return items.map((item) => {
    const key = keys.get(item.subjectId);
    if (item.bytes === null || key === null) return null;
    return openBytes(usable(key), whereOf(tx, item), item.bytes).toString('utf8');
  });
}

/** Opens a sealed text. Throws `Unreadable` when it is damaged, stands elsewhere, or its key was destroyed. */
export async function open(
  tx: Tx,
  subjectId: string,
  place: string,
  rowId: string,
  bytes: Buffer,
): Promise<string> {
  const [text] = await openMany(tx, [{ subjectId, place, rowId, bytes }]);
  if (text === undefined || text === null) throw new Unreadable('its key was destroyed');
  return text;
}

function usable(key: Key | null | undefined): Key {
  if (key === undefined) throw new Unreadable('its subject has no key');
  if (key === null) throw new Unreadable('its key was destroyed');
  return key;
}

const digest = (key: Key, kind: string, text: string): Buffer =>
  createHmac('sha256', key.secret).update(`${kind}:${text}`, 'utf8').digest();

/** Search tokens of texts, keyed by the community: equal texts of one kind give equal tokens, and nothing can be read back (first 64 bits of HMAC-SHA-256). */
export async function blind(tx: Tx, kind: string, texts: readonly string[]): Promise<bigint[]> {
  const keys = await heldKeys().community(tx, tx.actor.communityId);
  return texts.map((text) => digest(keys.blind, kind, text).readBigInt64BE(0));
}

/** A token that is the same in every community of the installation (for what is looked up before anybody is known); 32 bytes. */
export async function blindEverywhere(tx: Tx, kind: string, text: string): Promise<Buffer> {
  const keys = await heldKeys().community(tx, everywhere);
  return digest(keys.blind, kind, text);
}

/** Destroys the key of a subject: nothing sealed for it opens again. Other processes forget it within a minute. False when it was gone already. */
export async function destroySubjectKey(tx: Tx, subjectId: string): Promise<boolean> {
  const destroyed = await destroySubjectKeyRow(tx, subjectId);
  heldKeys().forget(tx.actor.communityId, subjectId);
  return destroyed;
}
