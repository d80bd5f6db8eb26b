import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';

/** What lies on this device: always ciphertext, with the account it belongs to and when it was kept. */
export type Kept = {
  readonly id: string;
  readonly account: string;
  readonly at: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
};

/** `drafts`: not yet sent by anybody. `outbox`: given to be sent. `pocket`: written with nobody signed in. `known`: who signed in here last. */
type Shelf = 'drafts' | 'outbox' | 'pocket' | 'known';

interface Device extends DBSchema {
  keys: { key: string; value: CryptoKey };
  drafts: { key: string; value: Kept };
  outbox: { key: string; value: Kept };
  pocket: { key: string; value: Kept };
  known: { key: string; value: Kept };
}

/** Drafts older than this are removed: thirty days in milliseconds. What was meant to be sent stays until it is sent or thrown away. */
export const longestKept = 30 * 86_400_000;

const expires = (shelf: Shelf): boolean => shelf === 'drafts';

let opened: Promise<{ db: IDBPDatabase<Device>; key: CryptoKey }> | undefined;

/** True where the browser offers both encryption and storage (a secure address, no private mode that forbids them). */
export function canKeep(): boolean {
  return globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined;
}

/** Seals a value under this device's key, which never leaves the browser, and puts it on a shelf. */
export async function keep(shelf: Shelf, id: string, account: string, value: unknown): Promise<number> {
  const { db, key } = await device();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: place(shelf, id, account) },
    key,
    text,
  );
  const at = Date.now();
  await db.put(shelf, { id, account, at, iv, bytes });
  return at;
}

/** Opens one kept thing; undefined when it is absent, too old, another account's or not readable. Only a draft past its time is removed. */
export async function recall<T>(
  shelf: Shelf,
  id: string,
  account: string,
): Promise<{ value: T; at: number } | undefined> {
  const { db, key } = await device();
  const kept = await db.get(shelf, id);
  if (kept === undefined || kept.account !== account) return undefined;
  if (expires(shelf) && Date.now() - kept.at > longestKept) {
    await db.delete(shelf, id);
    return undefined;
  }
  const text = await unsealed(shelf, kept, key);
  return text === undefined ? undefined : { value: JSON.parse(text) as T, at: kept.at };
}

async function unsealed(shelf: Shelf, kept: Kept, key: CryptoKey): Promise<string | undefined> {
  const additionalData = place(shelf, kept.id, kept.account);
  try {
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: kept.iv, additionalData },
      key,
      kept.bytes,
    );
    return new TextDecoder().decode(text);
  } catch {
    return undefined;
  }
}

/** The ids an account keeps on a shelf, oldest first. */
export async function keptIds(shelf: Shelf, account: string): Promise<string[]> {
  const { db } = await device();
  const all = await db.getAll(shelf);
  return all
    .filter((kept) => kept.account === account)
    .sort((left, right) => left.at - right.at)
    .map((kept) => kept.id);
}

/** Takes one thing off a shelf. */
export async function forget(shelf: Shelf, id: string): Promise<void> {
  const { db } = await device();
  await db.delete(shelf, id);
}

function place(shelf: Shelf, id: string, account: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`tributary/${shelf}/${account}/${id}`);
}

function device() {
  opened ??= openDevice().catch((failure: unknown) => {
    opened = undefined;
    throw failure;
  });
  return opened;
}

async function openDevice() {
  const db = await openDB<Device>('tributary', 2, {
    upgrade(fresh, before) {
      if (before < 1) {
        fresh.createObjectStore('keys');
        fresh.createObjectStore('drafts', { keyPath: 'id' });
        fresh.createObjectStore('outbox', { keyPath: 'id' });
      }
      fresh.createObjectStore('pocket', { keyPath: 'id' });
      fresh.createObjectStore('known', { keyPath: 'id' });
    },
    blocking() {
      db.close();
      opened = undefined;
    },
  });
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const write = db.transaction('keys', 'readwrite');
  const present = await write.store.get('device');
  if (present === undefined) await write.store.put(made, 'device');
  await write.done;
  return { db, key: present ?? made };
}
