import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { type Binding, careRoles, type DataClass, type purposes, type waysGiven } from '../model.ts';

type Period = { readonly from: Date; readonly to: Date | null };
const spelled = <Row extends Period>(row: Row) => ({
  ...row,
  from: row.from.toISOString(),
  to: row.to?.toISOString() ?? null,
});

type CircleRow = Period & {
  readonly id: string;
  readonly siteId: string | null;
  readonly accountId: string | null;
  readonly kind: string;
  readonly version: number;
};

/** Who works or worked with a client, as far as the actor may see it. */
export const circleOf = async (tx: Tx, clientId: string) =>
  (
    await tx.many<CircleRow>(sql`select id, site_id as "siteId", account_id as "accountId", kind, valid_from as "from", valid_to as "to", version
      from people.circle where community_id = ${tx.actor.communityId} and client_id = ${clientId} order by valid_from, id`)
  ).map(spelled);

type DirectiveRow = Period & {
  readonly id: string;
  readonly effect: 'permit' | 'deny';
  readonly binds: Binding;
  readonly targetId: string | null;
  readonly targetRole: (typeof careRoles)[number] | null;
  readonly dataClass: DataClass | 'all';
  readonly purpose: (typeof purposes)[number];
  readonly givenHow: (typeof waysGiven)[number];
  readonly version: number;
};

/** What a client allows and forbids, ended directives too. */
export const directivesOf = async (tx: Tx, clientId: string) =>
  (
    await tx.many<DirectiveRow>(sql`select id, effect, binds, target_id as "targetId", target_role as "targetRole", data_class as "dataClass", purpose,
      given_how as "givenHow", valid_from as "from", valid_to as "to", version
      from people.directive where community_id = ${tx.actor.communityId} and client_id = ${clientId} order by valid_from desc, id`)
  ).map(spelled);

/** Accounts that work with clients anywhere in the community now: a client may block any of them by name. */
export const colleagues = async (tx: Tx): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`select distinct account_id as id from identity.role_view
      where community_id = ${tx.actor.communityId} and role = any(${careRoles}::text[])`)
  ).map((row) => row.id);

/** Records found to be the same person. */
export const linksOf = (
  tx: Tx,
  clientId: string,
): Promise<{ id: string; clientId: string; version: number }[]> =>
  tx.many(sql`select id, case when client_id = ${clientId} then other_id else client_id end as "clientId", version from people.link
    where community_id = ${tx.actor.communityId} and ${clientId} in (client_id, other_id) and ended_at is null`);

/** The override that lets the actor in, while they are not entitled otherwise. */
export const overrideOf = (tx: Tx, clientId: string): Promise<{ id: string; until: Date } | undefined> =>
  tx.maybe(sql`select id, ends_at as until from people.override where community_id = ${tx.actor.communityId} and client_id = ${clientId}
    and account_id = ${tx.actor.accountId} and started_at <= now() and ends_at > now() order by ends_at desc limit 1`);

/** A directive as it is to be stored. */
export type NewDirective = {
  readonly id: string;
  readonly clientId: string;
  readonly effect: 'permit' | 'deny';
  readonly binds: Binding;
  readonly targetId?: string | undefined;
  readonly targetRole?: string | undefined;
  readonly dataClass: string;
  readonly purpose: string;
  readonly givenHow: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Stores a directive, in the name of the actor's organisation. */
export const insertDirective = (tx: Tx, given: NewDirective, organisationId: string) =>
  tx.run(sql`insert into people.directive (community_id, id, client_id, organisation_id, effect, binds, target_id, target_role, data_class, purpose,
      given_how, valid_from, valid_to, created_by)
    values (${tx.actor.communityId}, ${given.id}, ${given.clientId}, ${organisationId}, ${given.effect}, ${given.binds}, ${given.targetId ?? null},
      ${given.targetRole ?? null}, ${given.dataClass}, ${given.purpose}, ${given.givenHow}, coalesce(${given.from ?? null}::timestamptz, now()),
      ${given.to ?? null}::timestamptz, ${tx.actor.accountId})`);

/** Ends a directive now, or when it was to begin; 0 when the version has moved on or it has ended. */
export const closeDirective = (tx: Tx, given: { clientId: string; id: string; version: number }) =>
  tx.run(sql`update people.directive set valid_to = greatest(valid_from, now()), version = version + 1
    where community_id = ${tx.actor.communityId} and client_id = ${given.clientId} and id = ${given.id} and version = ${given.version}
      and (valid_to is null or valid_to > now())`);

/** Ends a relationship now; 0 when the version has moved on or it has ended. */
export const closeCircle = (tx: Tx, given: { clientId: string; id: string; version: number }) =>
  tx.run(sql`update people.circle set valid_to = greatest(valid_from, now()), version = version + 1
    where community_id = ${tx.actor.communityId} and client_id = ${given.clientId} and id = ${given.id} and version = ${given.version}
      and (valid_to is null or valid_to > now())`);

/** Adds a relationship; 0 when there is one already, or the actor may not see the client. */
export const insertCircle = async (
  tx: Tx,
  given: {
    id: string;
    clientId: string;
    siteId?: string | undefined;
    accountId?: string | undefined;
    kind: string;
  },
) =>
  (
    await tx.one<{ made: number }>(
      sql`select people.join_circle(${given.id}, ${given.clientId}, ${given.siteId ?? null}, ${given.accountId ?? null}, ${given.kind}) as made`,
    )
  ).made;

/** Whether one person may see one class of data, before and after a change that is only imagined, and where they work with clients. */
export type Sight = {
  readonly accountId: string;
  readonly places: readonly { readonly role: (typeof careRoles)[number]; readonly siteId: string | null }[];
  readonly dataClass: DataClass;
  readonly before: boolean;
  readonly after: boolean;
};

/** What everybody who works with clients sees of one, before and after a directive is given (or one ended). */
export const sightOfAll = (
  tx: Tx,
  clientId: string,
  given: object | null,
  endingId: string | null,
): Promise<Sight[]> =>
  tx.many<Sight>(sql`select "accountId", places, "dataClass", before, after
    from people.consequence(${clientId}, ${given === null ? null : JSON.stringify(given)}::jsonb, ${endingId})`);
