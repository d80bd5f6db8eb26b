import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Valence } from '../../model.ts';

/** A theme as it is stored; its words are sealed under the study. */
export type ThemeRow = {
  readonly id: string;
  readonly studyId: string;
  readonly position: number;
  readonly valence: Valence;
  readonly minor: boolean;
  readonly constructs: string[];
  readonly nameSealed: Buffer;
  readonly enSealed: Buffer | null;
  readonly frSealed: Buffer | null;
  readonly version: number;
};

const columns = sql`m.id, m.study_id as "studyId", m.position, m.valence, m.minor, m.constructs, m.name_sealed as "nameSealed",
  m.plain_en_sealed as "enSealed", m.plain_fr_sealed as "frSealed", m.version`;

/** The themes of a study in their order. */
export function themesIn(tx: Tx, studyId: string): Promise<ThemeRow[]> {
  return tx.many<ThemeRow>(sql`select ${columns} from coding.theme m
    where m.community_id = ${tx.actor.communityId} and m.study_id = ${studyId} and m.removed_at is null order by m.position, m.id`);
}

/** One theme that was not taken away. */
export function themeById(tx: Tx, id: string): Promise<ThemeRow | undefined> {
  return tx.maybe<ThemeRow>(
    sql`select ${columns} from coding.theme m where m.community_id = ${tx.actor.communityId} and m.id = ${id} and m.removed_at is null`,
  );
}

/** What is kept of a theme. */
export type ThemeKept = Pick<ThemeRow, 'id' | 'valence' | 'minor' | 'constructs'> & {
  readonly name: Buffer;
  readonly en: Buffer | null;
  readonly fr: Buffer | null;
};

/** Adds a theme after the others of its study. */
export function insertTheme(tx: Tx, studyId: string, one: ThemeKept): Promise<number> {
  return tx.run(sql`insert into coding.theme (community_id, id, study_id, position, valence, minor, constructs, name_sealed, plain_en_sealed, plain_fr_sealed,
      changed_by, created_by)
    select ${tx.actor.communityId}::uuid, ${one.id}::uuid, ${studyId}::uuid, 1 + coalesce(max(m.position), 0), ${one.valence}, ${one.minor}::boolean, ${one.constructs}::text[],
      ${one.name}::bytea, ${one.en}::bytea, ${one.fr}::bytea, ${tx.actor.accountId}::uuid, ${tx.actor.accountId}::uuid
    from coding.theme m where m.community_id = ${tx.actor.communityId} and m.study_id = ${studyId}`);
}

const changed = (tx: Tx) =>
  sql`changed_by = ${tx.actor.accountId}, changed_at = now(), version = m.version + 1`;

/** Changes a theme that stands at `version`; 0 rows when it has moved on. */
export function updateTheme(tx: Tx, one: ThemeKept & { version: number }): Promise<number> {
  return tx.run(sql`update coding.theme m set valence = ${one.valence}, minor = ${one.minor}, constructs = ${one.constructs}::text[], name_sealed = ${one.name},
      plain_en_sealed = ${one.en}, plain_fr_sealed = ${one.fr}, ${changed(tx)}
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and removed_at is null`);
}

/** Takes a theme away that stands at `version`; 0 rows when it has moved on. */
export function endTheme(tx: Tx, one: { id: string; version: number }): Promise<number> {
  return tx.run(sql`update coding.theme m set removed_at = now(), ${changed(tx)}
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and removed_at is null`);
}

/** Makes whoever orders or adds themes of a study wait for whoever is doing so. */
export function holdThemes(tx: Tx, studyId: string): Promise<number> {
  return tx.run(sql`select pg_advisory_xact_lock(hashtextextended('coding.theme/' || ${studyId}::text, 0))`);
}

/** Puts themes in the order of their ids; those that stay in their place are left alone. */
export function placeThemes(tx: Tx, ids: readonly string[]): Promise<number> {
  return tx.run(sql`update coding.theme m set position = o.place, ${changed(tx)} from unnest(${ids}::uuid[]) with ordinality as o(id, place)
    where m.community_id = ${tx.actor.communityId} and m.id = o.id and m.position <> o.place`);
}

/** Says that a theme rests on a coding; nothing when it does already. */
export function insertThemeQuote(
  tx: Tx,
  one: { id: string; studyId: string; themeId: string; codingId: string },
): Promise<number> {
  return tx.run(sql`insert into coding.theme_quote (community_id, id, study_id, theme_id, coding_id, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.themeId}, ${one.codingId}, ${tx.actor.accountId})
    on conflict (community_id, theme_id, coding_id) do nothing`);
}

/** Takes a coding off a theme. */
export function deleteThemeQuote(tx: Tx, themeId: string, codingId: string): Promise<number> {
  return tx.run(sql`delete from coding.theme_quote
    where community_id = ${tx.actor.communityId} and theme_id = ${themeId} and coding_id = ${codingId}`);
}

/** A passage of a theme, with who said it as the study names them. */
export type ThemeQuoteRow = {
  readonly themeId: string;
  readonly codingId: string;
  readonly sourceId: string;
  readonly participantId: string | null;
  readonly start: number;
  readonly end: number;
  readonly pseudonym: string | null;
  readonly part: string | null;
  readonly siteId: string | null;
};

/** The standing passages of themes on texts whose consent stands, in the order they were chosen. */
export function quotesOfThemes(tx: Tx, themeIds: readonly string[]): Promise<ThemeQuoteRow[]> {
  return tx.many<ThemeQuoteRow>(sql`select q.theme_id as "themeId", q.coding_id as "codingId", c.source_id as "sourceId",
      case when v.voices is null then s.participant_id when v.voices = 1 and v.others = 0 then v.participant_id end as "participantId",
      c.start_at as start, c.end_at as "end", case when v.voices is null then s.pseudonym else v.pseudonym end as pseudonym,
      case when v.voices is null then s.part else v.part end as part, s.site_id as "siteId"
    from coding.theme_quote q
    join coding.coding c on c.community_id = q.community_id and c.id = q.coding_id and c.removed_at is null and c.lost_in is null
    join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    left join lateral (select count(distinct p.participant_id)::integer as voices, min(p.participant_id::text)::uuid as participant_id,
        string_agg(distinct p.pseudonym, ', ') as pseudonym, string_agg(distinct p.part, ', ') as part,
        (select count(*) from evidence.turn_view o where o.community_id = c.community_id and o.source_id = c.source_id and o.role is null
          and o.start_at < c.end_at and o.end_at > c.start_at) as others
      from evidence.said_view p where p.community_id = c.community_id and p.source_id = c.source_id and p.start_at < c.end_at and p.end_at > c.start_at
      having exists (select from evidence.said_view a where a.community_id = c.community_id and a.source_id = c.source_id)) v on true
    where q.community_id = ${tx.actor.communityId} and q.theme_id = any(${themeIds}::uuid[]) order by q.created_at, q.id`);
}
