-- What modules to the right may count.

create or replace view supply.dose_fact with (security_invoker = true) as
  select d.community_id, d.id, d.client_id, d.organisation_id, d.site_id, d.program_code, d.kind as result, d.formulation_code, d.protocol_version, d.occurred_on as due_on
  from supply.dose_event d where not d.voided;
comment on view supply.dose_fact is 'Dose events that stand. Day: due_on.';

create or replace view supply.dose_answer_fact with (security_invoker = true) as
  select a.community_id, a.id, a.client_id, a.organisation_id, a.site_id, a.program_code, a.enough, a.answered_on
  from supply.dose_answer a;
comment on view supply.dose_answer_fact is 'What clients said about whether the dose is enough. Day: answered_on.';

-- The latest version of each prescription that has begun, with whether the dose given is below the dose wanted: a measure, never a judgement.
create or replace view supply.prescription_fact with (security_invoker = true) as
  select p.community_id, p.id, p.client_id, p.organisation_id, p.site_id, p.program_code, p.formulation_code, p.started_on, p.ended_on,
    s.from_on, s.observation_code, s.carried_days, s.way_code, case when s.wanted is null then null else s.given < s.wanted end as below_wanted
  from supply.prescription p join lateral (
    select t.from_on, t.observation_code, t.carried_days, t.way_code, t.wanted, t.given from supply.prescription_step t
    where t.community_id = p.community_id and t.prescription_id = p.id order by t.number desc limit 1) s on true;
comment on view supply.prescription_fact is 'Prescriptions in their latest version. Days: started_on, from_on, ended_on (exclusive, empty while in force).';

grant select on supply.prescription_fact, supply.dose_fact, supply.dose_answer_fact to tributary_app;

create or replace view supply.overdose_fact with (security_invoker = true) as
  select o.community_id, o.id, o.client_id, o.organisation_id, o.site_id, o.program_code, o.fatal, o.naloxone_doses > 0 as naloxone_given, o.emergency_called, o.minutes_monitored,
    o.occurred_on
  from supply.overdose o where not o.voided;
comment on view supply.overdose_fact is 'Overdoses that stand. Day: occurred_on.';

create or replace view supply.dated_answer_fact with (security_invoker = true) as
  select a.community_id, a.id, a.client_id, a.organisation_id, a.site_id, a.program_code, a.question_code, a.figure, a.figure > 0 as any_at_all, a.answered_on
  from supply.dated_answer a where not a.voided;
comment on view supply.dated_answer_fact is 'What clients answered to questions with a number. Day: answered_on.';
grant select on supply.overdose_fact, supply.dated_answer_fact to tributary_app;
