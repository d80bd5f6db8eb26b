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
