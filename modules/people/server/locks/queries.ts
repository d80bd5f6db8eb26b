import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { LockAbout, LockTeam } from '../../model.ts';

/** A lock about to be placed. */
export type NewLock = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly about: LockAbout;
  readonly recordId: string | null;
  readonly recordClass: string;
  readonly programCode: string | null;
  readonly dataClasses: readonly string[];
  readonly team: LockTeam | null;
  readonly accountIds: readonly string[];
};

/** Places a lock; false when what it is about is locked already, or this id was used before. */
export async function insertLock(tx: Tx, lock: NewLock, reason: Buffer | null): Promise<boolean> {
  const written =
    await tx.run(sql`insert into people.lock (community_id, id, client_id, organisation_id, site_id, about, record_id, record_class, program_code,
      data_classes, team, account_ids, reason, created_by)
    values (${tx.actor.communityId}, ${lock.id}, ${lock.clientId}, ${lock.organisationId}, ${lock.siteId}, ${lock.about}, ${lock.recordId}, ${lock.recordClass},
      ${lock.programCode}, ${lock.dataClasses}::text[], ${lock.team}, ${lock.accountIds}::uuid[], ${reason}, ${tx.actor.accountId}) on conflict do nothing`);
  return written === 1;
}

/** A lock as stored, with the reason still sealed. */
export type LockRow = {
  readonly id: string;
  readonly version: number;
  readonly about: LockAbout;
  readonly recordId: string | null;
  readonly programCode: string | null;
  readonly siteId: string;
  readonly team: LockTeam | null;
  readonly accountIds: string[];
  readonly reason: Buffer | null;
  readonly authorId: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly liftedBy: string | null;
};

/** The locks of a client that spare the actor, those in force first. */
export function locksOf(tx: Tx, clientId: string): Promise<LockRow[]> {
  return tx.many<LockRow>(sql`select l.id, l.version, l.about, l.record_id as "recordId", l.program_code as "programCode", l.site_id as "siteId", l.team,
      l.account_ids as "accountIds", l.reason, l.created_by as "authorId", l.valid_from as "from", l.valid_to as "to", l.lifted_by as "liftedBy"
    from people.lock l where l.community_id = ${tx.actor.communityId} and l.client_id = ${clientId}
    order by l.valid_to is not null, l.valid_from desc, l.id limit 200`);
}

/** Ends a lock now; 0 when it does not spare the actor, its version has moved on or it was lifted before. */
export const endLock = (tx: Tx, given: { clientId: string; id: string; version: number }) =>
  tx.run(sql`update people.lock set valid_to = greatest(valid_from, now()), lifted_by = ${tx.actor.accountId}, version = version + 1
    where community_id = ${tx.actor.communityId} and client_id = ${given.clientId} and id = ${given.id} and version = ${given.version} and valid_to is null`);

/** Whether a lock keeps something of a client from the actor that they would see otherwise. */
export const partlyLocked = async (tx: Tx, clientId: string): Promise<boolean> =>
  (await tx.one<{ locked: boolean }>(sql`select people.partly_locked(${clientId}) as locked`)).locked;
