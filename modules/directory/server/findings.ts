import { found, refuse } from '../../../kernel/refusal.ts';
import { newId } from '../../../kernel/id.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Saved } from '../../../kernel/fields.ts';

type Report = {
  readonly serviceId: string;
  readonly about: readonly string[];
  readonly note?: string | undefined;
};

async function addFinding(tx: Tx, outcome: 'right' | 'wrong', report: Report): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into directory.finding (community_id, id, service_id, outcome, about, note, created_by)
    values (${tx.actor.communityId}, ${id}, ${report.serviceId}, ${outcome}, ${report.about}, ${report.note ?? null}, ${tx.actor.accountId})`);
  return id;
}

/** Keeps a report that something about a service was wrong; the service shows it until a check settles it. */
export async function reportWrong(tx: Tx, input: Report): Promise<Saved> {
  const service = await tx.maybe<{
    id: string;
  }>(sql`update directory.service set reported_at = coalesce(reported_at, now()), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${input.serviceId} returning id`);
  found(service, 'directory.noSuchService');
  await tx.run(
    sql`update directory.finder set reported_at = coalesce(reported_at, now()) where community_id = ${tx.actor.communityId} and id = ${input.serviceId}`,
  );
  const id = await addFinding(tx, 'wrong', input);
  tx.emit('directory.reportedWrong', input.serviceId, { finding: id, about: input.about });
  return { id, version: 1 };
}

/** Keeps that a service was found right just now, and settles its open reports. Refuses when the record changed since it was read. */
export async function assure(
  tx: Tx,
  input: { readonly serviceId: string; readonly version: number },
): Promise<Saved> {
  const { communityId, accountId } = tx.actor;
  const before = await tx.maybe<{ version: number }>(
    sql`select version from directory.service where community_id = ${communityId} and id = ${input.serviceId} for update`,
  );
  const { version } = found(before, 'directory.noSuchService');
  if (version !== input.version) throw refuse('conflict', 'directory.serviceChanged', { version });
  await tx.run(sql`update directory.service set checked_at = now(), checked_by = ${accountId}, reported_at = null, version = version + 1
    where community_id = ${communityId} and id = ${input.serviceId}`);
  await tx.run(
    sql`update directory.finder set checked_at = now(), reported_at = null where community_id = ${communityId} and id = ${input.serviceId}`,
  );
  await tx.run(sql`update directory.finding set settled_at = now(), settled_by = ${accountId}, version = version + 1
    where community_id = ${communityId} and service_id = ${input.serviceId} and outcome = 'wrong' and settled_at is null`);
  await addFinding(tx, 'right', { serviceId: input.serviceId, about: [] });
  tx.emit('directory.assured', input.serviceId);
  return { id: input.serviceId, version: version + 1 };
}
