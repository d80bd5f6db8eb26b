-- Who may see which row of the directory: everybody of the community; it holds nothing of a client.

do $$
declare
  kind text;
begin
  foreach kind in array array['organization', 'program', 'service', 'location', 'service_at_location', 'contact', 'phone', 'address', 'schedule', 'language',
    'accessibility', 'eligibility', 'service_area', 'required_document', 'cost_option', 'funding', 'organization_identifier', 'taxonomy', 'taxonomy_term', 'attribute'] loop
    perform kernel.guard(format('directory.%I', kind)::regclass, 'community_id = app.community()', true);
  end loop;
end $$;
select kernel.guard('directory.source', 'community_id = app.community()');
select kernel.guard('directory.intake', 'community_id = app.community()');
select kernel.guard('directory.finding', 'community_id = app.community()');
select kernel.guard('directory.finder', 'community_id = app.community()');
select kernel.guard('directory.word', 'community_id = app.community()');
select kernel.guard('directory.area', 'community_id = app.community()', true);

-- Matching words needs the index, which forced row-level security would not let the planner use: a reviewed function of the search
-- role looks in the index (also when the table was small at first) and gives ids of the caller's own community only.
grant usage on schema directory to tributary_search;
select kernel.guard_for('directory.finder', 'tributary_search', 'true', 'select');
create or replace function directory.matching(p_query tsquery, p_heads boolean) returns setof uuid
language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  community constant uuid := app.community();
begin
  if p_heads then
    return query with hits as materialized (select t.community_id, t.id from directory.finder t where t.heads @@ p_query)
      select h.id from hits h where h.community_id = community;
  else
    return query with hits as materialized (select t.community_id, t.id from directory.finder t where t.search @@ p_query)
      select h.id from hits h where h.community_id = community;
  end if;
end $$;
select kernel.hand_over('directory.matching(tsquery, boolean)', 'tributary_search', 'tributary_app');

-- The same for words that share a spelling key with a word nobody uses.
select kernel.guard_for('directory.word', 'tributary_search', 'true', 'select');
create or replace function directory.words_like(p_keys text[]) returns setof text
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
  with alike as materialized (select w.community_id, w.word from directory.word w where w.keys && p_keys)
  select a.word from alike a where a.community_id = app.community() limit 400
$$;
select kernel.hand_over('directory.words_like(text[])', 'tributary_search', 'tributary_app');

-- Stores records of one kind: adds the new, updates those that say something else, leaves the rest alone. Runs with the caller's own rights.
create or replace function directory.take(p_kind text, p_columns text[], p_rows jsonb) returns table (added integer, changed integer)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  columns_list text := (select string_agg(format('%I', c), ', ') from unnest(p_columns) c);
  ours text := (select string_agg(format('t.%I', c), ', ') from unnest(p_columns) c);
  theirs text := (select string_agg(format('excluded.%I', c), ', ') from unnest(p_columns) c);
  assigned text := (select string_agg(format('%I = excluded.%I', c, c), ', ') from unnest(p_columns) c);
begin
  return query execute format(
    'with stored as (
      insert into directory.%1$I as t (community_id, id, %2$s)
        select app.community(), r.id, %3$s from jsonb_populate_recordset(null::directory.%1$I, $1) r
        on conflict (community_id, id) do update set %4$s, version = t.version + 1, changed_at = now()
          where (%5$s) is distinct from (%6$s)
        returning (xmax = 0) as is_new)
    select (count(*) filter (where is_new))::integer, (count(*) filter (where not is_new))::integer from stored',
    p_kind, columns_list, (select string_agg(format('r.%I', c), ', ') from unnest(p_columns) c), assigned, ours, theirs) using p_rows;
end $$;

-- Takes away details that a source no longer gives: those of the owners it has just given again, unless they are among the ids it gave.
create or replace function directory.withdraw(p_kind text, p_source uuid, p_owners text[], p_owner_ids uuid[], p_given uuid[]) returns integer
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  taken integer;
begin
  execute format('delete from directory.%I t where t.community_id = app.community() and t.source_id = $1 and (%s) and not exists (select from unnest($3) g where g = t.id)',
    p_kind, (select string_agg(format('t.%I in (select unnest($2))', o), ' or ') from unnest(p_owners) o)) using p_source, p_owner_ids, p_given;
  get diagnostics taken = row_count;
  return taken;
end $$;
revoke all on function directory.take(text, text[], jsonb), directory.withdraw(text, uuid, text[], uuid[], uuid[]) from public;
grant execute on function directory.take(text, text[], jsonb), directory.withdraw(text, uuid, text[], uuid[], uuid[]) to tributary_app;

select kernel.guard('directory.capacity', 'community_id = app.community()');
select kernel.guard('directory.edit', 'community_id = app.community()');
select kernel.guard('directory.site_place', 'community_id = app.community()');
-- What was said and what was changed is added to, never altered.
revoke update on directory.capacity, directory.edit from tributary_app;

-- The door, before anybody is known, reads what a steward has published and nothing else: no person to ask for, no line of such a
-- person, nothing anybody here said of a service, and a classification only where that was published too.
select kernel.guard_for('directory.source', 'tributary_door', 'published_at is not null', 'select');
do $$
declare
  kind text;
begin
  foreach kind in array array['organization', 'program', 'service', 'location', 'service_at_location', 'phone', 'address', 'schedule', 'language',
    'accessibility', 'eligibility', 'service_area', 'required_document', 'cost_option', 'funding', 'organization_identifier'] loop
    perform kernel.guard_for(format('directory.%I', kind)::regclass, 'tributary_door',
      format('exists (select from directory.source f where f.community_id = %1$I.community_id and f.id = %1$I.source_id)', kind)
        || case when kind = 'phone' then ' and contact_id is null' else '' end, 'select');
  end loop;
  foreach kind in array array['taxonomy', 'taxonomy_term', 'attribute'] loop
    perform kernel.guard_for(format('directory.%I', kind)::regclass, 'tributary_door',
      format('exists (select from directory.source f where f.community_id = %1$I.community_id and f.id = %1$I.source_id and f.terms_published)', kind), 'select');
  end loop;
end $$;
