import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Tx } from '../scope.ts';
import { freshKey, type Key, Unreadable } from './ciphertext.ts';
import {
  addCommunityKey,
  addNewSubjectKeys,
  type CommunityKeyRow,
  communityKeys,
  offerSubjectKeys,
  type SubjectKeyRow,
  subjectKeys,
} from './queries.ts';
import { type RootKeys, readOrMakeRootKeys, readRootKeys } from './root.ts';
import { Shelf } from './shelf.ts';
import { unwrapCommunityKey, unwrapSubjectKey, wrapCommunityKey, wrapSubjectKey } from './wrap.ts';

/** The keys of one community in clear. */
type CommunityKeys = { readonly kek: Key; readonly blind: Key; readonly byId: ReadonlyMap<string, Key> };

const minute = 60_000;

/** Made from the first root key of the file: a command sent before a change of keys and again after it is still the same command. */
function printKey(root: RootKeys): KeyObject {
  const [first = root.current] = root.byId.values();
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', first.secret, '', 'tributary fingerprint of a command', 32)),
  );
}

/**
 * The keys in clear that this process holds. A key made in a transaction stays with that transaction: were it kept for
 * others and the transaction undone, they would seal with a key that is written nowhere.
 */
export class Ring {
  #root: RootKeys;
  readonly #communities = new Shelf<CommunityKeys>(200, minute);
  readonly #subjects = new Shelf<Key>(20_000, minute);
  readonly #prints: KeyObject;
  readonly #ofTransaction = new WeakMap<
    Tx,
    { communities: Map<string, CommunityKeys>; subjects: Map<string, Key> }
  >();

  constructor(root: RootKeys) {
    this.#root = root;
    this.#prints = printKey(root);
  }

  /** The root keys. */
  get root(): RootKeys {
    return this.#root;
  }

