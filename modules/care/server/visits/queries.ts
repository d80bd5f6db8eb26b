import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { visitAskedFor, visitSlack } from '../../model.ts';

/** What is stored of one contact's visit, and the contact that may be about the same one. */
export type VisitRow = {
  readonly id: string;
  readonly version: number | null;
  readonly visitId: string | null;
  readonly otherId: string | null;
  readonly otherAuthorId: string | null;
  readonly otherAt: Date | null;
  readonly otherNote: Buffer | null;
};

/**
 * The contact recorded before `c` that may be about the same visit: same client, same kind, times that overlap give or take the
 * slack, by somebody else or from another session of the same person. Nothing for a contact somebody was asked about already.
 */
const maybeSame = sql`select o.id as "otherId", o.created_by as "otherAuthorId", o.occurred_at as "otherAt", o.note as "otherNote"
  from care.contact o
  where o.community_id = c.community_id and o.client_id = c.client_id and o.kind_code = c.kind_code
    and (o.created_at, o.id) < (c.created_at, c.id) and (o.created_by <> c.created_by or o.session_id <> c.session_id)
    and o.occurred_at >= c.occurred_at - interval '26 hours'
    and o.occurred_at <= c.occurred_at + make_interval(mins => coalesce(c.minutes, 0) + ${visitSlack}::int)
    and o.occurred_at + make_interval(mins => coalesce(o.minutes, 0) + ${visitSlack}::int) >= c.occurred_at
    and c.created_at > now() - make_interval(days => ${visitAskedFor}::int)
    and not exists (select from care.visit_part s where s.community_id = c.community_id and s.id = c.id)
  order by abs(extract(epoch from o.occurred_at - c.occurred_at)), o.id limit 1`;

/** The visits of these contacts of a client, as far as the reader may see. */
export function visitsOf(tx: Tx, clientId: string, ids: readonly string[]): Promise<VisitRow[]> {
  return tx.many<VisitRow>(sql`select c.id, p.version, p.visit_id as "visitId", q.* from care.contact c
    left join care.visit_part p on p.community_id = c.community_id and p.id = c.id
    left join lateral (${maybeSame}) q on true
    where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} and c.id = any(${ids}::uuid[])`);
}

/** The actor's own contacts of the last days that may be about a visit recorded elsewhere too. */
export function toSettle(tx: Tx, limit: number) {
  return tx.many<{ id: string; clientId: string; occurredAt: Date }>(sql`
    select c.id, c.client_id as "clientId", c.occurred_at as "occurredAt" from care.contact c cross join lateral (${maybeSame}) q
    where c.community_id = ${tx.actor.communityId} and c.created_by = ${tx.actor.accountId}
      and c.occurred_at > now() - make_interval(days => ${visitAskedFor * 2}::int)
    order by c.occurred_at desc limit ${limit}`);
}

/** The contact that stands for the visit of a contact: itself as long as nobody said otherwise. */
export async function standsFor(tx: Tx, id: string): Promise<string> {
  const row = await tx.maybe<{ visitId: string }>(
    sql`select p.visit_id as "visitId" from care.visit_part p where p.community_id = ${tx.actor.communityId} and p.id = ${id}`,
  );
  return row?.visitId ?? id;
}

/** Writes which visit a contact belongs to; false when somebody was faster. */
export async function writeVisit(tx: Tx, id: string, version: number, visitId: string): Promise<boolean> {
  const community = tx.actor.communityId;
  const written =
    version === 0
      ? sql`insert into care.visit_part (community_id, id, client_id, organisation_id, data_class, visit_id, created_by)
          select c.community_id, c.id, c.client_id, c.organisation_id, c.data_class, ${visitId}, ${tx.actor.accountId}
          from care.contact c where c.community_id = ${community} and c.id = ${id} on conflict (community_id, id) do nothing`
      : sql`update care.visit_part set visit_id = ${visitId}, version = version + 1
          where community_id = ${community} and id = ${id} and version = ${version}`;
  return (await tx.run(written)) === 1;
}

/** Whatever belonged to the visit of one contact now belongs to another. */
export function moveParts(tx: Tx, from: string, to: string): Promise<number> {
  return tx.run(sql`update care.visit_part set visit_id = ${to}, version = version + 1
    where community_id = ${tx.actor.communityId} and visit_id = ${from} and id <> ${from}`);
}
