-- Who may see what of a client: the present truth. Everything that guards a client asks people.may.

grant create on schema vault to tributary_vault, tributary_search;
grant create on schema people to tributary_vault, tributary_search;

-- Where somebody works with clients. A role that never sees clients lends no site and no organisation to this decision.
create or replace function people.my_sites() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.care_sites', true), ''), nullif(current_setting('app.sites', true), ''), '{}')::uuid[] $$;
create or replace function people.my_organisations() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.care_organisations', true), ''), nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;

-- True when a directive that binds so reaches whoever is acting.
create or replace function people.reaches_me(p_binds text, p_target uuid, p_role text) returns boolean language sql stable parallel safe
  as $$ select case p_binds
    when 'everyone' then true
    when 'person' then p_target = app.account()
    when 'site' then p_target = any(people.my_sites())
    when 'organisation' then p_target = any(people.my_organisations())
    when 'role' then p_role = any(app.roles())
    else not (p_target = app.account() or p_target = any(people.my_sites()) or p_target = any(people.my_organisations()))
  end $$;

-- True when a directive is about this class and this purpose, now.
create or replace function people.speaks_of(p_said_class text, p_said_purpose text, p_from timestamptz, p_to timestamptz, p_class text)
  returns boolean language sql stable parallel safe
  as $$ select (p_said_class = 'all' or p_said_class = p_class) and (p_said_purpose = 'all' or p_said_purpose = app.purpose())
    and p_from <= now() and (p_to is null or p_to > now()) $$;

set local role tributary_search;
alter default privileges revoke execute on functions from public;

-- True when whoever is acting is one of those a lock spares: by name, or by a role held at the site of the lock itself.
create or replace function people.inside(p_site uuid, p_team text, p_accounts uuid[]) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
  select app.account() = any(p_accounts) or (p_team is not null and exists (
    select from identity.assignment g where g.community_id = app.community() and g.account_id = app.account() and g.site_id = p_site
      and g.role in ('coordinator', 'worker', 'clinician') and (p_team = 'all' or g.role = p_team)
      and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())))
$$;

-- The one decision: may whoever is acting see data of this class about this client, recorded by this organisation, for this purpose, now?
-- Rows of a program, or that may be locked by themselves, say which program and which record (a contact or a filled form) they belong to.
-- 1. Only care roles (and the system's own work) see clients at all. 2. Nobody gets past a block against themselves by name.
-- 3. It needs a relationship through a site or oneself. 4. A refusal beats a permission. 5. What another organisation recorded
-- needs a permission. 6. What is locked is seen by those the lock spares; a lock on a program holds for what its organisation recorded,
-- and nobody loses what their own organisation recorded elsewhere. An override of one's own, for its hour, stands in for 3 to 6.
create or replace function people.may(p_client uuid, p_class text, p_organisation uuid, p_program text, p_record uuid) returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  community constant uuid := app.community();
  me constant uuid := app.account();
  sites constant uuid[] := people.my_sites();
  organisations constant uuid[] := people.my_organisations();
  blocked boolean;
  denied boolean;
  permitted boolean;
  shut boolean;
begin
  if app.has_role('{system}') then return community is not null; end if;
  if not app.has_role('{coordinator,worker,clinician}') then return false; end if;
  select coalesce(bool_or(d.effect = 'deny' and d.binds = 'person'), false), coalesce(bool_or(d.effect = 'deny'), false),
      coalesce(bool_or(d.effect = 'permit'), false), exists (
        select from people.lock l where l.community_id = community and l.client_id = p_client
          and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
          and (l.record_id = p_record or ((l.program_code = p_program or p_class = any(l.data_classes))
            and (l.organisation_id = p_organisation or p_organisation is null or p_organisation <> all(organisations))))
          and not people.inside(l.site_id, l.team, l.account_ids))
      into blocked, denied, permitted, shut
    from people.directive d where d.community_id = community and d.client_id = p_client
      and people.reaches_me(d.binds, d.target_id, d.target_role)
      and people.speaks_of(d.data_class, d.purpose, d.valid_from, d.valid_to, p_class);
  if blocked then return false; end if;
  if not shut and not denied and (permitted or p_organisation = any(organisations)) and exists (
    select from people.circle c where c.community_id = community and c.client_id = p_client
      and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now())
      and (c.site_id = any(sites) or c.account_id = me)) then return true; end if;
  return exists (
    select from people.override o where o.community_id = community and o.client_id = p_client
      and o.account_id = me and o.started_at <= now() and o.ends_at > now());