  /** A keyed hash (32 bytes) that tells whether two texts are the same, and nothing else without the key file. A change of keys leaves it as it is. */
  fingerprint(text: string): Buffer {
    return createHmac('sha256', this.#prints).update(text, 'utf8').digest();
  }

  /** Forgets what is held for a subject. */
  forget(communityId: string, subjectId: string): void {
    this.#subjects.drop(`${communityId}/${subjectId}`);
  }

  /** Forgets every key but the root, as a restart would. */
  forgetAll(): void {
    this.#communities.clear();
    this.#subjects.clear();
  }

  /** The keys of these subjects; `null` where the key was destroyed, absent where there never was one. */
  async subjectsOf(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, Key | null>> {
    const { found, wanted } = this.#held(tx, subjectIds);
    if (wanted.length === 0) return found;
    for (const row of await subjectKeys(tx, wanted)) {
      const key = await this.#unwrap(tx, row);
      if (key !== null) this.#subjects.put(`${tx.actor.communityId}/${row.subjectId}`, key);
      found.set(row.subjectId, key);
    }
    return found;
  }

  /** What this process holds of these subjects' keys, and whose it does not. */
  #held(tx: Tx, subjectIds: readonly string[]): { found: Map<string, Key | null>; wanted: string[] } {
    const { communityId } = tx.actor;
    const found = new Map<string, Key | null>();
    const mine = this.#mine(tx).subjects;
    const wanted = [...new Set(subjectIds)].filter((id) => {
      const key = mine.get(id) ?? this.#subjects.get(`${communityId}/${id}`);
      if (key !== undefined) found.set(id, key);
      return key === undefined;
    });
    return { found, wanted };
  }

  /** The keys of these subjects, made for those that have none yet; asks once, with a key offered for each that is not held here. */
  async subjectsFor(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, Key | null>> {
    const { found, wanted } = this.#held(tx, subjectIds);
    if (wanted.length === 0) return found;
    const { communityId } = tx.actor;
    const { kek, offered } = await this.#fresh(tx, wanted);
    const ours = new Map(offered.map(({ subjectId, key }) => [subjectId, key]));
    for (const row of await offerSubjectKeys(tx, kek.id, offered)) {
      const made = ours.get(row.subjectId);
      const isOurs = made?.id === row.id;
      const key = made !== undefined && isOurs ? made : await this.#unwrap(tx, row);
      if (key !== null) {
        if (isOurs) this.#mine(tx).subjects.set(row.subjectId, key);
        else this.#subjects.put(`${communityId}/${row.subjectId}`, key);
      }
      found.set(row.subjectId, key);
    }
    return found;
  }

  /** The key of a subject that is made in this transaction, kept without waiting: the transaction fails when the subject had a key before. */
  async newSubject(tx: Tx, subjectId: string): Promise<Key> {
    const { kek, offered } = await this.#fresh(tx, [subjectId]);
    const [made] = offered;
    if (made === undefined) throw new Error('no key was made');
    addNewSubjectKeys(tx, kek.id, offered);
    this.#mine(tx).subjects.set(subjectId, made.key);
    return made.key;
  }

  /** Fresh keys for subjects, wrapped by the community's. */
  async #fresh(tx: Tx, subjectIds: readonly string[]) {
    const { communityId } = tx.actor;
    const { kek } = await this.community(tx, communityId);
    const offered = subjectIds.map((subjectId) => {
      const key = freshKey();
      return { id: key.id, key, subjectId, wrapped: wrapSubjectKey(kek, communityId, key) };
    });
    return { kek, offered };
  }

  /** The keys of a community (or of the installation), made when it has none yet. */
  async community(tx: Tx, communityId: string): Promise<CommunityKeys> {
    const known = this.#mine(tx).communities.get(communityId) ?? this.#communities.get(communityId);
    if (known !== undefined) return known;
    const stored = await this.#read(communityId, await communityKeys(tx, communityId));
    if (stored !== undefined) {
      this.#communities.put(communityId, stored);
      return stored;
    }
    for (const kind of ['kek', 'blind'] as const) {
      const key = freshKey();
      const wrapped = wrapCommunityKey(this.#root.current, communityId, key);
      await addCommunityKey(tx, communityId, { id: key.id, kind, rootId: this.#root.current.id, wrapped });
    }
    const made = await this.#read(communityId, await communityKeys(tx, communityId));
    if (made === undefined) throw new Error('the keys of the community were not kept');
    this.#mine(tx).communities.set(communityId, made);
    return made;
  }

  async #unwrap(tx: Tx, row: SubjectKeyRow): Promise<Key | null> {
    if (row.wrapped === null) return null;
    const { communityId } = tx.actor;
    let kek = (await this.community(tx, communityId)).byId.get(row.kekId);
    if (kek === undefined) {
      this.#communities.drop(communityId);
      kek = (await this.community(tx, communityId)).byId.get(row.kekId);
    }
    if (kek === undefined) throw new Unreadable('its wrapping key is missing');
    return unwrapSubjectKey(kek, communityId, row.id, row.wrapped);
  }

  /** Another process may have changed the keys: an unknown root key is looked for in the file once more. */
  async #read(communityId: string, rows: readonly CommunityKeyRow[]): Promise<CommunityKeys | undefined> {
    if (rows.some((row) => !this.#root.byId.has(row.rootId)))
      this.#root = await readRootKeys(this.#root.file);
    const keys = rows.map((row) => {
      const root = this.#root.byId.get(row.rootId);
      if (root === undefined) throw new Unreadable('its root key is not in the key file');
      return { row, key: unwrapCommunityKey(root, communityId, row.id, row.wrapped) };
    });
    const inUse = (kind: 'kek' | 'blind') => keys.find(({ row }) => row.kind === kind && row.current)?.key;
    const kek = inUse('kek');
    const blind = inUse('blind');
    if (kek === undefined || blind === undefined) return undefined;
    return { kek, blind, byId: new Map(keys.map(({ key }) => [key.id, key])) };
  }

  #mine(tx: Tx) {
    const known = this.#ofTransaction.get(tx);
    if (known !== undefined) return known;
    const made = { communities: new Map<string, CommunityKeys>(), subjects: new Map<string, Key>() };
    this.#ofTransaction.set(tx, made);
    return made;
  }
}

let held: Ring | undefined;

/** Reads the root keys from their file (made at the first start) and holds them for this process: nothing sealed opens before. */
export async function unlockKeys(file: string): Promise<void> {
  held = new Ring(await readOrMakeRootKeys(file));
}

/** The keys this process holds; throws when they were never unlocked. */
export function heldKeys(): Ring {
  if (held === undefined) throw new Error('the keys are locked: unlockKeys has not been called');
  return held;
}
