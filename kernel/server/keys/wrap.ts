import { type Key, keyFrom, openBytes, sealBytes } from './ciphertext.ts';

/** Wraps a community's key under a root key. */
export const wrapCommunityKey = (root: Key, communityId: string, key: Key): Buffer =>
  sealBytes(root, { communityId, place: 'vault.community_key', rowId: key.id }, key.secret.export());

/** Unwraps a community's key. */
export const unwrapCommunityKey = (root: Key, communityId: string, id: string, wrapped: Buffer): Key =>
  keyFrom(id, openBytes(root, { communityId, place: 'vault.community_key', rowId: id }, wrapped));

/** Wraps a subject's key under its community's key. */
export const wrapSubjectKey = (kek: Key, communityId: string, key: Key): Buffer =>
  sealBytes(kek, { communityId, place: 'vault.subject_key', rowId: key.id }, key.secret.export());

/** Unwraps a subject's key. */
export const unwrapSubjectKey = (kek: Key, communityId: string, id: string, wrapped: Buffer): Key =>
  keyFrom(id, openBytes(kek, { communityId, place: 'vault.subject_key', rowId: id }, wrapped));
