-- What modules to the right may count: one row for each fact, with its site, its client and its days.

-- The calendar day of a moment where the community is.
create or replace function pathway.day_of(moment timestamptz) returns date language sql stable parallel safe
  as $$ select (moment at time zone c.time_zone)::date from identity.community_view c where c.community_id = app.community() $$;

create or replace view pathway.referral_fact with (security_invoker = true) as
  select r.community_id, r.id, r.client_id, r.organisation_id, r.site_id, r.program_code, r.source_code, r.channel_code, r.state, r.reason_code,
    r.referred_on as received_on, r.answered_on, r.waiting_from, r.waiting_to, r.enrolled_on, r.closed_on
  from pathway.referral r where r.direction = 'in' and r.state <> 'draft';
comment on view pathway.referral_fact is 'Referrals to programs, with what became of each. Days: received_on, answered_on, waiting_from, waiting_to (exclusive), enrolled_on, closed_on (exclusive).';

create or replace view pathway.service_referral_fact with (security_invoker = true) as
  select r.community_id, r.id, r.client_id, r.organisation_id, r.site_id, r.service_id, r.source_code, r.channel_code, r.state, r.reason_code,
    case when r.closed_on is not null then r.state end as result, r.referred_on as sent_on, r.answered_on, r.closed_on
  from pathway.referral r where r.direction = 'out' and r.state <> 'draft';
comment on view pathway.service_referral_fact is 'Referrals to services of the directory. Days: sent_on, answered_on, closed_on; result is empty until it is closed.';

create or replace view pathway.screening_fact with (security_invoker = true) as
  select s.community_id, s.id, s.client_id, s.organisation_id, s.site_id, s.program_code, s.program_version, s.found, s.decision, s.reason_code, s.decided_on
  from pathway.screening s;
comment on view pathway.screening_fact is 'Eligibility decisions. Day: decided_on.';

create or replace view pathway.waitlist_fact with (security_invoker = true) as
  select w.community_id, w.id, w.client_id, w.organisation_id, w.site_id, w.program_code, w.priority_code, w.state, w.reason_code, w.joined_on, w.left_on
  from pathway.waitlist_entry w;
comment on view pathway.waitlist_fact is 'Waits for a place. Days: joined_on, left_on (exclusive, empty while waiting).';

create or replace view pathway.enrolment_fact with (security_invoker = true) as
  select e.community_id, e.id, e.client_id, e.organisation_id, e.site_id, e.program_code, e.program_version, e.stage_code, e.referred_on, e.enrolled_on, e.ended_on,
    e.end_reason_code
  from pathway.enrolment e;
comment on view pathway.enrolment_fact is 'Enrolments. Days: referred_on, enrolled_on, ended_on (exclusive, empty while enrolled).';

create or replace view pathway.target_now with (security_invoker = true) as
  select t.community_id, t.site_id, t.program_code, t.places from pathway.target t where t.valid_to is null;
comment on view pathway.target_now is 'Places of each program at each site, as set now.';

create or replace view pathway.resource_day with (security_invoker = true) as
  select i.community_id, i.site_id, i.program_code, i.resource, i.amount, i.valid_from, i.valid_to from pathway.capacity_input i;
comment on view pathway.resource_day is 'Full-time equivalents of each role, and rooms, of each program at each site. Days: valid_from, valid_to (exclusive).';
grant select on pathway.resource_day to tributary_app;

grant select on pathway.referral_fact, pathway.service_referral_fact, pathway.screening_fact, pathway.waitlist_fact, pathway.enrolment_fact, pathway.target_now to tributary_app;

create or replace view pathway.retention_fact with (security_invoker = true) as
  select e.community_id, e.id, e.client_id, e.organisation_id, e.site_id, e.program_code, e.enrolled_on, e.ended_on, e.enrolled_on + 180 as day_180_on,
    coalesce(e.ended_on, 'infinity') >= e.enrolled_on + 180 as stayed_180_days
  from pathway.enrolment e where e.enrolled_on + 180 <= pathway.day_of(now());
comment on view pathway.retention_fact is 'Enrolments whose 180th day has come. Days: enrolled_on, ended_on (exclusive), day_180_on.';

create or replace view pathway.sentence_fact with (security_invoker = true) as
  select s.community_id, s.id, s.client_id, s.organisation_id, s.site_id, s.program_code, a.answer ->> 'sentenceId' as sentence_id, a.answer ->> 'answer' as answer, s.decided_on
  from pathway.screening s cross join lateral jsonb_array_elements(s.answers) as a (answer);
comment on view pathway.sentence_fact is 'Each condition asked in each eligibility decision, with its answer. Day: decided_on.';
grant select on pathway.retention_fact, pathway.sentence_fact to tributary_app;
