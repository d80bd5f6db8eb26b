-- Who may see which row of identity: the present truth.

-- Everybody in a community sees its places and its people; stewards change them, and the system and the console may.
select kernel.guard('identity.community', $$community_id = app.community() and app.has_role('{steward,system,console}')$$);
select kernel.guard_for('identity.community', 'tributary_app', 'community_id = app.community()', 'select');
select kernel.guard('identity.organisation', $$community_id = app.community() and app.has_role('{steward,system,console}')$$);
select kernel.guard_for('identity.organisation', 'tributary_app', 'community_id = app.community()', 'select');
select kernel.guard('identity.site', $$community_id = app.community() and app.has_role('{steward,system,console}')$$);
select kernel.guard_for('identity.site', 'tributary_app', 'community_id = app.community()', 'select');
select kernel.guard('identity.account', $$community_id = app.community() and (app.has_role('{steward,system,console}') or id = app.account())$$);
select kernel.guard_for('identity.account', 'tributary_app', 'community_id = app.community()', 'select');
select kernel.guard('identity.assignment', $$community_id = app.community() and app.has_role('{steward,system,console}')$$);
select kernel.guard_for('identity.assignment', 'tributary_app', 'community_id = app.community()', 'select');

-- What proves who somebody is belongs to that person; the system and the console set it for demo accounts and in emergencies.
select kernel.guard('identity.session', $$community_id = app.community() and (account_id = app.account() or app.has_role('{steward,system,console}'))$$);
select kernel.guard('identity.password', $$community_id = app.community() and (id = app.account() or app.has_role('{system,console}'))$$, true);
select kernel.guard('identity.totp', $$community_id = app.community() and (id = app.account() or app.has_role('{system,console}'))$$, true);
select kernel.guard('identity.passkey', $$community_id = app.community() and account_id = app.account()$$);
select kernel.guard('identity.challenge', $$community_id = app.community() and account_id = app.account()$$, true);
select kernel.guard('identity.invitation', $$community_id = app.community() and (account_id = app.account() or app.has_role('{steward,system,console}'))$$);
select kernel.guard('identity.known_place', $$community_id = app.community() and account_id = app.account()$$, true);
select kernel.guard('identity.throttle', 'false');
revoke all on identity.throttle from tributary_app;

-- Earlier versions are added by everybody's changes, read by those who answer for the accounts, and never changed.
select kernel.guard('identity.history', $$community_id = app.community() and app.has_role('{steward,privacy}')$$);
revoke insert, update on identity.history from tributary_app;
select kernel.guard_for('identity.history', 'tributary_app', 'community_id = app.community()', 'insert');

-- Sign-in looks a session or an account up before anybody is known.
select kernel.guard_for('identity.community', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.organisation', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.site', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.account', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.assignment', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.session', 'tributary_door', 'true', 'select, insert, update');
select kernel.guard_for('identity.password', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.passkey', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.known_place', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.invitation', 'tributary_door', 'true', 'select');
select kernel.guard_for('identity.challenge', 'tributary_door', $$community_id = '00000000-0000-0000-0000-000000000000'$$, 'select, insert, delete');
select kernel.guard_for('identity.throttle', 'tributary_door', $$community_id = '00000000-0000-0000-0000-000000000000'$$, 'select, insert, update, delete');

-- Jobs run in each community as its system account.
select kernel.guard_for('identity.community', 'tributary_worker', 'true', 'select');
select kernel.guard_for('identity.account', 'tributary_worker', $$kind = 'system'$$, 'select');
-- What somebody holds at this moment, as the settings that policies read, and until when that holds at the latest.
create or replace function identity.standing_of(p_community uuid, p_account uuid, out standing text[], out until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array[
      coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'siteId', g.site_id, 'studyId', g.study_id)) filter (where g.valid_from <= now()), '[]')::text,
      coalesce(array_agg(distinct g.role) filter (where g.valid_from <= now()), '{}')::text,
      coalesce(array_agg(distinct g.site_id) filter (where g.valid_from <= now() and g.site_id is not null), '{}')::text,
      coalesce(array_agg(distinct t.organisation_id) filter (where g.valid_from <= now() and t.organisation_id is not null), '{}')::text,
      coalesce(array_agg(distinct g.study_id) filter (where g.valid_from <= now() and g.study_id is not null), '{}')::text,
      -- Sites where the account holds a role that sees clients: leading another site opens nobody's record there.
      coalesce(array_agg(distinct g.site_id) filter (where g.valid_from <= now() and g.site_id is not null and g.role in ('coordinator', 'worker', 'clinician')), '{}')::text,
      coalesce(array_agg(distinct t.organisation_id) filter (where g.valid_from <= now() and t.organisation_id is not null and g.role in ('coordinator', 'worker', 'clinician')), '{}')::text],
    coalesce(min(case when g.valid_from > now() then g.valid_from else g.valid_to end), 'infinity')
  from identity.assignment g left join identity.site t on t.community_id = g.community_id and t.id = g.site_id
  where g.community_id = p_community and g.account_id = p_account and (g.valid_to is null or g.valid_to > now())
