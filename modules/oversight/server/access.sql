-- What the privacy officer and the steward may learn of work that runs outside requests. The queue has no policies of its own:
-- these reviewed functions are the only way to it, and each looks at one community.

-- Events that are written down but not sealed into the chain yet, and since when.
create or replace function oversight.waiting() returns table (events bigint, since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not app.has_role('{privacy}') then return; end if;
  return query select count(*), min(e.at) from kernel.audit_pending p
    join kernel.audit_event e on e.community_id = p.community_id and e.id = p.event_id where p.community_id = app.community();
end $$;
select kernel.hand_over('oversight.waiting()', 'tributary_worker', 'tributary_app');

-- Work that failed every time it was tried: which listener, which event, when; never what went wrong in words.
create or replace function oversight.failed_jobs() returns table (id uuid, event_id uuid, event text, listener text, attempts int, failed_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not app.has_role('{privacy,steward}') then return; end if;
  return query select j.id, o.id, o.name, j.data ->> 'listener', coalesce(j.source_retry_count, 0) + 1, j.created_on from jobs.job j
    join kernel.outbox o on o.community_id = app.community() and o.id = (j.data ->> 'eventId')::uuid
    where j.name = 'events-failed' and j.state = 'created' and j.data ->> 'communityId' = app.community()::text order by j.created_on desc limit 200;
end $$;
select kernel.hand_over('oversight.failed_jobs()', 'tributary_worker', 'tributary_app');

-- Hands the event of a failed job out again and forgets the failure. Listeners that heard the event do nothing a second time.
create or replace function oversight.retry_job(p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  event uuid;
begin
  if not app.has_role('{privacy,steward}') then return false; end if;
  delete from jobs.job j where j.name = 'events-failed' and j.id = p_id and j.data ->> 'communityId' = app.community()::text
    returning (j.data ->> 'eventId')::uuid into event;
  if event is null then return false; end if;
  update kernel.outbox o set dispatched_at = null where o.community_id = app.community() and o.id = event;
  return found;
end $$;
select kernel.hand_over('oversight.retry_job(uuid)', 'tributary_worker', 'tributary_app');

-- Who opened one record: for the privacy officer, and for those who may see the client and give them the list. Days and kinds only,
-- no names of staff; the reading itself is written down by whoever asks. The areas in it would tell what a lock keeps, so whom a lock
-- shuts out gets none, and the client gets it from those it spares or from the privacy officer.
create or replace function oversight.opened(p_client uuid) returns table (day date, roles text[], area text, action text, reason text, times bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (app.has_role('{privacy}') or (not people.partly_locked(p_client)
    and exists (select from unnest(people.my_organisations()) o where people.may(p_client, 'identity', o)))) then return; end if;
  return query select (e.at at time zone c.time_zone)::date, e.roles, split_part(e.operation, '.', 1),
      case when e.override_id is not null then 'override' when e.action = 'create' then 'wrote' else 'read' end, min(e.reason), count(*)
    from kernel.audit_event e cross join (select z.time_zone from identity.community z where z.community_id = app.community()) c
    where e.community_id = app.community() and e.subjects @> array[p_client] and e.action <> 'refused' and e.at > now() - interval '3 years'
    group by 1, 2, 3, 4 order by 1 desc, 4, 3 limit 1000;
end $$;
grant usage on schema identity, people to tributary_worker;
grant execute on function people.my_organisations() to tributary_worker;
select kernel.guard_for('identity.community', 'tributary_worker', 'true', 'select');
select kernel.hand_over('oversight.opened(uuid)', 'tributary_worker', 'tributary_app');

-- A link for the client: made by whoever may see them, opened once by whoever holds it, empty from then on.
select kernel.guard('oversight.opened_link', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id)$$);
revoke update on oversight.opened_link from tributary_app;
select kernel.guard_for('oversight.opened_link', 'tributary_worker', 'true', 'select, update');
create or replace function oversight.take_opened(p_community uuid, p_hash bytea) returns table (id uuid, client_id uuid, created_by uuid, content bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    with held as (
      select l.id, l.content from oversight.opened_link l
      where l.community_id = p_community and l.token_hash = p_hash and l.opened_at is null and l.expires_at > now() for update
    )
    update oversight.opened_link l set opened_at = now(), content = null, version = l.version + 1 from held
    where l.community_id = p_community and l.id = held.id returning l.id, l.client_id, l.created_by, held.content;
end $$;
select kernel.hand_over('oversight.take_opened(uuid, bytea)', 'tributary_worker', 'tributary_door');
grant usage on schema oversight to tributary_door;
