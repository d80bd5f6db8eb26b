-- The keys of the vault and the reviewed functions that hand them out, wrapped: useless without the root key.

grant create on schema vault to tributary_vault;
set local role tributary_vault;

-- The zero community holds what belongs to the whole installation.
create or replace function vault.community_keys(p_community uuid)
returns table (id uuid, kind text, "rootId" uuid, wrapped bytea, current boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.kind, k.root_id, k.wrapped, k.retired_at is null from vault.community_key k
  where k.community_id = p_community and p_community in (app.community(), '00000000-0000-0000-0000-000000000000')
$$;

-- Adds a key when the community has none of its kind yet; whoever came first stays.
create or replace function vault.add_community_key(p_community uuid, p_id uuid, p_kind text, p_root uuid, p_wrapped bytea)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into vault.community_key (community_id, id, kind, root_id, wrapped)
  select p_community, p_id, p_kind, p_root, p_wrapped where p_community in (app.community(), '00000000-0000-0000-0000-000000000000')
  on conflict (community_id, kind) where retired_at is null do nothing
$$;

create or replace function vault.subject_keys(p_subjects uuid[])
returns table (id uuid, "subjectId" uuid, "kekId" uuid, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.subject_id, k.kek_id, k.wrapped from vault.subject_key k
  where k.community_id = app.community() and k.subject_id = any(p_subjects)
$$;

-- Adds keys of subjects that have none yet and gives the keys that hold now: whoever came first stays, and a destroyed key is never replaced.
-- A plan made while the table was small would go on reading all of it, so the plan is told to go by the index.
drop function if exists vault.add_subject_keys(uuid[], uuid[], uuid, bytea[]);
create or replace function vault.offer_subject_keys(p_ids uuid[], p_subjects uuid[], p_kek uuid, p_wrapped bytea[])
returns table (id uuid, "subjectId" uuid, "kekId" uuid, wrapped bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  made integer;
begin
  return query insert into vault.subject_key as k (community_id, id, subject_id, kek_id, wrapped)
    select app.community(), g.id, g.subject_id, p_kek, g.wrapped from unnest(p_ids, p_subjects, p_wrapped) as g (id, subject_id, wrapped)
    order by g.subject_id
    on conflict (community_id, subject_id) do nothing
    returning k.id, k.subject_id, k.kek_id, k.wrapped;
  get diagnostics made = row_count;
  if made < cardinality(p_subjects) then
    return query select k.id, k.subject_id, k.kek_id, k.wrapped from vault.subject_key k
      where k.community_id = app.community() and k.subject_id = any(p_subjects) and k.id <> all(p_ids);
  end if;
end $$;

-- Adds the keys of subjects that are made in this very transaction: a subject that has a key already, or had one, is not new, and nothing is written.
create or replace function vault.add_new_subject_keys(p_ids uuid[], p_subjects uuid[], p_kek uuid, p_wrapped bytea[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into vault.subject_key (community_id, id, subject_id, kek_id, wrapped)
    select app.community(), g.id, g.subject_id, p_kek, g.wrapped from unnest(p_ids, p_subjects, p_wrapped) as g (id, subject_id, wrapped)
    order by g.subject_id;
end $$;

-- Destroys the key of a subject, and with it what a client could be found by: from here on nothing sealed for it can be read, by anybody.
create or replace function vault.destroy_subject_key(p_subject uuid) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  written integer;
begin
  update vault.subject_key k set wrapped = null, destroyed_at = now()
    where k.community_id = app.community() and k.subject_id = p_subject and k.destroyed_at is null and app.has_role('{privacy,system}');
  get diagnostics written = row_count;
  if written > 0 then delete from vault.blind b where b.community_id = app.community() and b.client_id = p_subject; end if;
  return written;
end $$;

-- The installation's own work when keys change: every community key, and the subject keys still under an older one.
create or replace function vault.all_community_keys()
returns table ("communityId" uuid, id uuid, kind text, "rootId" uuid, wrapped bytea, current boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.community_id, k.id, k.kind, k.root_id, k.wrapped, k.retired_at is null from vault.community_key k
$$;

-- Wraps the keys of one community under a new root key, and puts a new wrapping key in the place of the one in use.
create or replace function vault.turn_community(p_community uuid, p_root uuid, p_ids uuid[], p_wrapped bytea[], p_new uuid, p_new_wrapped bytea)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update vault.community_key k set root_id = p_root, wrapped = g.wrapped, retired_at = case when k.kind = 'kek' then coalesce(k.retired_at, now()) end
    from unnest(p_ids, p_wrapped) as g (id, wrapped) where k.community_id = p_community and k.id = g.id;
  insert into vault.community_key (community_id, id, kind, root_id, wrapped) values (p_community, p_new, 'kek', p_root, p_new_wrapped);
end $$;

create or replace function vault.subject_keys_under_older(p_community uuid, p_kek uuid, p_limit integer)
returns table (id uuid, "kekId" uuid, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.kek_id, k.wrapped from vault.subject_key k
  where k.community_id = p_community and k.destroyed_at is null and k.kek_id <> p_kek order by k.id limit p_limit
$$;

create or replace function vault.rewrap_subject_keys(p_community uuid, p_kek uuid, p_ids uuid[], p_wrapped bytea[])
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  update vault.subject_key k set kek_id = p_kek where k.community_id = p_community and k.destroyed_at is not null and k.kek_id <> p_kek;
  update vault.subject_key k set kek_id = p_kek, wrapped = g.wrapped
  from unnest(p_ids, p_wrapped) as g (id, wrapped) where k.community_id = p_community and k.id = g.id and k.destroyed_at is null
$$;

-- Forgets the retired keys of a community that no subject key needs any more; an hour is left to processes that still hold them.
create or replace function vault.drop_retired_keys(p_community uuid) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from vault.community_key k where k.community_id = p_community and k.retired_at < now() - interval '1 hour'
    and not exists (select from vault.subject_key s where s.community_id = k.community_id and s.kek_id = k.id)
$$;

grant execute on function vault.destroy_subject_key(uuid) to tributary_app;
grant execute on function vault.community_keys(uuid), vault.add_community_key(uuid, uuid, text, uuid, bytea), vault.subject_keys(uuid[]),
  vault.offer_subject_keys(uuid[], uuid[], uuid, bytea[]), vault.add_new_subject_keys(uuid[], uuid[], uuid, bytea[])
  to tributary_app, tributary_door, tributary_worker;
grant execute on function vault.all_community_keys(), vault.turn_community(uuid, uuid, uuid[], bytea[], uuid, bytea),
  vault.subject_keys_under_older(uuid, uuid, integer), vault.rewrap_subject_keys(uuid, uuid, uuid[], bytea[]), vault.drop_retired_keys(uuid) to tributary_worker;

set local role tributary_owner;
revoke create on schema vault from tributary_vault;
