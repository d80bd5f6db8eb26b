import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { CapacityInput, SiteSentence } from '../../model.ts';

/** A program at a site. */
export type At = { readonly siteId: string; readonly programCode: string };

/** The programs offered, with their places and the version each site works by. */
export type PlacesRow = At & {
  readonly siteName: { readonly en: string; readonly fr: string };
  readonly targetId: string;
  readonly version: number;
  readonly target: number;
  readonly adopted: string | null;
};

/** The targets in force. */
export function placesAt(tx: Tx, siteId: string | undefined): Promise<PlacesRow[]> {
  const one = siteId === undefined ? sql`` : sql`and t.site_id = ${siteId}`;
  return tx.many<PlacesRow>(sql`select t.site_id as "siteId", jsonb_build_object('en', v.name_en, 'fr', v.name_fr) as "siteName",
      t.program_code as "programCode", t.id as "targetId", t.version, t.places as target, a.program_version as adopted
    from pathway.target t join identity.site_view v on v.community_id = t.community_id and v.id = t.site_id
    left join pathway.adoption a on a.community_id = t.community_id and a.site_id = t.site_id and a.program_code = t.program_code and a.valid_to is null
    where t.community_id = ${tx.actor.communityId} and t.valid_to is null ${one} order by t.site_id, t.program_code`);
}

/** How many places are taken at each site, counted without looking at anybody: clients who refused to be counted are left out. */
export function takenAt(tx: Tx, siteId: string | undefined): Promise<(At & { readonly enrolled: number })[]> {
  const one = siteId === undefined ? sql`` : sql`and e.site_id = ${siteId}`;
  return tx.count(sql`select e.site_id as "siteId", e.program_code as "programCode", count(*) as enrolled from pathway.enrolment e
    where e.community_id = ${tx.actor.communityId} and e.ended_on is null ${one} group by e.site_id, e.program_code`);
}

/** Puts a target in the place of the one in force, from today on. */
export async function replaceTarget(tx: Tx, target: At & { id: string; places: number }): Promise<void> {
  const community = tx.actor.communityId;
  await tx.run(sql`update pathway.target t set valid_to = greatest(t.valid_from, pathway.day_of(now())), version = t.version + 1
    where t.community_id = ${community} and t.site_id = ${target.siteId} and t.program_code = ${target.programCode} and t.valid_to is null`);
  await tx.run(sql`insert into pathway.target (community_id, id, site_id, program_code, places, valid_from, created_by)
    values (${community}, ${target.id}, ${target.siteId}, ${target.programCode}, ${target.places}, pathway.day_of(now()), ${tx.actor.accountId})`);
}

/** The version of a program that a site works by; nothing where it never said. */
export async function adoptedAt(tx: Tx, at: At): Promise<string | undefined> {
  const row = await tx.maybe<{
    version: string;
  }>(sql`select a.program_version as version from pathway.adoption a
    where a.community_id = ${tx.actor.communityId} and a.site_id = ${at.siteId} and a.program_code = ${at.programCode} and a.valid_to is null`);
  return row?.version;
}

/** Puts a version in the place of the one in use, from today on. */
export async function replaceAdoption(
  tx: Tx,
  adoption: At & { id: string; programVersion: string },
): Promise<void> {
  const community = tx.actor.communityId;
  await tx.run(sql`update pathway.adoption a set valid_to = greatest(a.valid_from, pathway.day_of(now())), version = a.version + 1
    where a.community_id = ${community} and a.site_id = ${adoption.siteId} and a.program_code = ${adoption.programCode} and a.valid_to is null`);
  await tx.run(sql`insert into pathway.adoption (community_id, id, site_id, program_code, program_version, valid_from, created_by)
    values (${community}, ${adoption.id}, ${adoption.siteId}, ${adoption.programCode}, ${adoption.programVersion}, pathway.day_of(now()), ${tx.actor.accountId})`);
}

