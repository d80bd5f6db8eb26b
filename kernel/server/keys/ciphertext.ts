import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { newId } from '../../id.ts';

/** Where a sealed text stands: a ciphertext opens only in the place it was sealed for. */
export type Place = {
  readonly communityId: string;
  /** Schema, table and column, such as `care.contact.note`. */
  readonly place: string;
  readonly rowId: string;
};

/** A 256-bit key and the id that its ciphertexts carry. The bytes stay inside the key object: using one is five times as fast as using bytes. */
export type Key = { readonly id: string; readonly secret: KeyObject };

/** A key of these 32 bytes. */
export const keyFrom = (id: string, bytes: Buffer): Key => ({ id, secret: createSecretKey(bytes) });

/** A new random key. */
export const freshKey = (): Key => keyFrom(newId(), randomBytes(32));

/** A ciphertext that is damaged, stands in another place, or belongs to another key. Tells nothing else. */
export class Unreadable extends Error {
  constructor(reason: string) {
    super(`sealed data cannot be read: ${reason}`);
    this.name = 'Unreadable';
  }
}

/** Algorithm 1: AES-256-GCM, 96-bit random IV, 128-bit tag. */
const algorithm = 1;
const keyIdAt = 1;
const ivAt = 17;
const tagAt = 29;
const dataAt = 45;

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function idOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** What is authenticated beside the text: its community, place, row and key. */
export function bindingOf(where: Place, keyId: string): Buffer {
  return Buffer.from(`${where.communityId}|${where.place}|${where.rowId}|${keyId}`, 'utf8');
}

/** The id of the key a ciphertext was made with. */
export function keyIdOf(sealed: Buffer): string {
  if (sealed.length < dataAt || sealed[0] !== algorithm) throw new Unreadable('unknown form');
  return idOf(sealed.subarray(keyIdAt, ivAt));
}

/** Makes the pair of functions that seal and open bytes; `binding` says what is authenticated beside them. */
export function cipherWith(binding: (where: Place, keyId: string) => Buffer) {
  const sealBytes = (key: Key, where: Place, clear: Buffer): Buffer => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.secret, iv, { authTagLength: 16 });
    cipher.setAAD(binding(where, key.id));
    const body = Buffer.concat([cipher.update(clear), cipher.final()]);
    return Buffer.concat([Buffer.of(algorithm), idBytes(key.id), iv, cipher.getAuthTag(), body]);
  };

  const openBytes = (key: Key, where: Place, sealed: Buffer): Buffer => {
    if (keyIdOf(sealed) !== key.id) throw new Unreadable('another key');
    const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(ivAt, tagAt), {
      authTagLength: 16,
    });
    decipher.setAAD(binding(where, key.id));
    decipher.setAuthTag(sealed.subarray(tagAt, dataAt));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(dataAt)), decipher.final()]);
    } catch {
      throw new Unreadable('damaged or moved');
    }
  };

  return { sealBytes, openBytes };
}

/** Seals and opens bytes under a key, bound to their place (layout: algorithm, key id, IV, tag, data; 45 bytes more than the text). */
export const { sealBytes, openBytes } = cipherWith(bindingOf);
