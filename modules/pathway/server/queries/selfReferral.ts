import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Answerer, Way } from '../../model.ts';

/** A page for self-referral as stored. */
export type EntranceRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly programCode: string;
  readonly sourceCode: string;
  readonly token: string;
  readonly name: { readonly en: string; readonly fr: string };
  readonly phone: string | null;
};

const entrance = sql`e.id, e.version, e.site_id as "siteId", e.program_code as "programCode", e.source_code as "sourceCode", e.token,
  jsonb_build_object('en', e.name_en, 'fr', e.name_fr) as name, e.phone`;

/** The open page of a token, for whoever holds its address. */
export function entranceBy(tx: Tx, communityId: string, token: string): Promise<EntranceRow | undefined> {
  return tx.maybe<EntranceRow>(
    sql`select ${entrance} from pathway.entrance e where e.community_id = ${communityId} and e.token = ${token} and e.closed_at is null`,
  );
}

/** One page, open or closed. */
export function entranceById(tx: Tx, id: string): Promise<EntranceRow | undefined> {
  return tx.maybe<EntranceRow>(
    sql`select ${entrance} from pathway.entrance e where e.community_id = ${tx.actor.communityId} and e.id = ${id}`,
  );
}

/** The open pages of some sites. */
export function entrancesAt(tx: Tx, siteIds: readonly string[]): Promise<EntranceRow[]> {
  return tx.many<EntranceRow>(sql`select ${entrance} from pathway.entrance e where e.community_id = ${tx.actor.communityId}
    and e.site_id = any(${siteIds}::uuid[]) and e.closed_at is null order by e.created_at desc, e.id limit 200`);
}

/** Opens a page. */
export async function insertEntrance(tx: Tx, row: Omit<EntranceRow, 'version'>): Promise<void> {
  await tx.run(sql`insert into pathway.entrance (community_id, id, site_id, program_code, source_code, token, name_en, name_fr, phone, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.siteId}, ${row.programCode}, ${row.sourceCode}, ${row.token}, ${row.name.en}, ${row.name.fr}, ${row.phone},
      ${tx.actor.accountId})`);
}

/** Closes a page, if nobody did so first. */
export async function closeEntrance(tx: Tx, at: { id: string; version: number }): Promise<boolean> {
  const closed = await tx.run(sql`update pathway.entrance e set closed_at = now(), version = e.version + 1
    where e.community_id = ${tx.actor.communityId} and e.id = ${at.id} and e.version = ${at.version} and e.closed_at is null`);
  return closed === 1;
}

/** A self-referral as stored; texts are sealed. */
export type SelfReferralRow = {
  readonly id: string;
  readonly version: number;
  readonly entranceId: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly language: 'en' | 'fr';
  readonly way: Way;
  readonly whoMayAnswer: Answerer;
  readonly called: Buffer;
  readonly details: Buffer;
  readonly bestTime: Buffer | null;
  readonly note: Buffer | null;
  readonly receivedAt: Date;
};

const asked = sql`s.id, s.version, s.entrance_id as "entranceId", s.site_id as "siteId", s.program_code as "programCode", s.language, s.way,
  s.who_may_answer as "whoMayAnswer", s.called, s.details, s.best_time as "bestTime", s.note, s.received_at as "receivedAt"`;

/** Those whom nobody has linked or set aside yet, longest first. */
export function newSelfReferrals(tx: Tx): Promise<SelfReferralRow[]> {
  return tx.many<SelfReferralRow>(sql`select ${asked} from pathway.self_referral s where s.community_id = ${tx.actor.communityId}
    and s.site_id = any(${tx.actor.siteIds}::uuid[]) and s.state = 'new' order by s.received_at, s.id limit 200`);
}

/** One that nobody has linked or set aside yet. */
export function newSelfReferral(tx: Tx, id: string): Promise<SelfReferralRow | undefined> {
  return tx.maybe<SelfReferralRow>(
    sql`select ${asked} from pathway.self_referral s where s.community_id = ${tx.actor.communityId} and s.id = ${id} and s.state = 'new'`,
  );
}

/** Keeps what somebody asked, once; sent again it changes nothing. */
export async function insertSelfReferral(
  tx: Tx,
  row: Omit<SelfReferralRow, 'version' | 'receivedAt'>,
): Promise<void> {
  await tx.run(sql`insert into pathway.self_referral (community_id, id, entrance_id, site_id, program_code, language, way, who_may_answer, called, details, best_time, note)
    values (${tx.actor.communityId}, ${row.id}, ${row.entranceId}, ${row.siteId}, ${row.programCode}, ${row.language}, ${row.way}, ${row.whoMayAnswer},
      ${row.called}, ${row.details}, ${row.bestTime}, ${row.note}) on conflict do nothing`);
}

/** What became of a self-referral. */
export type Settled = {
  readonly id: string;
  readonly version: number;
  readonly state: 'linked' | 'set_aside';
  readonly clientId: string | null;
  readonly referralId: string | null;
  readonly reasonCode: string | null;
};

/** Settles a self-referral, if nobody did so first. */
export async function settleSelfReferral(tx: Tx, to: Settled): Promise<boolean> {
  const moved =
    await tx.run(sql`update pathway.self_referral s set state = ${to.state}, client_id = ${to.clientId}, referral_id = ${to.referralId}, reason_code = ${to.reasonCode},
      version = s.version + 1 where s.community_id = ${tx.actor.communityId} and s.id = ${to.id} and s.version = ${to.version} and s.state = 'new'`);
  return moved === 1;
}
