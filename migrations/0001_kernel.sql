-- The kernel's own ground: context of a request, guarded tables, history, audit, events, idempotency.

create schema if not exists app;
create schema if not exists kernel;

grant usage on schema app, kernel to tributary_app, tributary_door, tributary_worker, tributary_vault, tributary_search, tributary_counter;

-- Who is acting, for how long this transaction lasts. After a transaction that set them the settings are '', not null.
create function app.community() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.community', true), '')::uuid $$;
create function app.account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function app.sites() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.sites', true), ''), '{}')::uuid[] $$;
create function app.organisations() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;
create function app.studies() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.studies', true), ''), '{}')::uuid[] $$;
create function app.roles() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.roles', true), ''), '{}')::text[] $$;
create function app.has_role(wanted text[]) returns boolean language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.roles', true), ''), '{}')::text[] && wanted $$;
create function app.purpose() returns text language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.purpose', true), ''), 'care') $$;

-- Says what a table and its columns mean, and the class of each column (A+, A, B, C).
create function kernel.describe(target regclass, meaning text, columns jsonb) returns void language plpgsql as $$
declare
  usual constant jsonb := '{
    "community_id": "B the community that holds the record",
    "id": "B random id",
    "version": "B goes up by one with each change",
    "created_at": "B when it was recorded",
    "created_by": "B account that recorded it",
    "changed_at": "B when it was last changed",
    "changed_by": "B account that changed it last",
    "client_id": "A random id of the client",
    "organisation_id": "B organisation that recorded it",
    "site_id": "B site it belongs to"
  }';
  col record;
  said text;
begin
  execute format('comment on table %s is %L', target, meaning);
  for col in select attname from pg_attribute where attrelid = target and attnum > 0 and not attisdropped loop
    said := coalesce(columns ->> col.attname, usual ->> col.attname);
    if said is null or said !~ '^(A\+|A|B|C) .' then
      raise exception 'column %.% has no class and meaning', target, col.attname;
    end if;
    execute format('comment on column %s.%I is %L', target, col.attname, said);
  end loop;
end $$;

-- One policy for the app role, the same for reading and writing, forced on the owner too.
create function kernel.guard(target regclass, condition text, may_delete boolean default false) returns void language plpgsql as $$
declare
  old record;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  for old in select polname from pg_policy where polrelid = target loop
    execute format('drop policy %I on %s', old.polname, target);
  end loop;
  execute format('create policy guard on %s for all to tributary_app using (%s) with check (%s)', target, condition, condition);
  execute format('revoke all on %s from tributary_app', target);
  execute format('grant select, insert, update%s on %s to tributary_app', case when may_delete then ', delete' else '' end, target);
end $$;

-- A narrower role sees or writes what its reviewed work needs. `what` is a list of select, insert, update, delete.
create function kernel.guard_for(target regclass, role_name text, condition text, what text) returns void language plpgsql as $$
declare
  one text;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  foreach one in array string_to_array(replace(what, ' ', ''), ',') loop
    if one not in ('select', 'insert', 'update', 'delete') then raise exception 'no such right: %', one; end if;
    execute format('drop policy if exists %I on %s', role_name || '_' || one, target);
    execute format('create policy %I on %s for %s to %I %s %s', role_name || '_' || one, target, one, role_name,
      case when one <> 'insert' then format('using (%s)', condition) else '' end,
      case when one in ('insert', 'update') then format('with check (%s)', condition) else '' end);
    execute format('grant %s on %s to %I', one, target, role_name);
  end loop;
end $$;

-- Gives a reviewed function to the narrow role it runs as; nobody else may call it unless granted.
create function kernel.hand_over(target regprocedure, role_name text, callers text) returns void language plpgsql as $$
declare
  home text := (select n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = target);
  caller text;
begin
  execute format('grant usage, create on schema %I to %I', home, role_name);
  execute format('alter function %s owner to %I', target, role_name);
  execute format('revoke create on schema %I from %I', home, role_name);
  execute format('revoke all on function %s from public', target);
  foreach caller in array string_to_array(replace(callers, ' ', ''), ',') loop
    execute format('grant execute on function %s to %I', target, caller);
  end loop;
end $$;

-- Earlier versions of rows. Each module's schema holds its own, with the same columns.
create function kernel.make_history(schema_name text) returns void language plpgsql as $$
begin
  execute format('create table %I.history (
    community_id uuid not null, id bigint generated always as identity, table_name text not null, row_id uuid not null,
    row_version integer not null, client_id uuid, organisation_id uuid, kept_at timestamptz not null default clock_timestamp(),
    replaced_by uuid, row_before jsonb not null, primary key (community_id, id))', schema_name);
  execute format('create index history_row on %I.history (community_id, table_name, row_id, row_version)', schema_name);
  perform kernel.describe(format('%I.history', schema_name)::regclass, 'Earlier versions of the rows of this schema, never changed.', '{
    "table_name": "B the table", "row_id": "B the row", "row_version": "B the version that was replaced",
    "kept_at": "B when it was replaced", "replaced_by": "B account whose change replaced it", "row_before": "A the whole row as it was, sealed fields still sealed"}');
end $$;

create function kernel.keep_before() returns trigger language plpgsql as $$
declare
  before jsonb := to_jsonb(old);