end $$;

-- The same decision for what belongs to no program and cannot be locked by itself. PostgreSQL puts the text above in its place.
create or replace function people.may(p_client uuid, p_class text, p_organisation uuid) returns boolean
language sql stable parallel safe
  as $$ select people.may(p_client, p_class, p_organisation, null, null) $$;

-- True when a lock keeps something of a client from whoever is acting that they would see otherwise. What it is, whose and how much is not told.
create or replace function people.partly_locked(p_client uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
  select exists (select from people.lock l where l.community_id = app.community() and l.client_id = p_client
      and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
      and not people.inside(l.site_id, l.team, l.account_ids) and people.may(l.client_id, l.record_class, l.organisation_id))
    and not exists (select from people.override o where o.community_id = app.community() and o.client_id = p_client
      and o.account_id = app.account() and o.started_at <= now() and o.ends_at > now())
$$;

-- True when naming this site, or this person, would tell whoever is acting which program is locked: the lock's site is neither
-- theirs nor the client's own, and it is named, or somebody who works there.
create or replace function people.place_shut(p_client uuid, p_site uuid, p_account uuid) returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
  select exists (select from people.lock l join people.client c on c.community_id = l.community_id and c.id = l.client_id
    where l.community_id = app.community() and l.client_id = p_client and l.about = 'program'
      and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
      and l.site_id <> c.site_id and l.site_id <> all(people.my_sites())
      and (p_site in (l.site_id, l.organisation_id) or exists (select from identity.assignment g where g.community_id = l.community_id
        and g.account_id = p_account and g.site_id = l.site_id and g.account_id <> app.account()))
      and not app.has_role('{system}') and not people.inside(l.site_id, l.team, l.account_ids)
      and not exists (select from people.override o where o.community_id = l.community_id and o.client_id = p_client
        and o.account_id = app.account() and o.started_at <= now() and o.ends_at > now()))
$$;

-- Clients whose tokens meet every group asked for, that the person acting may see, with the sealed fields to rank and show them by.
-- Planned anew each time, for the tokens asked for; a circle is looked up candidate by candidate, for a site's whole circle is large.
create or replace function people.find_clients(p_groups jsonb, p_limit integer)
returns table ("clientId" uuid, "siteId" uuid, "addressHidden" boolean, version integer, fields jsonb)
language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  groups constant text[] := array(select array(select jsonb_array_elements_text(g))::bigint[]::text from jsonb_array_elements(p_groups) g);
begin
  if cardinality(groups) = 0 then return; end if;
  return query execute $q$
    with near as materialized (
      select c.id, c.site_id, c.address_hidden, c.version from vault.blind b
      join people.client c on c.community_id = b.community_id and c.id = b.client_id
      where b.community_id = $2 and b.tokens && $1[1]::bigint[] and (cardinality($1) < 2 or b.tokens && $1[2]::bigint[])
        and (cardinality($1) < 3 or b.tokens && $1[3]::bigint[]) and (cardinality($1) < 4 or b.tokens && $1[4]::bigint[])
        and coalesce(
          (select true from people.circle k where k.community_id = $2 and k.client_id = b.client_id and (k.site_id = any($3) or k.account_id = $4) limit 1),
          (select true from people.override o where o.community_id = $2 and o.account_id = $4 and o.client_id = b.client_id and o.ends_at > now() limit 1), $6)
        and people.may(c.id, 'identity', c.organisation_id) limit $5
    )
    select n.id, n.site_id, n.address_hidden, n.version,
      (select jsonb_object_agg(i.field, encode(i.ciphertext, 'base64')) from vault.identity i
        where i.community_id = $2 and i.client_id = n.id and i.field in ('name', 'preferred_name', 'birth_date'))
    from near n $q$ using groups, app.community(), people.my_sites(), app.account(), p_limit, app.has_role('{system}');
end $$;

grant execute on function people.may(uuid, text, uuid), people.may(uuid, text, uuid, text, uuid) to tributary_app, tributary_vault, tributary_worker;
grant execute on function people.inside(uuid, text, uuid[]), people.place_shut(uuid, uuid, uuid), people.partly_locked(uuid) to tributary_app, tributary_worker;
grant execute on function people.find_clients(jsonb, integer) to tributary_app;

set local role tributary_vault;
alter default privileges revoke execute on functions from public;

-- The sealed fields of clients the person acting may see. A hidden address and safe contact come only where they are asked for by name.
create or replace function vault.read_identity(p_clients uuid[], p_fields text[], p_hidden boolean)
returns table ("clientId" uuid, field text, ciphertext bytea, version integer)
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
  select i.client_id, i.field, i.ciphertext, i.version from vault.identity i
  join people.client c on c.community_id = i.community_id and c.id = i.client_id
  where i.community_id = app.community() and i.client_id = any(p_clients) and i.field = any(p_fields)
    and (p_hidden or not c.address_hidden or i.field not in ('address', 'safe_contact'))
    and people.may(c.id, 'identity', c.organisation_id)
$$;

-- Writes sealed fields of clients the person acting may see; an empty ciphertext takes the field away (history keeps it).
create or replace function vault.write_identity(p_clients uuid[], p_fields text[], p_ciphertexts bytea[])
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  refused integer;
begin
  select count(*) into refused from (select distinct unnest(p_clients) as id) given
    left join people.client c on c.community_id = app.community() and c.id = given.id
    where not coalesce(people.may(c.id, 'identity', c.organisation_id), false);
  if refused > 0 then return 0; end if;
  delete from vault.identity i using unnest(p_clients, p_fields, p_ciphertexts) as g (client_id, field, ciphertext)
    where i.community_id = app.community() and i.client_id = g.client_id and i.field = g.field and g.ciphertext is null;
  insert into vault.identity as i (community_id, client_id, field, ciphertext, created_by)
    select app.community(), g.client_id, g.field, g.ciphertext, app.account()
    from unnest(p_clients, p_fields, p_ciphertexts) as g (client_id, field, ciphertext) where g.ciphertext is not null
    on conflict (community_id, client_id, field) do update set ciphertext = excluded.ciphertext, version = i.version + 1;
  return cardinality(p_clients);
end $$;

-- Replaces the search tokens of clients the person acting may see: one object {id, tokens} a client.
create or replace function vault.write_tokens(p_rows jsonb) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  written integer;
begin
  insert into vault.blind as b (community_id, client_id, tokens)
    select app.community(), c.id, array(select jsonb_array_elements_text(r -> 'tokens'))::bigint[]
    from jsonb_array_elements(p_rows) as r
    join people.client c on c.community_id = app.community() and c.id = (r ->> 'id')::uuid
    where people.may(c.id, 'identity', c.organisation_id)
    on conflict (community_id, client_id) do update set tokens = excluded.tokens;
  get diagnostics written = row_count;
  return written;
end $$;

-- Registers clients at one's own sites, each with the site as the first of its circle. One object {id, site, language, hidden, from} a client.
create or replace function people.register(p_rows jsonb) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  written integer;
begin
  if not app.has_role('{coordinator,worker,clinician,system}') then return 0; end if;
  with given as (
    select (r ->> 'id')::uuid as id, s.id as site_id, s.organisation_id, r ->> 'language' as language,
      coalesce((r ->> 'hidden')::boolean, false) as hidden, coalesce((r ->> 'from')::timestamptz, now()) as valid_from
    from jsonb_array_elements(p_rows) as r
    join identity.site s on s.community_id = app.community() and s.id = (r ->> 'site')::uuid
    where s.id = any(people.my_sites()) or app.has_role('{system}')
  ), made as (
    insert into people.client (community_id, id, site_id, organisation_id, language, address_hidden, created_by)
      select app.community(), g.id, g.site_id, g.organisation_id, g.language, g.hidden, app.account() from given g
  )
  insert into people.circle (community_id, id, client_id, organisation_id, site_id, kind, valid_from, created_by)
    select app.community(), gen_random_uuid(), g.id, g.organisation_id, g.site_id, 'site', g.valid_from, app.account() from given g;
  get diagnostics written = row_count;
  return written;
end $$;

-- Brings a site or a person of the same community into the circle of a client one may see.
create or replace function people.join_circle(p_id uuid, p_client uuid, p_site uuid, p_account uuid, p_kind text)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  written integer;
begin
  insert into people.circle (community_id, id, client_id, organisation_id, site_id, account_id, kind, created_by)
    select app.community(), p_id, c.id, coalesce((people.my_organisations())[1], c.organisation_id), p_site, p_account, p_kind, app.account()
    from people.client c where c.community_id = app.community() and c.id = p_client and people.may(c.id, 'identity', c.organisation_id)
      and not exists (select from people.circle k where k.community_id = c.community_id and k.client_id = c.id and (k.valid_to is null or k.valid_to > now())
        and (k.site_id = p_site or k.account_id = p_account));
  get diagnostics written = row_count;
  return written;
end $$;

-- Finds one client outside one's circle by exact tokens, so that an override can be asked for. Answers an id and nothing else,
-- never for somebody the client has blocked by name.
create or replace function people.locate(p_groups jsonb) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select min(b.client_id::text)::uuid from vault.blind b
  where app.has_role('{coordinator,worker,clinician}') and b.community_id = app.community()
    and (select bool_and(b.tokens && array(select jsonb_array_elements_text(g))::bigint[]) from jsonb_array_elements(p_groups) g)
    and b.tokens && array(select jsonb_array_elements_text(p_groups -> 0))::bigint[]
    and not exists (select from people.directive d where d.community_id = b.community_id and d.client_id = b.client_id and d.effect = 'deny'
      and d.binds = 'person' and d.target_id = app.account() and people.speaks_of(d.data_class, d.purpose, d.valid_from, d.valid_to, 'identity'))
  having count(*) = 1
$$;

-- Takes an override of one's own: an hour at most, and never past a block by name. What comes of it is reviewed.
create or replace function people.break_glass(p_id uuid, p_client uuid, p_code text, p_reason bytea, p_minutes integer)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  written integer;
begin
  insert into people.override (community_id, id, client_id, organisation_id, account_id, reason_code, reason_sealed, ends_at)
    select app.community(), p_id, c.id, c.organisation_id, app.account(), p_code, p_reason, now() + make_interval(mins => least(p_minutes, 60))
    from people.client c where c.community_id = app.community() and c.id = p_client and app.has_role('{coordinator,worker,clinician}')
      and not exists (select from people.directive d where d.community_id = c.community_id and d.client_id = c.id and d.effect = 'deny'
        and d.binds = 'person' and d.target_id = app.account() and people.speaks_of(d.data_class, d.purpose, d.valid_from, d.valid_to, 'identity'));
  get diagnostics written = row_count;
  return written;
end $$;

-- The privacy officer's verdict on an override of somebody else.
create or replace function people.review_override(p_id uuid, p_version integer, p_verdict text)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  written integer;
begin
  update people.override o set review = p_verdict, reviewed_by = app.account(), reviewed_at = now(), version = o.version + 1
    where o.community_id = app.community() and o.id = p_id and o.version = p_version and o.account_id <> app.account() and app.has_role('{privacy}');
  get diagnostics written = row_count;
  return written;
end $$;

-- Who sees what of a client, before and after a directive is given, or one ended, for the purpose it speaks of. The change is made, every
-- person of a care role asked for through the one decision, and the change and the borrowed context undone, whatever happens.
drop function if exists people.consequence(uuid, jsonb, uuid);
create function people.consequence(p_client uuid, p_given jsonb, p_ending uuid)
returns table ("accountId" uuid, places jsonb, "dataClass" text, before boolean, after boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  community constant uuid := app.community();
  home constant uuid := (select c.organisation_id from people.client c where c.community_id = community and c.id = p_client);
  purpose constant text := coalesce(nullif(coalesce(p_given ->> 'purpose', (select d.purpose from people.directive d
    where d.community_id = community and d.client_id = p_client and d.id = p_ending)), 'all'), app.purpose());
  seen jsonb := '[]';
  pass integer;
begin
  if not coalesce(people.may(p_client, 'identity', home), false) then return; end if;
  begin
    perform set_config('app.purpose', purpose, true);
    for pass in 0..1 loop
      if pass = 1 and p_given is not null then
        insert into people.directive (community_id, id, client_id, organisation_id, effect, binds, target_id, target_role, data_class, purpose, created_by)
          values (community, gen_random_uuid(), p_client, home, p_given ->> 'effect', p_given ->> 'binds', (p_given ->> 'targetId')::uuid, p_given ->> 'targetRole',
            p_given ->> 'dataClass', p_given ->> 'purpose', app.account());
      elsif pass = 1 then
        update people.directive d set valid_to = greatest(d.valid_from, now()), version = d.version + 1
          where d.community_id = community and d.client_id = p_client and d.id = p_ending;
      end if;
      seen := seen || people.sight_of(p_client, home, pass);
    end loop;
    raise exception using errcode = 'TR002';
  exception when sqlstate 'TR002' then null;
  end;
  return query
    select (a ->> 'account')::uuid, a -> 'places', a ->> 'class', (a ->> 'sees')::boolean, (b ->> 'sees')::boolean
    from jsonb_array_elements(seen) a
    join jsonb_array_elements(seen) b on b ->> 'account' = a ->> 'account' and b ->> 'class' = a ->> 'class' and b ->> 'pass' = '1'
    where a ->> 'pass' = '0';
end $$;

-- Which classes of a client everybody of a care role may see; leaves the context of the last of them set, so only people.consequence asks it.
create or replace function people.sight_of(p_client uuid, p_home uuid, p_pass integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  community constant uuid := app.community();
  person record;
  seen jsonb := '[]';
begin
  for person in
    select g.account_id, array_agg(distinct g.role) as roles, array_agg(distinct s.id) filter (where s.id is not null) as sites,
      array_agg(distinct s.organisation_id) filter (where s.id is not null) as organisations,
      jsonb_agg(distinct jsonb_build_object('role', g.role, 'siteId', s.id)) as places
    from identity.assignment g left join identity.site s on s.community_id = g.community_id and s.id = g.site_id
    where g.community_id = community and g.role in ('coordinator', 'worker', 'clinician') and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
    group by g.account_id
  loop
    perform set_config('app.account', person.account_id::text, true), set_config('app.roles', person.roles::text, true),
      set_config('app.sites', coalesce(person.sites, '{}')::text, true), set_config('app.care_sites', coalesce(person.sites, '{}')::text, true),
      set_config('app.organisations', coalesce(person.organisations, '{}')::text, true),
      set_config('app.care_organisations', coalesce(person.organisations, '{}')::text, true);
    seen := seen || (select jsonb_agg(jsonb_build_object('account', person.account_id, 'places', person.places, 'class', k, 'pass', p_pass,
        'sees', people.may(p_client, k, p_home)))
      from unnest('{identity,notes,health,employment,supply,referral,evidence}'::text[]) as k);
  end loop;
  return seen;
end $$;

grant execute on function people.register(jsonb), people.join_circle(uuid, uuid, uuid, uuid, text), people.locate(jsonb),
  people.break_glass(uuid, uuid, text, bytea, integer), people.review_override(uuid, integer, text), people.consequence(uuid, jsonb, uuid),
  vault.read_identity(uuid[], text[], boolean), vault.write_identity(uuid[], text[], bytea[]), vault.write_tokens(jsonb) to tributary_app;

set local role tributary_owner;
revoke create on schema vault, people from tributary_vault, tributary_search;

-- Clients and who works with them: made and joined through the functions above only.
select kernel.guard('people.client', $$community_id = app.community() and people.may(id, 'identity', organisation_id)$$);
revoke insert, update on people.client from tributary_app;
grant update (status, language, address_hidden, version) on people.client to tributary_app;
select kernel.guard('people.circle', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id)
  and not people.place_shut(client_id, site_id, account_id)$$);
revoke insert, update on people.circle from tributary_app;
grant update (valid_to, version) on people.circle to tributary_app;
select kernel.guard('people.directive', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id)
  and not people.place_shut(client_id, target_id, target_id)$$);
revoke update on people.directive from tributary_app;
grant update (valid_to, version) on people.directive to tributary_app;
select kernel.guard('people.override', $$community_id = app.community() and (account_id = app.account() or app.has_role('{privacy}'))$$);
revoke insert, update on people.override from tributary_app;
select kernel.guard('people.link', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id) and people.may(other_id, 'identity', organisation_id)$$);
revoke update on people.link from tributary_app;
grant update (ended_at, version) on people.link to tributary_app;
-- A lock is known to those it spares alone: an override reads what is locked and changes nothing about it.
select kernel.guard('people.lock', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id)
  and people.inside(site_id, team, account_ids)$$);
