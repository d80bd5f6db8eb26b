import { sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Phone } from '../contract.ts';
import type { Translations } from '../shapes.ts';
import type { Card } from './gather.ts';
import { checkedOn } from './searchQueries.ts';

type Nullable<K extends string> = { readonly [Key in K]: string | null };

/** One service with everything that hangs on it, as stored. */
export type WholeService = Nullable<
  | 'alternate_name'
  | 'description'
  | 'alert'
  | 'url'
  | 'email'
  | 'application_process'
  | 'eligibility_description'
  | 'fees_description'
  | 'fees'
  | 'wait_time'
  | 'interpretation_services'
> & {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly status: string;
  readonly minimum_age: number | null;
  readonly maximum_age: number | null;
  readonly marks: string[];
  readonly translations: Translations;
  readonly source: string;
  readonly reach: 'local' | 'provincial';
  readonly checkedOn: string | null;
  readonly reportedAt: Date | null;
  readonly keeper_id: string | null;
  readonly check_every: number;
  readonly site_id: string | null;
  readonly forGroups: string[];
  readonly card: Card;
  readonly organization: Nullable<'description' | 'website' | 'email'> & {
    readonly id: string;
    readonly name: string;
    readonly translations: Translations;
  };
};

/** The service itself, its organization, its source and its hours. */
export async function wholeService(tx: Tx, id: string): Promise<WholeService | undefined> {
  return tx.maybe<WholeService>(sql`
    select s.*, f.code as source, t.reach, ${checkedOn} as "checkedOn", t.reported_at as "reportedAt", t.marks, t.groups as "forGroups", t.card,
      jsonb_build_object('id', o.id, 'name', o.name, 'description', o.description, 'website', o.website, 'email', o.email, 'translations', o.translations) as organization
    from directory.service s
    join directory.finder t on t.community_id = s.community_id and t.id = s.id
    join directory.source f on f.community_id = s.community_id and f.id = s.source_id
    join directory.organization o on o.community_id = s.community_id and o.id = s.organization_id
    where s.community_id = ${tx.actor.communityId} and s.id = ${id}`);
}

/** One sentence of a kind, with its translations. */
export type Sentence = {
  readonly kind: 'eligibility' | 'cost' | 'document' | 'area' | 'term' | 'language';
  readonly words: string | null;
  readonly column: string;
  readonly translations: Translations;
};

/** What hangs on the service as single sentences: eligibility, costs, documents, areas, taxonomy terms, languages. */
export async function sentencesOf(tx: Tx, id: string): Promise<Sentence[]> {
  const { communityId } = tx.actor;
  return tx.many<Sentence>(sql`
    select 'eligibility' as kind, eligibility as words, 'eligibility' as "column", translations from directory.eligibility where community_id = ${communityId} and service_id = ${id}
    union all select 'cost', concat_ws(' ', option, amount::text, upper(currency), amount_description), 'option', translations from directory.cost_option where community_id = ${communityId} and service_id = ${id}
    union all select 'document', document, 'document', translations from directory.required_document where community_id = ${communityId} and service_id = ${id}
    union all select 'area', coalesce(name, description), 'name', translations from directory.service_area where community_id = ${communityId} and service_id = ${id}
    union all select 'term', t.name, 'name', t.translations from directory.attribute a
      join directory.taxonomy_term t on t.community_id = a.community_id and t.id = a.taxonomy_term_id where a.community_id = ${communityId} and a.link_id = ${id}
    union all (select distinct on (coalesce(l.name, l.code)) 'language', case when cardinality(l.codes) = 1 then l.codes[1] else coalesce(l.name, l.code) end, 'name', l.translations from directory.language l
      where l.community_id = ${communityId} and (l.service_id = ${id} or l.location_id in (
        select location_id from directory.service_at_location where community_id = ${communityId} and service_id = ${id})))`);
}

/** A place of the service as stored; `addresses` one line each. */
export type PlaceRow = Nullable<'name' | 'description' | 'transportation'> & {
  readonly id: string;
  readonly translations: Translations;
  readonly addresses: string[];
  readonly accessibility: { readonly words: string; readonly translations: Translations }[];
  readonly phones: Phone[];
};

const phoneJson = sql`jsonb_build_object('number', p.number, 'extension', p.extension, 'type', p.type, 'description', p.description)`;

/** The places of the service. */
export async function placesOf(tx: Tx, id: string): Promise<PlaceRow[]> {
  return tx.many<PlaceRow>(sql`
    select p.id, p.name, p.description, p.transportation, p.translations,
      array(select concat_ws(', ', nullif(a.address_1, ''), a.address_2, a.city, concat_ws(' ', a.state_province, a.postal_code)) from directory.address a
        where a.community_id = p.community_id and a.location_id = p.id and a.address_type <> 'postal' order by a.id) as addresses,
      (select coalesce(jsonb_agg(jsonb_build_object('words', concat_ws(' ', x.description, x.details), 'translations', x.translations)), '[]') from directory.accessibility x
        where x.community_id = p.community_id and x.location_id = p.id) as accessibility,
      (select coalesce(jsonb_agg(${phoneJson} order by p.id), '[]') from directory.phone p
        where p.community_id = l.community_id and p.location_id = l.location_id and p.service_id is null) as phones
    from directory.service_at_location l join directory.location p on p.community_id = l.community_id and p.id = l.location_id
    where l.community_id = ${tx.actor.communityId} and l.service_id = ${id} order by p.name, p.id`);
}

/** Telephone numbers of the service, or of its organization when it has none. */
export async function phonesOf(tx: Tx, id: string, organizationId: string): Promise<Phone[]> {
  const rows = await tx.many<{ phone: Phone; own: boolean }>(sql`
    select ${phoneJson} as phone, p.service_id is not null as own from directory.phone p where p.community_id = ${tx.actor.communityId}
      and (p.service_id = ${id} or (p.organization_id = ${organizationId} and p.service_id is null)) order by p.id`);
  const own = rows.filter((row) => row.own);
  return (own.length > 0 ? own : rows).map(({ phone }) => phone);
}

/** Whom to ask for. */
export async function contactsOf(tx: Tx, id: string): Promise<Nullable<'name' | 'title' | 'email'>[]> {
  return tx.many(
    sql`select name, title, email from directory.contact where community_id = ${tx.actor.communityId} and service_id = ${id} order by name, id`,
  );
}

/** Open reports that something is wrong, newest first. */
export async function reportsOf(
  tx: Tx,
  id: string,
): Promise<{ id: string; about: string[]; note: string | null; at: Date; by: string }[]> {
  return tx.many(sql`select id, about, note, created_at as at, created_by as by from directory.finding where community_id = ${tx.actor.communityId}
    and service_id = ${id} and outcome = 'wrong' and settled_at is null order by created_at desc`);
}
