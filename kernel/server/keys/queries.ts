import type { Tx } from '../scope.ts';
import { sql } from '../sql.ts';

/** A community's key as stored: wrapped by a root key. */
export type CommunityKeyRow = {
  readonly id: string;
  readonly kind: 'kek' | 'blind';
  readonly rootId: string;
  readonly wrapped: Buffer;
  readonly current: boolean;
};

/** A subject's key as stored: wrapped by a community key; `wrapped` is null once it was destroyed. */
export type SubjectKeyRow = {
  readonly id: string;
  readonly subjectId: string;
  readonly kekId: string;
  readonly wrapped: Buffer | null;
};

/** The community that stands for the whole installation. */
export const everywhere = '00000000-0000-0000-0000-000000000000';

/** The keys of the acting community, or of the installation. */
export const communityKeys = (tx: Tx, communityId: string): Promise<CommunityKeyRow[]> =>
  tx.many<CommunityKeyRow>(
    sql`select id, kind, "rootId", wrapped, current from vault.community_keys(${communityId})`,
  );

/** Adds a community key unless there is one of its kind. */
export const addCommunityKey = (tx: Tx, communityId: string, row: Omit<CommunityKeyRow, 'current'>) =>
  tx.run(
    sql`select vault.add_community_key(${communityId}, ${row.id}, ${row.kind}, ${row.rootId}, ${row.wrapped})`,
  );

/** The keys of these subjects, destroyed ones too; a subject that never had one is absent. */
export const subjectKeys = (tx: Tx, subjectIds: readonly string[]): Promise<SubjectKeyRow[]> =>
  tx.many<SubjectKeyRow>(
    sql`select id, "subjectId", "kekId", wrapped from vault.subject_keys(${subjectIds}::uuid[])`,
  );

/** Offers keys for subjects, all wrapped by one community key, and gives the keys that hold: one's own where there was none, otherwise the one that came first. */
export const offerSubjectKeys = (
  tx: Tx,
  kekId: string,
  rows: readonly { id: string; subjectId: string; wrapped: Buffer }[],
): Promise<SubjectKeyRow[]> =>
  tx.many<SubjectKeyRow>(sql`select id, "subjectId", "kekId", wrapped from vault.offer_subject_keys(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.subjectId)}::uuid[],
    ${kekId}, ${rows.map((row) => row.wrapped)}::bytea[])`);

/** Adds keys of subjects that are new; the transaction fails when one of them had a key before. */
export const addNewSubjectKeys = (
  tx: Tx,
  kekId: string,
  rows: readonly { id: string; subjectId: string; wrapped: Buffer }[],
): void =>
  tx.write(sql`select vault.add_new_subject_keys(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.subjectId)}::uuid[],
    ${kekId}, ${rows.map((row) => row.wrapped)}::bytea[])`);

/** Destroys a subject's key; false when there is none left or the actor may not. */
export const destroySubjectKeyRow = async (tx: Tx, subjectId: string): Promise<boolean> => {
  const { count } = await tx.one<{ count: number }>(
    sql`select vault.destroy_subject_key(${subjectId}) as count`,
  );
  return count === 1;
};