$$;
select kernel.hand_over('identity.standing_of(uuid, uuid)', 'tributary_door', 'tributary_door');
-- What is kept was worked out by the text that stood here before.
update identity.session s set standing = null where s.standing is not null;

-- Opens a session for the transaction: finds who holds the token, sets the context that every policy reads, gives the actor, and holds the
-- key of the command that was brought, if there is one (`same` and `answer` as kernel.claim gives them).
create or replace function identity.open_session(p_community uuid, p_hash bytea, p_key uuid, p_operation text, p_input bytea)
returns table ("accountId" uuid, "sessionId" uuid, locale text, "steppedUpAt" timestamptz, now timestamptz, roles jsonb, "siteIds" uuid[], "organisationIds" uuid[], same boolean, answer jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  held record;
  given text[];
  until timestamptz;
  mine boolean;
  placed text;
  claimed record;
begin
  select s.id, s.account_id, a.locale, s.stepped_up_at, s.seen_at, s.standing, s.standing_until into held
    from identity.session s join identity.account a on a.community_id = s.community_id and a.id = s.account_id
    where s.community_id = p_community and s.token_hash = p_hash and s.ended_at is null
      and s.idle_until > now() and s.ends_at > now() and a.disabled_at is null;
  if not found then
    -- What follows in the same round trip is nobody's and undone; it must not fail first and hide that nobody is signed in.
    perform set_config('app.community', '00000000-0000-0000-0000-000000000000', true),
      set_config('app.account', '00000000-0000-0000-0000-000000000000', true);
    return;
  end if;
  given := held.standing;
  until := held.standing_until;
  if given is null or until <= now() or held.seen_at < now() - interval '1 minute' then
    -- Who changes roles holds this row, and so does a long request of the same session: nobody waits for either, they write it down next time.
    perform from identity.session s where s.community_id = p_community and s.id = held.id for no key update skip locked;
    mine := found;
    if given is null or until <= now() then
      select w.standing, w.until into given, until from identity.standing_of(p_community, held.account_id) w;
    end if;
    if mine then
      update identity.session s set standing = given, standing_until = until, seen_at = now(), idle_until = least(s.ends_at, now() + interval '30 minutes')
        where s.community_id = p_community and s.id = held.id;
    end if;
  end if;
  -- One expression and not a query: it runs at every request.
  placed := set_config('app.community', p_community::text, true) || set_config('app.account', held.account_id::text, true)
    || set_config('app.roles', given[2], true) || set_config('app.sites', given[3], true)
    || set_config('app.organisations', given[4], true) || set_config('app.studies', given[5], true)
    || set_config('app.care_sites', given[6], true) || set_config('app.care_organisations', given[7], true);
  "accountId" := held.account_id; "sessionId" := held.id; locale := held.locale; "steppedUpAt" := held.stepped_up_at; now := now();
  roles := given[1]::jsonb; "siteIds" := given[3]::uuid[]; "organisationIds" := given[4]::uuid[];
  if p_key is not null then
    claimed := kernel.claim(p_key, p_operation, p_input);
    same := claimed.same; answer := claimed.answer;
  end if;
  return next;
end $$;
select kernel.hand_over('identity.open_session(uuid, bytea, uuid, text, bytea)', 'tributary_door', 'tributary_server, tributary_door');

-- How many seconds a try has to wait; 0 when it may go ahead. The first key is tried by one at a time, so that a volley counts as its number.
create or replace function identity.admit_try(p_keys bytea[]) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  seconds integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(encode(p_keys[1], 'hex'), 740232)) then return 1; end if;
  select coalesce(max(ceil(extract(epoch from t.blocked_until - clock_timestamp()))), 0)::int into seconds
    from identity.throttle t
    where t.community_id = '00000000-0000-0000-0000-000000000000' and t.key = any (p_keys) and t.blocked_until > clock_timestamp();
  return seconds;