revoke update on people.lock from tributary_app;
grant update (valid_to, lifted_by, version) on people.lock to tributary_app;
select kernel.guard('people.history', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id) and case table_name
  when 'lock' then people.inside((row_before ->> 'site_id')::uuid, row_before ->> 'team', array(select jsonb_array_elements_text(row_before -> 'account_ids'))::uuid[])
  else not people.place_shut(client_id, coalesce(row_before ->> 'site_id', row_before ->> 'target_id')::uuid,
    coalesce(row_before ->> 'account_id', row_before ->> 'target_id')::uuid) end$$);
revoke update on people.history from tributary_app;

-- The vault: nobody asks it directly.
select kernel.guard('vault.community_key', 'false');
revoke all on vault.community_key from tributary_app;
select kernel.guard('vault.subject_key', 'false');
revoke all on vault.subject_key from tributary_app;
select kernel.guard('vault.identity', 'false');
revoke all on vault.identity from tributary_app;
select kernel.guard('vault.blind', 'false');
revoke all on vault.blind from tributary_app;
select kernel.guard('vault.history', 'false');
revoke all on vault.history from tributary_app;

-- What the reviewed functions need.
select kernel.guard_for('people.client', 'tributary_search', 'true', 'select');
select kernel.guard_for('people.circle', 'tributary_search', 'true', 'select');
select kernel.guard_for('people.directive', 'tributary_search', 'true', 'select');
select kernel.guard_for('people.override', 'tributary_search', 'true', 'select');
select kernel.guard_for('people.lock', 'tributary_search', 'true', 'select');
select kernel.guard_for('identity.assignment', 'tributary_search', 'true', 'select');
select kernel.guard_for('vault.blind', 'tributary_search', 'true', 'select');
select kernel.guard_for('vault.identity', 'tributary_search', 'true', 'select');
select kernel.guard_for('identity.site', 'tributary_vault', 'true', 'select');
select kernel.guard_for('people.client', 'tributary_vault', 'true', 'select, insert');
select kernel.guard_for('people.circle', 'tributary_vault', 'true', 'select, insert');
select kernel.guard_for('people.directive', 'tributary_vault', 'true', 'select, insert, update');
select kernel.guard_for('identity.assignment', 'tributary_vault', 'true', 'select');
select kernel.guard_for('people.override', 'tributary_vault', 'true', 'select, insert, update');
select kernel.guard_for('people.history', 'tributary_vault', 'true', 'insert');
select kernel.guard_for('vault.identity', 'tributary_vault', 'true', 'select, insert, update, delete');
select kernel.guard_for('vault.blind', 'tributary_vault', 'true', 'select, insert, update, delete');
select kernel.guard_for('vault.history', 'tributary_vault', 'true', 'insert');
select kernel.guard_for('vault.community_key', 'tributary_vault', 'true', 'select, insert, update, delete');
select kernel.guard_for('vault.subject_key', 'tributary_vault', 'true', 'select, insert, update');
