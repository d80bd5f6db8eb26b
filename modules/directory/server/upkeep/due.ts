import { found, refuse } from '../../../../kernel/refusal.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { directory, DueLine } from '../../contract.ts';
import { dueOn, staff } from '../../model.ts';
import { checkedOn } from '../searchQueries.ts';

type Cases = UseCases<typeof directory.operations>;

/** Accounts that hold a role among the staff now. */
const keepers = (tx: Tx) =>
  tx.many<{ id: string }>(sql`select distinct r.account_id as id from identity.role_view r
    join identity.account_view a on a.community_id = r.community_id and a.id = r.account_id
    where r.community_id = ${tx.actor.communityId} and r.role = any(${staff}::text[]) and a.kind = 'person' and a.disabled_at is null`);

/** Who may keep a record right, by name. */
export const listKeepers: Cases['listKeepers'] = async (tx) => {
  const ids = (await keepers(tx)).map(({ id }) => id);
  const names = await namesOf(tx, [...new Set([...ids, tx.actor.accountId])]);
  const rows = [...names].map(([id, name]) => ({ id, name }));
  return { rows: rows.sort((left, right) => left.name.localeCompare(right.name)) };
};

/** Says who checks a service next, and how often. */
export const setKeeper: Cases['setKeeper'] = async (tx, { serviceId, version, keeperId, everyDays }) => {
  const { communityId, accountId } = tx.actor;
  if (keeperId !== null && keeperId !== accountId && !(await keepers(tx)).some(({ id }) => id === keeperId))
    throw refuse('invalid', 'directory.noSuchKeeper');
  const before = await tx.maybe<{ version: number }>(
    sql`select version from directory.service where community_id = ${communityId} and id = ${serviceId} for update`,
  );
  const held = found(before, 'directory.noSuchService').version;
  if (held !== version) throw refuse('conflict', 'directory.serviceChanged', { version: held });
  await tx.run(sql`update directory.service set keeper_id = ${keeperId}, check_every = ${everyDays}, version = version + 1
    where community_id = ${communityId} and id = ${serviceId}`);
  tx.emit('directory.keeperSet', serviceId, { keeperId });
  return { id: serviceId, version: version + 1 };
};

type Row = Omit<DueLine, 'keeperName' | 'dueOn' | 'reportedAt'> & { readonly reportedAt: Date | null };

const due = sql`s.status <> 'defunct' and (t.reported_at is not null or ${checkedOn} is null or ${checkedOn} + s.check_every <= current_date)`;

/** Services whose record is due to be checked: reported ones first, then those nobody ever checked, then the longest overdue. */
export const listDue: Cases['listDue'] = async (tx, { whose, from, limit }) => {
  const { communityId, accountId } = tx.actor;
  const base = sql`from directory.service s join directory.finder t on t.community_id = s.community_id and t.id = s.id
    where s.community_id = ${communityId} and ${due}`;
  const who =
    whose === 'mine'
      ? sql`s.keeper_id = ${accountId}`
      : whose === 'nobody'
        ? sql`s.keeper_id is null`
        : sql`true`;
  const rows =
    await tx.many<Row>(sql`select s.id, s.version, coalesce(s.translations -> ${tx.actor.locale} ->> 'name', s.name) as name,
      (select coalesce(o.translations -> ${tx.actor.locale} ->> 'name', o.name) from directory.organization o where o.community_id = s.community_id and o.id = s.organization_id) as organization,
      t.card -> 'phone' ->> 'number' as phone, s.keeper_id as "keeperId", ${checkedOn} as "checkedOn", t.reported_at as "reportedAt", s.check_every as "everyDays"
    ${base} and ${who}
    order by t.reported_at nulls last, ${checkedOn} + s.check_every nulls first, s.name, s.id offset ${from} limit ${limit + 1}`);
  const counts = await tx.one<{ mine: number; nobody: number }>(
    sql`select count(*) filter (where s.keeper_id = ${accountId}) as mine, count(*) filter (where s.keeper_id is null) as nobody ${base}`,
  );
  const names = await namesOf(
    tx,
    rows.flatMap(({ keeperId }) => keeperId ?? []),
  );
  const lines = rows.slice(0, limit).map(({ reportedAt, ...row }) => ({
    ...row,
    keeperName: row.keeperId === null ? null : (names.get(row.keeperId) ?? ''),
    reportedAt: reportedAt?.toISOString() ?? null,
    dueOn: dueOn(row.checkedOn, row.everyDays),
  }));
  return { rows: lines, more: rows.length > limit, ...counts };
};
