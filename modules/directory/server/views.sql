-- What other modules read of the directory.

create or replace view directory.service_card with (security_invoker = true) as
  select s.community_id, s.id, s.name, s.translations, o.name as organization, s.status, f.marks, s.site_id, f.reach, f.card,
    greatest(s.assured_date, (s.checked_at at time zone 'UTC')::date) as checked_on, s.reported_at
  from directory.service s
  join directory.organization o on o.community_id = s.community_id and o.id = s.organization_id
  join directory.finder f on f.community_id = s.community_id and f.id = s.id;
comment on view directory.service_card is 'What a referral needs to show of a service.';

grant select on directory.service_card to tributary_app;
