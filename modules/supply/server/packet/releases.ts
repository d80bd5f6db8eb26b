import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { supply } from '../../contract.ts';
import type { PacketScope } from '../../model.ts';

const reasonPlace = 'supply.release.reason';

type NewRelease = {
  readonly scope: PacketScope;
  readonly scopeId: string;
  readonly from: string;
  readonly to: string;
  readonly format: 'pdf' | 'zip';
  readonly clients: number;
  readonly held: Readonly<Record<string, number>>;
  readonly gaps: number;
  readonly reason: string;
};

/** Enters a packet that leaves into the register; its reason is sealed for whoever released it. */
export async function keepRelease(tx: Tx, row: NewRelease): Promise<void> {
  const id = newId();
  const [organisationId] = tx.actor.organisationIds;
  if (organisationId === undefined) throw refuse('forbidden', 'supply.noOrganisation');
  const reason = await seal(tx, tx.actor.accountId, reasonPlace, id, row.reason);
  await tx.run(sql`insert into supply.release (community_id, id, organisation_id, scope, scope_id, from_on, to_on, format, clients, held, gaps, reason, created_by)
    values (${tx.actor.communityId}, ${id}, ${organisationId}, ${row.scope}, ${row.scopeId}, ${row.from}, ${row.to}, ${row.format}, ${row.clients},
      ${JSON.stringify(row.held)}::jsonb, ${row.gaps}, ${reason}, ${tx.actor.accountId})`);
}

/** The register of packets, latest first. */
export const listReleases: UseCases<typeof supply.operations>['listReleases'] = async (tx) => {
  const rows = await tx.many<{
    id: string;
    scope: PacketScope;
    from: string;
    to: string;
    format: 'pdf' | 'zip';
    clients: number;
    gaps: number;
    reason: Buffer;
    byId: string;
    at: Date;
  }>(sql`select r.id, r.scope, r.from_on as "from", r.to_on as "to", r.format, r.clients, r.gaps, r.reason, r.created_by as "byId", r.created_at as at
    from supply.release r where r.community_id = ${tx.actor.communityId} order by r.created_at desc limit 100`);
  const reasons = await openMany(
    tx,
    rows.map((row) => ({ subjectId: row.byId, place: reasonPlace, rowId: row.id, bytes: row.reason })),
  );
  const people = await namesOf(
    tx,
    rows.map((row) => row.byId),
  );
  return {
    rows: rows.map(({ byId, at, ...row }, index) => ({
      ...row,
      reason: reasons[index] ?? '',
      by: people.get(byId) ?? '',
      at: at.toISOString(),
    })),
  };
};
