import { sql, type Sql } from '../../../../kernel/server/sql.ts';

/** What a figure is asked about: a site and a half-open window of days; `role` and `places` come from the scale. */
export type Asked = {
  readonly communityId: string;
  readonly siteId: string;
  readonly from: string;
  readonly to: string;
  readonly programs: readonly string[];
  readonly places: readonly string[];
};

/** How rows become one number: the average of `n`, the share of rows whose `n` is 1 (%), different `key`s as a share of rows (%), or people or rows for each full-time specialist. */
export type Made = 'mean' | 'share' | 'distinct' | 'people-per-staff' | 'rows-per-staff-week';

/** A figure of the records: rows of (client, day, n, key), and how they become a number. */
export type Figure = {
  readonly made: Made;
  readonly unit: 'percent' | 'days' | 'ratio';
  readonly rows: (asked: Asked) => Sql;
};

const enrolled = ({
  communityId,
  siteId,
  to,
  programs,
}: Asked) => sql`select distinct on (e.client_id) e.client_id, e.enrolled_on
  from pathway.enrolment_fact e
  where e.community_id = ${communityId} and e.site_id = ${siteId} and e.enrolled_on < ${to}::date and (e.ended_on is null or e.ended_on >= ${to}::date)
    and e.program_code = any(${programs}::text[])
  order by e.client_id, e.enrolled_on desc`;

const begun = ({ communityId, siteId, from, to }: Asked) =>
  sql`j.community_id = ${communityId} and j.site_id = ${siteId} and j.started_on >= ${from}::date and j.started_on < ${to}::date`;

const contacts = ({ communityId, siteId, from, to }: Asked) =>
  sql`c.community_id = ${communityId} and c.site_id = ${siteId} and c.contact_on >= ${from}::date and c.contact_on < ${to}::date`;

/** The figures that the records can give, by name. Days are counted in the community's own time; a window ends before its last day. */
export const figures: Readonly<Record<string, Figure>> = {
  'clients-per-specialist': {
    made: 'people-per-staff',
    unit: 'ratio',
    rows: (asked) => sql`select client_id, enrolled_on as day, 1 as n, '' as key from (${enrolled(asked)}) e`,
  },
  'days-to-employer': {
    made: 'mean',
    unit: 'days',
    rows: ({
      communityId,
      siteId,
      from,
      to,
      programs,
    }) => sql`select s.client_id, s.first_employer_contact_on as day, s.first_employer_contact_on - s.enrolled_on as n, '' as key
      from employment.search_fact s where s.community_id = ${communityId} and s.site_id = ${siteId} and s.program_code = any(${programs}::text[])
        and s.first_employer_contact_on >= ${from}::date and s.first_employer_contact_on < ${to}::date`,
  },
  'contacts-as-wished': {
    made: 'share',
    unit: 'percent',
    rows: (asked) => sql`select c.client_id, c.contact_on as day, c.as_wished::int as n, '' as key
      from employment.employer_contact_fact c where ${contacts(asked)} and c.as_wished is not null`,
  },
  'employer-contacts-a-week': {
    made: 'rows-per-staff-week',
    unit: 'ratio',
    rows: (asked) => sql`select c.client_id, c.contact_on as day, 1 as n, '' as key
      from employment.employer_contact_fact c where ${contacts(asked)} and c.in_person and c.made_by <> 'client'`,
  },
  'kinds-of-jobs': {
    made: 'distinct',
    unit: 'percent',
    rows: (asked) => sql`select j.client_id, j.started_on as day, 1 as n, j.trade_code as key
      from employment.job_fact j where ${begun(asked)} and j.trade_code is not null`,
  },
  'different-employers': {
    made: 'distinct',
    unit: 'percent',
    rows: (asked) => sql`select j.client_id, j.started_on as day, 1 as n, j.employer_id::text as key
      from employment.job_fact j where ${begun(asked)} and j.employer_id is not null`,
  },
  'competitive-permanent': {
    made: 'share',
    unit: 'percent',
    rows: ({
      communityId,
      siteId,
      from,
      to,
    }) => sql`select j.client_id, j.started_on as day, (j.competitive and j.permanent is not false)::int as n, '' as key
      from employment.job_fact j where j.community_id = ${communityId} and j.site_id = ${siteId} and j.started_on < ${to}::date
        and (j.ended_on is null or j.ended_on > ${from}::date)`,
  },
  'counselled-before-work': {
    made: 'share',
    unit: 'percent',
    rows: (
      asked,
    ) => sql`select j.client_id, j.started_on as day, '' as key, (exists (select from employment.counselling_fact b where b.community_id = j.community_id
        and b.client_id = j.client_id and b.by_code = 'trained_planner' and b.given_on <= j.started_on))::int as n
      from employment.job_fact j where ${begun(asked)}`,
  },
  'disclosure-decided': {
    made: 'share',
    unit: 'percent',
    rows: (
      asked,
    ) => sql`select j.client_id, j.started_on as day, (j.disclosure_code <> 'not_decided')::int as n, '' as key
      from employment.job_fact j where ${begun(asked)}`,
  },
  'profile-current': {
    made: 'share',
    unit: 'percent',
    rows: (asked) => sql`select e.client_id, p.reviewed_on as day, '' as key,
        (p.reviewed_on is not null and p.reviewed_on > ${asked.to}::date - 365 and p.reviewed_on >= coalesce(j.ended_on, p.reviewed_on))::int as n
      from (${enrolled(asked)}) e
      left join lateral (select max(f.reviewed_on) as reviewed_on from employment.profile_fact f
        where f.community_id = ${asked.communityId} and f.client_id = e.client_id and f.reviewed_on < ${asked.to}::date) p on true
      left join lateral (select max(f.ended_on) as ended_on from employment.job_fact f
        where f.community_id = ${asked.communityId} and f.client_id = e.client_id and f.ended_on < ${asked.to}::date) j on true`,
  },
  'supported-monthly': {
    made: 'share',
    unit: 'percent',
    rows: ({
      communityId,
      siteId,
      to,
    }) => sql`select j.client_id, max(j.started_on) as day, '' as key, (exists (select from employment.support_fact s
        where s.community_id = ${communityId} and s.client_id = j.client_id and s.way_code in ('at_work', 'elsewhere') and s.with_code <> 'employer'
          and s.supported_on >= ${to}::date - 30 and s.supported_on < ${to}::date))::int as n
      from employment.job_fact j where j.community_id = ${communityId} and j.site_id = ${siteId} and j.started_on <= ${to}::date - 31
        and (j.ended_on is null or j.ended_on >= ${to}::date)
      group by j.client_id`,
  },
  'contacts-outside': {
    made: 'share',
    unit: 'percent',
    rows: ({
      communityId,
      siteId,
      from,
      to,
      programs,
      places,
    }) => sql`select c.client_id, c.occurred_on as day, (c.place_code = any(${places}::text[]))::int as n, '' as key
      from care.contact_fact c where c.community_id = ${communityId} and c.site_id = ${siteId} and c.occurred_on >= ${from}::date and c.occurred_on < ${to}::date
        and c.reached and c.program_code = any(${programs}::text[])`,
  },
};
