import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { FormModel, Question } from '../../../vocabulary/model.ts';
import type { FormDraft } from '../../forms/draftShape.ts';

/** Every version of every question of the community's own, the oldest first. */
export async function ownQuestions(tx: Tx): Promise<Question[]> {
  const rows = await tx.many<{ content: Question }>(
    sql`select q.content from care.question q where q.community_id = ${tx.actor.communityId} order by q.code, q.version_order`,
  );
  return rows.map((row) => row.content);
}

/** Every version of every form of the community's own, the oldest first. */
export async function ownForms(tx: Tx): Promise<FormModel[]> {
  const rows = await tx.many<{ content: FormModel }>(
    sql`select f.content from care.form f where f.community_id = ${tx.actor.communityId} order by f.key, f.version_order`,
  );
  return rows.map((row) => row.content);
}

/** Publishes questions of the community's own. */
export async function insertQuestions(
  tx: Tx,
  rows: readonly { id: string; content: Question }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(sql`insert into care.question (community_id, id, code, published_version, content, created_by)
    select ${tx.actor.communityId}, r.id, r.content ->> 'code', r.content ->> 'version', r.content, ${tx.actor.accountId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, content jsonb)`);
}

/** Publishes a version of a form of the community's own. */
export async function insertForm(tx: Tx, id: string, form: FormModel): Promise<void> {
  await tx.run(sql`insert into care.form (community_id, id, key, published_version, content, created_by)
    values (${tx.actor.communityId}, ${id}, ${form.key}, ${form.version}, ${JSON.stringify(form)}::jsonb, ${tx.actor.accountId})`);
}

/** A draft of a form as stored. */
export type FormDraftRow = {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly follows: string | null;
  readonly content: FormDraft;
  readonly changedAt: Date;
};

const columns = sql`d.id, d.version, d.key, d.follows, d.content, d.changed_at as "changedAt"`;

/** Every draft of the community, the last changed first. */
export function formDrafts(tx: Tx): Promise<FormDraftRow[]> {
  return tx.many<FormDraftRow>(
    sql`select ${columns} from care.form_draft d where d.community_id = ${tx.actor.communityId} order by d.changed_at desc, d.id limit 200`,
  );
}

/** One draft. */
export function formDraftById(tx: Tx, id: string): Promise<FormDraftRow | undefined> {
  return tx.maybe<FormDraftRow>(
    sql`select ${columns} from care.form_draft d where d.community_id = ${tx.actor.communityId} and d.id = ${id}`,
  );
}

/** Begins a draft; false when one of this key is there already. */
export async function insertFormDraft(
  tx: Tx,
  row: Pick<FormDraftRow, 'id' | 'key' | 'follows' | 'content'>,
): Promise<boolean> {
  const { communityId, accountId } = tx.actor;
  const written =
    await tx.run(sql`insert into care.form_draft (community_id, id, key, follows, content, changed_by, created_by)
    values (${communityId}, ${row.id}, ${row.key}, ${row.follows}, ${JSON.stringify(row.content)}::jsonb, ${accountId}, ${accountId})
    on conflict (community_id, key) do nothing`);
  return written === 1;
}

type At = { readonly id: string; readonly version: number };

/** Keeps what is written, if nobody did so first. */
export async function updateFormDraft(tx: Tx, at: At, content: FormDraft): Promise<boolean> {
  const written =
    await tx.run(sql`update care.form_draft d set content = ${JSON.stringify(content)}::jsonb, changed_at = now(),
      changed_by = ${tx.actor.accountId}, version = d.version + 1
    where d.community_id = ${tx.actor.communityId} and d.id = ${at.id} and d.version = ${at.version}`);
  return written === 1;
}

/** Takes a draft away, if nobody changed it first. */
export async function removeFormDraft(tx: Tx, at: At): Promise<boolean> {
  const removed = await tx.run(
    sql`delete from care.form_draft d where d.community_id = ${tx.actor.communityId} and d.id = ${at.id} and d.version = ${at.version}`,
  );
  return removed === 1;
}

/** What the community is called. */
export async function communityCalled(tx: Tx): Promise<string> {
  const row = await tx.one<{ name: string }>(
    sql`select c.name_en as name from identity.community_view c where c.community_id = ${tx.actor.communityId}`,
  );
  return row.name;
}
