import { found } from '../../../../kernel/refusal.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { directory, ServiceDetail } from '../../contract.ts';

type Cases = UseCases<typeof directory.operations>;

/** Keeps what somebody was told about a service taking referrals; lists show it until it runs out. */
export const sayCapacity: Cases['sayCapacity'] = async (tx, input) => {
  const { communityId, accountId } = tx.actor;
  const until = sql`current_date + ${input.days}::integer`;
  const known =
    await tx.run(sql`update directory.finder set takes = ${input.takes}, takes_until = ${until}, version = version + 1
    where community_id = ${communityId} and id = ${input.serviceId}`);
  found(known === 1 ? true : undefined, 'directory.noSuchService');
  await tx.run(sql`insert into directory.capacity (community_id, id, service_id, takes, weeks, told, note, holds_until, created_by)
    values (${communityId}, ${input.id}, ${input.serviceId}, ${input.takes}, ${input.weeks ?? null}, ${input.told}, ${input.note || null}, ${until}, ${accountId})`);
  tx.emit('directory.capacitySaid', input.serviceId, { takes: input.takes });
  return { id: input.id, version: 1 };
};

type Row = Omit<ServiceDetail['takings'][number], 'byName'> & { readonly by: string };

/** What was said of a service taking referrals, the latest first. */
export async function takingsOf(tx: Tx, serviceId: string): Promise<ServiceDetail['takings']> {
  const rows =
    await tx.many<Row>(sql`select c.takes, c.weeks, c.created_by as by, c.created_at::date as "on", c.holds_until as until, c.told, c.note
    from directory.capacity c where c.community_id = ${tx.actor.communityId} and c.service_id = ${serviceId}
    order by c.created_at desc, c.id desc limit 6`);
  const names = await namesOf(
    tx,
    rows.map(({ by }) => by),
  );
  return rows.map(({ by, ...row }) => ({ ...row, byName: names.get(by) ?? '' }));
}
