-- What modules to the right may count.

create or replace view supply.dose_fact with (security_invoker = true) as
  select d.community_id, d.id, d.client_id, d.organisation_id, d.site_id, d.program_code, d.kind as result, d.formulation_code, d.protocol_version, d.occurred_on as due_on
  from supply.dose_event d;
comment on view supply.dose_fact is 'Dose events. Day: due_on.';

create or replace view supply.dose_answer_fact with (security_invoker = true) as
  select a.community_id, a.id, a.client_id, a.organisation_id, a.site_id, a.program_code, a.enough, a.answered_on
  from supply.dose_answer a;
comment on view supply.dose_answer_fact is 'What clients said about whether the dose is enough. Day: answered_on.';

grant select on supply.dose_fact, supply.dose_answer_fact to tributary_app;
