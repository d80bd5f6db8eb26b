import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A contact or filled form that may be locked by itself. */
export type Lockable = {
  readonly siteId: string;
  readonly organisationId: string;
  readonly dataClass: string;
  readonly authorIds: string[];
};

/** A contact the actor may see, with its author. */
export const lockableContact = (tx: Tx, clientId: string, id: string): Promise<Lockable | undefined> =>
  tx.maybe<Lockable>(sql`select c.site_id as "siteId", c.organisation_id as "organisationId", c.data_class as "dataClass", array[c.created_by] as "authorIds"
    from care.contact c where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} and c.id = ${id}`);

/** A filled form the actor may see, with those who wrote it. */
export const lockableForm = (tx: Tx, clientId: string, id: string): Promise<Lockable | undefined> =>
  tx.maybe<Lockable>(sql`select f.site_id as "siteId", f.organisation_id as "organisationId", f.data_class as "dataClass",
      array[f.created_by, f.changed_by] as "authorIds"
    from care.filled_form f where f.community_id = ${tx.actor.communityId} and f.client_id = ${clientId} and f.id = ${id}`);

/** A client's part in a program at a site, as far as the actor sees it: there is one once somebody referred them. Its authors recorded contacts or forms in it. */
export const lockableProgram = (
  tx: Tx,
  at: { clientId: string; siteId: string; programCode: string },
): Promise<Lockable | undefined> =>
  tx.maybe<Lockable>(sql`select s.id as "siteId", s.organisation_id as "organisationId", 'referral' as "dataClass", array(
      select c.created_by from care.contact c where c.community_id = s.community_id and c.client_id = ${at.clientId} and c.program_code = ${at.programCode}
        and c.organisation_id = s.organisation_id
      union select unnest(array[f.created_by, f.changed_by]) from care.filled_form f where f.community_id = s.community_id and f.client_id = ${at.clientId}
        and f.program_code = ${at.programCode} and f.organisation_id = s.organisation_id) as "authorIds"
    from identity.site_view s where s.community_id = ${tx.actor.communityId} and s.id = ${at.siteId}
      and exists (select from pathway.referral_fact r where r.community_id = s.community_id and r.client_id = ${at.clientId} and r.site_id = s.id
        and r.program_code = ${at.programCode})`);
