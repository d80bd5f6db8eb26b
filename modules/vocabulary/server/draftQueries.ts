import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { Program, ProgramDraft } from '../model.ts';

/** A draft as stored. */
export type DraftRow = {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly follows: string | null;
  readonly content: ProgramDraft;
  readonly changedAt: Date;
};

const columns = sql`d.id, d.version, d.key, d.follows, d.content, d.changed_at as "changedAt"`;

/** Every draft of the community, the last changed first. */
export function draftsOf(tx: Tx): Promise<DraftRow[]> {
  return tx.many<DraftRow>(
    sql`select ${columns} from vocabulary.draft d where d.community_id = ${tx.actor.communityId} order by d.changed_at desc, d.id limit 200`,
  );
}

/** One draft. */
export function draftById(tx: Tx, id: string): Promise<DraftRow | undefined> {
  return tx.maybe<DraftRow>(
    sql`select ${columns} from vocabulary.draft d where d.community_id = ${tx.actor.communityId} and d.id = ${id}`,
  );
}

/** A draft about to be begun. */
export type NewDraft = Pick<DraftRow, 'id' | 'key' | 'follows' | 'content'>;

/** Begins a draft; false when one of this key is there already. */
export async function insertDraft(tx: Tx, row: NewDraft): Promise<boolean> {
  const written =
    await tx.run(sql`insert into vocabulary.draft (community_id, id, key, follows, content, changed_by, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.key}, ${row.follows}, ${JSON.stringify(row.content)}::jsonb, ${tx.actor.accountId}, ${tx.actor.accountId})
    on conflict (community_id, key) do nothing`);
  return written === 1;
}

/** Keeps what is written, if nobody did so first. */
export async function updateDraft(
  tx: Tx,
  at: { id: string; version: number },
  content: ProgramDraft,
): Promise<boolean> {
  const written =
    await tx.run(sql`update vocabulary.draft d set content = ${JSON.stringify(content)}::jsonb, changed_at = now(), changed_by = ${tx.actor.accountId}, version = d.version + 1
    where d.community_id = ${tx.actor.communityId} and d.id = ${at.id} and d.version = ${at.version}`);
  return written === 1;
}

/** Takes a draft away, if nobody changed it first. */
export async function removeDraft(tx: Tx, at: { id: string; version: number }): Promise<boolean> {
  const removed = await tx.run(
    sql`delete from vocabulary.draft d where d.community_id = ${tx.actor.communityId} and d.id = ${at.id} and d.version = ${at.version}`,
  );
  return removed === 1;
}

/** True when a definition of the installation bears this key, whatever its kind. */
export async function keyOfInstallation(tx: Tx, key: string): Promise<boolean> {
  return (
    (await tx.maybe(sql`select 1 from vocabulary.definition d where d.key = ${key} limit 1`)) !== undefined
  );
}

/** The latest version that the community published of a model of its own. */
export function latestOwn(tx: Tx, key: string): Promise<{ version: string; digest: string } | undefined> {
  return tx.maybe(sql`select o.published_version as version, o.digest from vocabulary.own_program o
    where o.community_id = ${tx.actor.communityId} and o.key = ${key} order by o.version_order desc limit 1`);
}

/** Publishes a version of a model of the community's own. */
export async function insertOwn(tx: Tx, id: string, program: Program, digest: string): Promise<void> {
  await tx.run(sql`insert into vocabulary.own_program (community_id, id, key, published_version, name_en, name_fr, content, digest, created_by)
    values (${tx.actor.communityId}, ${id}, ${program.key}, ${program.version}, ${program.name.en}, ${program.name.fr}, ${JSON.stringify(program)}::jsonb, ${digest},
      ${tx.actor.accountId})`);
}

/** What the community is called. */
export function communityName(tx: Tx): Promise<{ en: string }> {
  return tx.one(
    sql`select c.name_en as en from identity.community_view c where c.community_id = ${tx.actor.communityId}`,
  );
}