end $$;
select kernel.hand_over('identity.admit_try(bytea[])', 'tributary_door', 'tributary_door, tributary_app');

-- Counts a failure for each key. From a key's limit on, each further failure doubles the wait: 15 seconds at first, 15 minutes at most. A quarter of an hour of quiet starts anew.
create or replace function identity.fail_try(p_keys bytea[], p_limits integer[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  counted integer;
begin
  for one in select k.key, k.allowed from unnest(p_keys, p_limits) as k (key, allowed) order by k.key loop
    insert into identity.throttle as t (key, failures, last_at) values (one.key, 1, clock_timestamp())
      on conflict (community_id, key) do update set last_at = clock_timestamp(),
        failures = case when greatest(t.last_at, t.blocked_until) < clock_timestamp() - interval '15 minutes' then 1 else t.failures + 1 end
      returning failures into counted;
    update identity.throttle t set blocked_until = case when counted < one.allowed then null
        else clock_timestamp() + least(interval '15 minutes', interval '15 seconds' * power(2, least(counted - one.allowed, 10))) end
      where t.community_id = '00000000-0000-0000-0000-000000000000' and t.key = one.key;
  end loop;
  delete from identity.throttle t where t.community_id = '00000000-0000-0000-0000-000000000000' and t.last_at < clock_timestamp() - interval '1 day';
end $$;
select kernel.hand_over('identity.fail_try(bytea[], integer[])', 'tributary_door', 'tributary_door, tributary_app');

-- Forgets the failures counted under one key: somebody got in there.
create or replace function identity.forgive_tries(p_key bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from identity.throttle t where t.community_id = '00000000-0000-0000-0000-000000000000' and t.key = p_key;
$$;
select kernel.hand_over('identity.forgive_tries(bytea)', 'tributary_door', 'tributary_door, tributary_app');

-- Writes a failed try to sign in into the trail of each community where the name (a keyed hash) is somebody's, or into nobody's where it
-- is not: one statement and one kind of row either way, so that neither the answer nor its time tells who exists.
create or replace function identity.note_refused(p_operation text, p_whom bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with tried as materialized (
    select coalesce(a.community_id, '00000000-0000-0000-0000-000000000000') as community_id, gen_random_uuid() as id, a.id as account_id
    from (select) as one left join identity.account a on a.email_blind = p_whom and a.kind = 'person'
  ), kept as (
    insert into kernel.audit_event (community_id, id, operation, action, subjects, facts)
      select t.community_id, t.id, p_operation, 'refused', array_remove(array[t.account_id], null), jsonb_build_object('whom', encode(p_whom, 'hex'))
      from tried t
  )
  insert into kernel.audit_pending (community_id, event_id) select t.community_id, t.id from tried t;
$$;
select kernel.hand_over('identity.note_refused(text, bytea)', 'tributary_door', 'tributary_door');
