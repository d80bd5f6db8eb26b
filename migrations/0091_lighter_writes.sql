-- What every request pays for is made lighter: who acts is worked out once a session and not at each request, and a command is
-- written down once, with its answer, and not claimed first and answered later.

alter table identity.session add column standing text[], add column standing_until timestamptz;
comment on column identity.session.standing is 'B what open_session worked out last: roles, sites, organisations and studies; empty after any change of them';
comment on column identity.session.standing_until is 'B when a role begins or ends next, and it is worked out anew';

-- Whoever opens a session locks its row before working out who acts; a change of roles empties the row and so waits for them, or they for it.
create function identity.forget_standing() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  changed record := coalesce(new, old);
begin
  if tg_table_name = 'site' then
    update identity.session s set standing = null where s.community_id = changed.community_id and s.standing is not null;
  else
    update identity.session s set standing = null where s.community_id = changed.community_id and s.account_id = changed.account_id and s.ended_at is null;
    if tg_op = 'UPDATE' and old.account_id <> new.account_id then
      update identity.session s set standing = null where s.community_id = old.community_id and s.account_id = old.account_id and s.ended_at is null;
    end if;
  end if;
  return null;
end $$;
select kernel.hand_over('identity.forget_standing()', 'tributary_door', 'tributary_app');
create trigger forget_standing after insert or update or delete on identity.assignment for each row execute function identity.forget_standing();
create trigger forget_standing after update of organisation_id on identity.site for each row execute function identity.forget_standing();

-- Holds a command's key for this transaction: the same command sent meanwhile waits here. Gives no row when it is new, or the earlier answer.
create or replace function kernel.claim(p_key uuid, p_operation text, p_hash bytea) returns table (same boolean, answer jsonb)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(app.account()::text || p_key::text, 740233));
  return query select i.operation = p_operation and i.input_hash = p_hash, i.answer from kernel.idempotency i
    where i.community_id = app.community() and i.account_id = app.account() and i.key = p_key;
end $$;

-- Ends a request in one step: the audit events, the outbox events, and the command with its answer.
create function kernel.settle(p_audit jsonb, p_events jsonb, p_key uuid, p_operation text, p_hash bytea, p_answer jsonb) returns void language plpgsql as $$
begin
  if p_audit <> '[]'::jsonb then
    with given as (
      select (e ->> 'id')::uuid as id, e from jsonb_array_elements(p_audit) as e
    ), kept as (
      insert into kernel.audit_event (community_id, id, account_id, session_id, roles, operation, action, subjects, purpose, reason, override_id, request_id, facts)
      select app.community(), id, app.account(), (e ->> 'session')::uuid, app.roles(), e ->> 'operation', e ->> 'action',
        array(select jsonb_array_elements_text(e -> 'subjects')::uuid), app.purpose(), e ->> 'reason', (e ->> 'override')::uuid, (e ->> 'request')::uuid,
        coalesce(e -> 'facts', '{}') from given
    )
    insert into kernel.audit_pending (community_id, event_id) select app.community(), id from given;
  end if;
  if p_events <> '[]'::jsonb then
    insert into kernel.outbox (community_id, id, name, subject, facts, account_id)
      select app.community(), (e ->> 'id')::uuid, e ->> 'name', (e ->> 'subject')::uuid, coalesce(e -> 'facts', '{}'), app.account()
      from jsonb_array_elements(p_events) as e;
  end if;
  if p_key is not null then
    insert into kernel.idempotency (community_id, account_id, key, operation, input_hash, answer)
      values (app.community(), app.account(), p_key, p_operation, p_hash, p_answer);
  end if;
end $$;
drop function kernel.settle(jsonb, jsonb, uuid, jsonb);
