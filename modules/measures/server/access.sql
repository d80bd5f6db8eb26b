-- What the counting role may see: the records behind the fact views, in its own community, without the clients who refused to be counted.
-- It has no right on the vault, and every answer it gives leaves as an aggregate.

grant usage on schema identity, people, pathway, care, employment, supply to tributary_counter;

-- Clients who said that nobody may count them in reports.
create or replace function people.not_counted() returns uuid[] language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct d.client_id), '{}') from people.directive d
  where d.community_id = app.community() and d.effect = 'deny' and d.binds = 'everyone' and d.purpose in ('reporting', 'all')
    and d.data_class = 'all' and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now())
$$;

do $$
declare
  one record;
begin
  for one in
    with recursive used (view, source) as (
      select distinct r.ev_class, d.refobjid from pg_rewrite r join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
      where d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
    ), facts as (
      select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and c.relname like '%\_fact'
    ), reached (oid) as (
      select oid from facts union select u.source from reached join used u on u.view = reached.oid
    )
    select c.oid::regclass as name, c.relkind, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped) as of_client
    from reached join pg_class c on c.oid = reached.oid
  loop
    if one.relkind = 'v' then
      execute format('grant select on %s to tributary_counter', one.name);
    else
      perform kernel.guard_for(one.name, 'tributary_counter', case when one.of_client
        then 'community_id = app.community() and client_id <> all ((select people.not_counted())::uuid[])'
        else 'community_id = app.community()' end, 'select');
    end if;
  end loop;
end $$;

-- Days are counted in the community's own time zone.
grant select on identity.community_view to tributary_counter;
select kernel.guard_for('identity.community', 'tributary_counter', 'community_id = app.community()', 'select');

-- Who may not be counted is found out from the directives themselves, so these are read whole: a fact view reads them too, and the guard it
-- was given above would ask for them without end.
select kernel.guard_for('people.directive', 'tributary_counter', 'community_id = app.community()', 'select');
