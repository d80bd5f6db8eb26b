-- What modules to the right may count.

create or replace view employment.job_fact with (security_invoker = true) as
  select j.community_id, j.id, j.client_id, j.organisation_id, j.site_id, j.program_code, j.competitive, j.hourly_wage, j.weekly_hours, j.started_on, j.ended_on,
    j.end_reason_code, j.started_on + 90 as day_90_on,
    coalesce(j.ended_on, 'infinity') >= j.started_on + 90 as kept_90_days, j.employer_id, j.trade_code, j.permanent, j.disclosure_code
  from employment.job j;
comment on view employment.job_fact is 'Jobs. Days: started_on, ended_on (exclusive, empty while held), day_90_on (the day a job that is held has lasted 90 days).';

create or replace view employment.employer_contact_fact with (security_invoker = true) as
  select c.community_id, c.id, c.client_id, c.organisation_id, c.site_id, c.program_code, c.kind_code, c.made_by, c.contact_on,
    c.in_person, c.as_wished
  from employment.employer_contact c;
comment on view employment.employer_contact_fact is 'Contacts with employers. Day: contact_on.';

create or replace view employment.search_fact with (security_invoker = true) as
  select e.community_id, e.id, e.client_id, e.organisation_id, e.site_id, e.program_code, e.enrolled_on, e.ended_on, first.contact_on as first_employer_contact_on
  from pathway.enrolment_fact e left join lateral (
    select c.contact_on from employment.employer_contact c
    where c.community_id = e.community_id and c.client_id = e.client_id and c.contact_on >= e.enrolled_on and (e.ended_on is null or c.contact_on < e.ended_on)
    order by c.contact_on limit 1) first on true;
comment on view employment.search_fact is 'Enrolments with their first contact with an employer. Days: enrolled_on, first_employer_contact_on (empty while there is none).';

create or replace view employment.meeting_fact with (security_invoker = true) as
  select m.community_id, m.id, m.organisation_id, m.site_id, m.employer_id, m.met_on, m.way_code, m.purpose_code, m.way_code in ('at_work', 'elsewhere') as in_person
  from employment.employer_meeting m;
comment on view employment.meeting_fact is 'Meetings with employers that are about no client. Day: met_on.';

create or replace view employment.support_fact with (security_invoker = true) as
  select s.community_id, s.id, s.client_id, s.organisation_id, s.site_id, s.job_id, s.supported_on, s.with_code, s.way_code, s.kind_code
  from employment.support s;
comment on view employment.support_fact is 'Support after a job began. Day: supported_on.';

create or replace view employment.activity_fact with (security_invoker = true) as
  select a.community_id, a.id, a.client_id, a.organisation_id, a.site_id, a.kind_code, a.weekly_hours, a.started_on, a.ended_on, a.outcome_code
  from employment.activity a;
comment on view employment.activity_fact is 'Volunteering, placements and education. Days: started_on, ended_on (exclusive, empty while it goes on).';

create or replace view employment.counselling_fact with (security_invoker = true) as
  select c.community_id, c.id, c.client_id, c.organisation_id, c.site_id, c.given_on, c.by_code, c.about_code
  from employment.counselling c;
comment on view employment.counselling_fact is 'Benefits counselling given. Day: given_on.';

create or replace view employment.profile_fact with (security_invoker = true) as
  select p.community_id, p.id, p.client_id, p.organisation_id, p.site_id, p.reviewed_on
  from employment.profile p;
comment on view employment.profile_fact is 'Vocational profiles. Day: reviewed_on (when it was last gone through).';

grant select on employment.meeting_fact, employment.support_fact, employment.activity_fact, employment.counselling_fact, employment.profile_fact to tributary_app;
grant select on employment.job_fact, employment.employer_contact_fact, employment.search_fact to tributary_app;

create or replace view employment.first_job_fact with (security_invoker = true) as
  select e.community_id, e.id, e.client_id, e.organisation_id, e.site_id, e.program_code, e.enrolled_on, e.ended_on, first.started_on as first_job_on
  from pathway.enrolment_fact e left join lateral (
    select j.started_on from employment.job j
    where j.community_id = e.community_id and j.client_id = e.client_id and j.competitive and j.started_on >= e.enrolled_on and (e.ended_on is null or j.started_on < e.ended_on)
    order by j.started_on limit 1) first on true;
comment on view employment.first_job_fact is 'Enrolments with the first competitive job in them. Days: enrolled_on, first_job_on (empty while there is none).';
grant select on employment.first_job_fact to tributary_app;
