-- What modules to the right may count.

create or replace view employment.job_fact with (security_invoker = true) as
  select j.community_id, j.id, j.client_id, j.organisation_id, j.site_id, j.program_code, j.competitive, j.hourly_wage, j.weekly_hours, j.started_on, j.ended_on,
    j.end_reason_code, j.started_on + 90 as day_90_on,
    coalesce(j.ended_on, 'infinity') >= j.started_on + 90 as kept_90_days
  from employment.job j;
comment on view employment.job_fact is 'Jobs. Days: started_on, ended_on (exclusive, empty while held), day_90_on (the day a job that is held has lasted 90 days).';

create or replace view employment.employer_contact_fact with (security_invoker = true) as
  select c.community_id, c.id, c.client_id, c.organisation_id, c.site_id, c.program_code, c.kind_code, c.made_by, c.contact_on
  from employment.employer_contact c;
comment on view employment.employer_contact_fact is 'Contacts with employers. Day: contact_on.';

create or replace view employment.search_fact with (security_invoker = true) as
  select e.community_id, e.id, e.client_id, e.organisation_id, e.site_id, e.program_code, e.enrolled_on, e.ended_on, first.contact_on as first_employer_contact_on
  from pathway.enrolment_fact e left join lateral (
    select c.contact_on from employment.employer_contact c
    where c.community_id = e.community_id and c.client_id = e.client_id and c.contact_on >= e.enrolled_on and (e.ended_on is null or c.contact_on < e.ended_on)
    order by c.contact_on limit 1) first on true;
comment on view employment.search_fact is 'Enrolments with their first contact with an employer. Days: enrolled_on, first_employer_contact_on (empty while there is none).';

grant select on employment.job_fact, employment.employer_contact_fact, employment.search_fact to tributary_app;
