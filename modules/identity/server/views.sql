-- What other modules may read of identity; each reader's own policies hold.

create or replace view identity.organisation_view with (security_invoker = true) as
  select community_id, id, code, name_en, name_fr from identity.organisation;
grant select on identity.organisation_view to tributary_app;

create or replace view identity.site_view with (security_invoker = true) as
  select s.community_id, s.id, s.code, s.name_en, s.name_fr, s.setting, s.closed_at, s.organisation_id,
    o.code as organisation_code, o.name_en as organisation_name_en, o.name_fr as organisation_name_fr, c.region, c.time_zone
  from identity.site s
  join identity.organisation o on o.community_id = s.community_id and o.id = s.organisation_id
  join identity.community c on c.community_id = s.community_id;
grant select on identity.site_view to tributary_app;

-- Who signs in, without names: these are opened by identity's server alone.
create or replace view identity.account_view with (security_invoker = true) as
  select community_id, id, kind, locale, disabled_at from identity.account;
grant select on identity.account_view to tributary_app;

-- Roles in force now.
create or replace view identity.role_view with (security_invoker = true) as
  select community_id, id, account_id, role, site_id, study_id, valid_from, valid_to from identity.assignment
  where valid_from <= now() and (valid_to is null or valid_to > now());
grant select on identity.role_view to tributary_app;

create or replace view identity.community_view with (security_invoker = true) as
  select community_id, code, name_en, name_fr, time_zone, region, anonymous from identity.community;
grant select on identity.community_view to tributary_app;
