-- Who may see which row of identity: the present truth.

select kernel.guard('identity.community', $$community_id = app.community()$$);
select kernel.guard('identity.organisation', $$community_id = app.community()$$);
select kernel.guard('identity.site', $$community_id = app.community()$$);
select kernel.guard('identity.account', $$community_id = app.community()$$);
select kernel.guard('identity.assignment', $$community_id = app.community()$$);
select kernel.guard('identity.session', $$community_id = app.community() and account_id = app.account()$$);
select kernel.guard('identity.history', $$community_id = app.community()$$);

-- Sign-in looks a session or an account up before anybody is known.
select kernel.guard_for('identity.community', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.organisation', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.site', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.account', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.assignment', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.session', 'tributary_door', 'true', 'select, insert, update');

-- Jobs run in each community as its system account.
select kernel.guard_for('identity.community', 'tributary_worker', 'true', 'select');
select kernel.guard_for('identity.account', 'tributary_worker', $$kind = 'system'$$, 'select');

-- Opens a session for the transaction: finds who holds the token, sets the context that every policy reads, and gives the actor.
create or replace function identity.open_session(p_community uuid, p_hash bytea)
returns table ("accountId" uuid, "sessionId" uuid, locale text, "steppedUpAt" timestamptz, now timestamptz, roles jsonb, "siteIds" uuid[], "organisationIds" uuid[])
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  given record;
begin
  select s.id, s.account_id, a.locale, s.stepped_up_at, s.seen_at into held
    from identity.session s join identity.account a on a.community_id = s.community_id and a.id = s.account_id
    where s.community_id = p_community and s.token_hash = p_hash and s.ended_at is null
      and s.idle_until > now() and s.ends_at > now() and a.disabled_at is null;
  if not found then return; end if;
  if held.seen_at < now() - interval '1 minute' then
    update identity.session s set seen_at = now(), idle_until = least(s.ends_at, now() + interval '30 minutes')
      where s.community_id = p_community and s.id = held.id;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'siteId', g.site_id, 'studyId', g.study_id)), '[]') as roles,
      coalesce(array_agg(distinct g.role), '{}') as role_names,
      coalesce(array_agg(distinct g.site_id) filter (where g.site_id is not null), '{}') as sites,
      coalesce(array_agg(distinct t.organisation_id) filter (where t.organisation_id is not null), '{}') as organisations,
      coalesce(array_agg(distinct g.study_id) filter (where g.study_id is not null), '{}') as studies into given
    from identity.assignment g left join identity.site t on t.community_id = g.community_id and t.id = g.site_id
    where g.community_id = p_community and g.account_id = held.account_id
      and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now());
  perform set_config('app.community', p_community::text, true), set_config('app.account', held.account_id::text, true),
    set_config('app.roles', given.role_names::text, true), set_config('app.sites', given.sites::text, true),
    set_config('app.organisations', given.organisations::text, true), set_config('app.studies', given.studies::text, true);
  return query select held.account_id, held.id, held.locale, held.stepped_up_at, now(), given.roles, given.sites, given.organisations;
end $$;
select kernel.hand_over('identity.open_session(uuid, bytea)', 'tributary_door', 'tributary_server');
