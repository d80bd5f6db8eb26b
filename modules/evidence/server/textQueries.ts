import { empty, sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Hunk } from '../textShift.ts';

/** What a corrected text is replaced by. */
export type Revised = {
  readonly id: string;
  readonly contentVersion: number;
  readonly body: Buffer;
  readonly turns: Buffer | null;
  readonly characters: number;
  /** The name of the file without redacted words, when this is a redaction; null keeps none. */
  readonly redacted?: { readonly name: Buffer | null } | undefined;
};

/** Replaces a text that stands at `contentVersion` and whose consent stands; 0 rows when it has moved on. */
export function updateText(tx: Tx, one: Revised): Promise<number> {
  const redaction = one.redacted
    ? sql`, name_sealed = ${one.redacted.name}, redacted_in = content_version + 1`
    : empty;
  return tx.run(sql`update evidence.source set body_sealed = ${one.body}, turns_sealed = ${one.turns}, characters = ${one.characters},
      content_version = content_version + 1, version = version + 1${redaction}
    where community_id = ${tx.actor.communityId} and id = ${one.id} and content_version = ${one.contentVersion} and consent <> 'withdrawn'`);
}

/** Keeps how the places of a text moved when it became `contentVersion`. */
export function insertShift(
  tx: Tx,
  one: { id: string; sourceId: string; contentVersion: number; hunks: readonly Hunk[] },
): Promise<number> {
  return tx.run(sql`insert into evidence.text_shift (community_id, id, source_id, content_version, hunks, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.sourceId}, ${one.contentVersion}, ${JSON.stringify(one.hunks)}, ${tx.actor.accountId})`);
}

/** How the places of a text moved since a version, oldest first. */
export function shiftsSince(tx: Tx, sourceId: string, contentVersion: number) {
  return tx.many<{
    contentVersion: number;
    hunks: Hunk[];
    createdAt: Date;
    createdBy: string;
  }>(sql`select t.content_version as "contentVersion", t.hunks,
      t.created_at as "createdAt", t.created_by as "createdBy"
    from evidence.text_shift t where t.community_id = ${tx.actor.communityId} and t.source_id = ${sourceId} and t.content_version > ${contentVersion}
    order by t.content_version`);
}

/** The sealed body a text had in an earlier version: as it was last before the next one. */
export function bodyBefore(
  tx: Tx,
  sourceId: string,
  contentVersion: number,
): Promise<{ bodySealed: Buffer } | undefined> {
  return tx.maybe<{ bodySealed: Buffer }>(sql`select b.body_sealed as "bodySealed"
    from evidence.history h cross join lateral jsonb_populate_record(null::evidence.source, h.row_before) as b
    where h.community_id = ${tx.actor.communityId} and h.table_name = 'source' and h.row_id = ${sourceId} and b.content_version = ${contentVersion}
    order by h.row_version desc limit 1`);
}