begin
  execute format('insert into %I.history (community_id, table_name, row_id, row_version, client_id, organisation_id, replaced_by, row_before)
    values ($1, $2, $3, $4, $5, $6, $7, $8)', tg_table_schema)
    using old.community_id, tg_table_name, old.id, coalesce((before ->> 'version')::int, 1),
      coalesce(before ->> 'client_id', case when tg_table_name = 'client' then before ->> 'id' end)::uuid,
      (before ->> 'organisation_id')::uuid, app.account(), before;
  if tg_op = 'DELETE' then return old; end if;
  if (before ? 'version') and (to_jsonb(new) ->> 'version')::int <= (before ->> 'version')::int then
    raise exception 'version of %.% must go up', tg_table_schema, tg_table_name using errcode = 'TR001';
  end if;
  return new;
end $$;

-- From here on no row of this table is overwritten or removed without its earlier version kept.
create function kernel.keep_history(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger keep_history before update or delete on %s for each row execute function kernel.keep_before()', target);
end $$;

-- Audit: what was done, by whom, to whose record. Rows are only ever added; a sealer chains them in batches.
create table kernel.audit_event (
  community_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  account_id uuid,
  session_id uuid,
  roles text[] not null default '{}',
  operation text not null,
  action text not null check (action in ('create', 'read', 'execute', 'refused')),
  subjects uuid[] not null default '{}',
  purpose text not null default 'care',
  reason text,
  override_id uuid,
  request_id uuid,
  facts jsonb not null default '{}',
  primary key (community_id, id)
);
create index audit_event_subject on kernel.audit_event using gin (subjects);
create index audit_event_at on kernel.audit_event (community_id, at);
select kernel.describe('kernel.audit_event', 'One thing done or seen, by one person, in one transaction.', '{
  "at": "B when, by the database clock", "account_id": "B who", "session_id": "B in which session", "roles": "B roles held at that moment",
  "operation": "B what was asked", "action": "B create, read, execute or refused", "subjects": "A whose records (random ids)",
  "purpose": "B purpose of use", "reason": "A reason given, where one is asked (a code or sealed text)", "override_id": "A the override it was done under",
  "request_id": "B the request", "facts": "B counts and ids, never names"}');

create table kernel.audit_pending (
  community_id uuid not null,
  event_id uuid not null,
  primary key (community_id, event_id)
);
select kernel.describe('kernel.audit_pending', 'Audit events that are not sealed yet.', '{"event_id": "B the event"}');

create table kernel.audit_block (
  community_id uuid not null,
  number bigint not null,
  event_ids uuid[] not null,
  leaves bytea[] not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  signature bytea not null,
  key_id text not null,
  sealed_at timestamptz not null,
  primary key (community_id, number)
);
select kernel.describe('kernel.audit_block', 'A sealed batch of audit events; each block holds the hash of the one before.', '{
  "number": "B position in the chain, from 1", "event_ids": "B events, in order", "leaves": "B hash of each event, in the same order", "root": "B Merkle root of the events", "previous": "B hash of the block before",
  "hash": "B hash of this block", "signature": "B Ed25519 signature of the hash", "key_id": "B sealing key", "sealed_at": "B when it was sealed"}');

-- Events for other modules, written in the writer's transaction and heard after commit.
create table kernel.outbox (
  community_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  name text not null,
  subject uuid not null,
  facts jsonb not null default '{}',
  account_id uuid,
  dispatched_at timestamptz,
  primary key (community_id, id)
);
create index outbox_waiting on kernel.outbox (at) where dispatched_at is null;
select kernel.describe('kernel.outbox', 'Something that happened and that other modules may want to hear.', '{
  "at": "B when", "name": "B module.event", "subject": "A id of what it happened to", "facts": "B ids, codes and counts, never names",
  "account_id": "B who made it happen", "dispatched_at": "B when it was handed to its listeners"}');

-- A listener that has handled an event leaves its mark in the same transaction, so that a repeated delivery does nothing.
create table kernel.heard (
  community_id uuid not null,
  event_id uuid not null,
  listener text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (community_id, event_id, listener)
);
select kernel.describe('kernel.heard', 'Which listener has handled which event.', '{
  "event_id": "B the event", "listener": "B the listener", "at": "B when"}');

-- Commands that were carried out, by the key their sender gave them.
create table kernel.idempotency (
  community_id uuid not null,
  account_id uuid not null,
  key uuid not null,
  operation text not null,
  input_hash bytea not null,
  answer jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (community_id, account_id, key)
);
create index idempotency_at on kernel.idempotency (at);
select kernel.describe('kernel.idempotency', 'Commands carried out, so that the same command sent again does nothing and gets the same answer.', '{
  "account_id": "B who sent it", "key": "B the key the sender gave", "operation": "B what was asked", "input_hash": "B hash of what was sent",
  "answer": "B ids and versions", "at": "B when"}');

-- Claims a command for this transaction. Gives no row when it is new, or the earlier answer.
create function kernel.claim(p_key uuid, p_operation text, p_hash bytea) returns table (same boolean, answer jsonb) language plpgsql as $$
begin
  insert into kernel.idempotency (community_id, account_id, key, operation, input_hash)
    values (app.community(), app.account(), p_key, p_operation, p_hash) on conflict do nothing;
  if found then return; end if;
  return query select i.operation = p_operation and i.input_hash = p_hash, i.answer from kernel.idempotency i
    where i.community_id = app.community() and i.account_id = app.account() and i.key = p_key;
end $$;

-- Ends a request in one step: the audit events, the outbox events and the command's answer.
create function kernel.settle(p_audit jsonb, p_events jsonb, p_key uuid, p_answer jsonb) returns void language plpgsql as $$
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
    update kernel.idempotency set answer = p_answer where community_id = app.community() and account_id = app.account() and key = p_key;
  end if;
end $$;

-- What the schema was made from.
create table kernel.migration (
  name text primary key,
  hash text not null,
  at timestamptz not null default clock_timestamp()
);
select kernel.describe('kernel.migration', 'Migrations and access files that were applied.', '{"name": "C file name", "hash": "C SHA-256 of the file", "at": "C when"}');

grant execute on all functions in schema app to public;
