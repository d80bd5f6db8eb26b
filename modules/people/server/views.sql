-- What modules to the right may count: no names, only who works with whom and whether the client has said what they allow.

create or replace view people.client_fact with (security_invoker = true) as
  select c.community_id, c.id, c.id as client_id, c.organisation_id, c.site_id, c.status from people.client c;
comment on view people.client_fact is 'Clients, without anything that names them.';

create or replace view people.circle_fact with (security_invoker = true) as
  select k.community_id, k.id, k.client_id, k.organisation_id, k.site_id, k.account_id, k.kind from people.circle k
  where k.valid_from <= now() and (k.valid_to is null or k.valid_to > now());
comment on view people.circle_fact is 'Sites and people that work with a client now.';

create or replace view people.consent_fact with (security_invoker = true) as
  select d.community_id, d.id, d.client_id, d.organisation_id, d.valid_from from people.directive d
  where d.valid_from <= now() and (d.valid_to is null or d.valid_to > now());
comment on view people.consent_fact is 'What clients allow or forbid now, without what it says.';

grant select on people.client_fact, people.circle_fact, people.consent_fact to tributary_app;
