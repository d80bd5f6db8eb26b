import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A wish as stored. */
export type WishRow = {
  readonly id: string;
  readonly version: number;
  readonly wishCode: string;
  readonly words: Buffer | null;
  readonly namedOn: string;
  readonly endedOn: string | null;
};

const columns = sql`w.id, w.version, w.wish_code as "wishCode", w.words, w.named_on as "namedOn", w.ended_on as "endedOn"`;

type NewWish = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly wishCode: string;
  readonly words: Buffer | null;
  readonly namedOn: string;
};

/** Writes a wish; false when this id was written before. */
export async function insertWish(tx: Tx, row: NewWish): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.wish (community_id, id, client_id, organisation_id, site_id, program_code, wish_code, words, named_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.wishCode}, ${row.words},
      ${row.namedOn}, ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** One wish the actor may see. */
export function wishById(tx: Tx, clientId: string, id: string): Promise<WishRow | undefined> {
  return tx.maybe<WishRow>(
    sql`select ${columns} from supply.wish w where w.community_id = ${tx.actor.communityId} and w.id = ${id} and w.client_id = ${clientId}`,
  );
}

/** Ends a wish; 0 when it moved on. */
export function closeWish(tx: Tx, id: string, version: number, endedOn: string): Promise<number> {
  return tx.run(sql`update supply.wish set ended_on = ${endedOn}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and ended_on is null`);
}

/** A client's wishes. */
export function wishesOf(tx: Tx, clientId: string): Promise<WishRow[]> {
  return tx.many<WishRow>(sql`select ${columns} from supply.wish w where w.community_id = ${tx.actor.communityId} and w.client_id = ${clientId}
    order by w.ended_on is not null, w.named_on desc, w.id desc limit 100`);
}

/** Clients of a site by what they want, most first. */
export function wishesAt(tx: Tx, siteId: string): Promise<{ wishCode: string; clients: number }[]> {
  return tx.many(sql`select w.wish_code as "wishCode", count(distinct w.client_id) as clients from supply.wish w
    where w.community_id = ${tx.actor.communityId} and w.site_id = ${siteId} and w.ended_on is null group by w.wish_code order by clients desc, w.wish_code`);
}