/** What a program has at a site to work with, today. */
export function capacityInputs(tx: Tx, at: At): Promise<CapacityInput[]> {
  return tx.many<CapacityInput>(sql`select i.resource, i.amount, i.clients from pathway.capacity_input i
    where i.community_id = ${tx.actor.communityId} and i.site_id = ${at.siteId} and i.program_code = ${at.programCode}
      and i.valid_from <= pathway.day_of(now()) and (i.valid_to is null or i.valid_to > pathway.day_of(now())) order by i.resource`);
}

/** What a program has of one resource from a day on. */
export type NewInput = At & {
  readonly id: string;
  readonly resource: string;
  readonly amount: number;
  readonly clients: number | null;
  readonly from: string;
};

/** Puts an input in the place of the one in force, from its day on; false when what is in force begins later. */
export async function replaceInput(tx: Tx, input: NewInput): Promise<boolean> {
  const community = tx.actor.communityId;
  const same = sql`i.community_id = ${community} and i.site_id = ${input.siteId} and i.program_code = ${input.programCode} and i.resource = ${input.resource} and i.valid_to is null`;
  const later = await tx.maybe(
    sql`select i.id from pathway.capacity_input i where ${same} and i.valid_from > ${input.from}`,
  );
  if (later !== undefined) return false;
  await tx.run(
    sql`update pathway.capacity_input i set valid_to = ${input.from}, version = i.version + 1 where ${same}`,
  );
  await tx.run(sql`insert into pathway.capacity_input (community_id, id, site_id, program_code, resource, amount, clients, valid_from, created_by)
    values (${community}, ${input.id}, ${input.siteId}, ${input.programCode}, ${input.resource}, ${input.amount}, ${input.clients}, ${input.from}, ${tx.actor.accountId})`);
  return true;
}

/** A condition of a site as stored. */
export type SiteSentenceRow = SiteSentence & { readonly id: string; readonly version: number };

/** Every condition that a site adds or lifts, whatever its dates. */
export function siteSentences(tx: Tx, at: At): Promise<SiteSentenceRow[]> {
  return tx.many<SiteSentenceRow>(sql`select s.id, s.version, s.sentence_id as "sentenceId", s.effect, s.en, s.fr, s.required, s.valid_from as "from", s.valid_to as "to"
    from pathway.site_sentence s where s.community_id = ${tx.actor.communityId} and s.site_id = ${at.siteId} and s.program_code = ${at.programCode}
    order by s.valid_from, s.id limit 500`);
}

/** The words of conditions that sites added, by their ids. */
export function sentenceTexts(
  tx: Tx,
  ids: readonly string[],
): Promise<{ sentenceId: string; en: string; fr: string }[]> {
  return tx.many(sql`select s.sentence_id as "sentenceId", s.en, s.fr from pathway.site_sentence s
    where s.community_id = ${tx.actor.communityId} and s.effect = 'adds' and s.sentence_id = any(${ids}::text[])`);
}

/** A condition about to be added or lifted. */
export type NewSentence = At & Omit<SiteSentence, 'to'> & { readonly id: string };

/** Adds or lifts a condition. */
export async function insertSentence(tx: Tx, row: NewSentence): Promise<void> {
  await tx.run(sql`insert into pathway.site_sentence (community_id, id, site_id, program_code, sentence_id, effect, en, fr, required, valid_from, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.siteId}, ${row.programCode}, ${row.sentenceId}, ${row.effect}, ${row.en}, ${row.fr}, ${row.required},
      ${row.from}, ${tx.actor.accountId})`);
}

/** Ends what a site added or lifted, if nobody did so first. */
export async function endSentence(
  tx: Tx,
  end: At & { id: string; version: number; to: string },
): Promise<boolean> {
  const ended =
    await tx.run(sql`update pathway.site_sentence s set valid_to = ${end.to}, version = s.version + 1 where s.community_id = ${tx.actor.communityId} and s.id = ${end.id}
      and s.site_id = ${end.siteId} and s.program_code = ${end.programCode} and s.version = ${end.version} and s.valid_to is null and s.valid_from <= ${end.to}`);
  return ended === 1;
}
