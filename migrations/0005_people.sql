-- Clients: who they are (the vault), who works with them (the circle), and what they allow (directives and overrides).

create schema vault;
create schema people;
grant usage on schema vault to tributary_app, tributary_door, tributary_worker, tributary_vault, tributary_search;
grant usage on schema people to tributary_app, tributary_door, tributary_worker, tributary_vault, tributary_search;
grant usage on schema identity to tributary_vault, tributary_search;

-- Keys. Each is wrapped by the one above it: root (outside the database), community, subject.
create table vault.community_key (
  community_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('kek', 'blind')),
  root_id uuid not null,
  wrapped bytea not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (community_id, id)
);
create unique index community_key_in_use on vault.community_key (community_id, kind) where retired_at is null;
select kernel.describe('vault.community_key', 'The keys of a community, wrapped by a root key that is kept outside the database.', '{
  "kind": "B kek wraps the keys of its people; blind makes search tokens", "root_id": "B root key it is wrapped by",
  "wrapped": "A the key, wrapped", "retired_at": "B when a newer one took its place"}');

create table vault.subject_key (
  community_id uuid not null,
  id uuid not null,
  subject_id uuid not null,
  kek_id uuid not null,
  wrapped bytea,
  destroyed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, subject_id),
  foreign key (community_id, kek_id) references vault.community_key (community_id, id),
  check ((wrapped is null) = (destroyed_at is not null))
);
create index subject_key_kek on vault.subject_key (community_id, kek_id) where destroyed_at is null;
select kernel.describe('vault.subject_key', 'The key of one client, account or source: everything sealed for it opens with this key alone.', '{
  "subject_id": "A whose key", "kek_id": "B community key it is wrapped by", "wrapped": "A the key, wrapped; empty once destroyed",
  "destroyed_at": "B when it was destroyed, and with it everything sealed for the subject"}');

-- What is known about a client without naming them.
create table people.client (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  status text not null default 'active' check (status in ('active', 'closed')),
  language text,
  address_hidden boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create index client_site on people.client (community_id, site_id, id);
select kernel.describe('people.client', 'A person who is or was served, without anything that names them.', '{
  "status": "A active or closed", "language": "A preferred language, IETF tag",
  "address_hidden": "A+ true when address and safe contact must not appear in any list, export or print"}');

create table people.circle (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid,
  account_id uuid,
  kind text not null,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (num_nonnulls(site_id, account_id) = 1),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index circle_client on people.circle (community_id, client_id);
create index circle_site on people.circle (community_id, site_id, client_id) where site_id is not null;
create index circle_account on people.circle (community_id, account_id, client_id) where account_id is not null;
select kernel.describe('people.circle', 'A site or a person that works with a client, from when until when.', '{
  "account_id": "A who works with the client", "kind": "B kind of relationship, code", "valid_from": "A from", "valid_to": "A until, exclusive"}');

create table people.directive (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  effect text not null check (effect in ('permit', 'deny')),
  binds text not null check (binds in ('everyone', 'organisation', 'site', 'role', 'person', 'everyone_but')),
  target_id uuid,
  target_role text,
  data_class text not null default 'all',
  purpose text not null default 'all',
  given_how text not null default 'spoken',
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (data_class in ('all', 'identity', 'notes', 'health', 'employment', 'supply', 'referral', 'evidence')),
  check ((binds = 'role') = (target_role is not null)),
  check ((binds in ('everyone', 'role')) = (target_id is null)),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create index directive_client on people.directive (community_id, client_id);
select kernel.describe('people.directive', 'What a client allows or forbids: to whom, which class of data, for which purpose, from when until when.', '{
  "effect": "A permit or deny", "binds": "A everyone, organisation, site, role, person or everyone_but", "target_id": "A organisation, site or account it binds (or spares)",
  "target_role": "A role it binds", "data_class": "A class of data, or all", "purpose": "A purpose of use, or all", "given_how": "A how the client said so, code",
  "valid_from": "A from", "valid_to": "A until, exclusive"}');

create table people.override (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  account_id uuid not null,
  reason_code text not null,
  reason_sealed bytea not null,
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  review text not null default 'waiting' check (review in ('waiting', 'justified', 'unjustified')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  check (ends_at > started_at and ends_at <= started_at + interval '60 minutes'),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index override_account on people.override (community_id, account_id, client_id, ends_at);
create index override_waiting on people.override (community_id, started_at) where review = 'waiting';
select kernel.describe('people.override', 'Access that somebody took without being entitled to it, because it could not wait; reviewed afterwards.', '{
  "account_id": "A who took it", "reason_code": "A why, code", "reason_sealed": "A+ why, in words, sealed", "started_at": "A from", "ends_at": "A until, exclusive; 60 minutes at most",
  "review": "A waiting, justified or unjustified", "reviewed_by": "B who reviewed it", "reviewed_at": "B when"}');

create table people.link (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  other_id uuid not null,
  organisation_id uuid not null,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (client_id <> other_id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, other_id) references people.client (community_id, id)
);
create unique index link_in_force on people.link (community_id, least(client_id, other_id), greatest(client_id, other_id)) where ended_at is null;
select kernel.describe('people.link', 'Two records that somebody found to be the same person.', '{
  "client_id": "A the record that is kept", "other_id": "A the record that duplicates it", "ended_at": "A when the finding was taken back"}');

-- Who a client is: one sealed field a row, and tokens that let the name be found without being known.
create table vault.identity (
  community_id uuid not null,
  id uuid not null default gen_random_uuid(),
  client_id uuid not null,
  field text not null check (field in ('name', 'preferred_name', 'birth_date', 'health_number', 'phone', 'address', 'safe_contact')),
  ciphertext bytea not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, client_id, field),
  foreign key (community_id, client_id) references people.client (community_id, id)
);
select kernel.describe('vault.identity', 'One sealed fact that names or finds a client.', '{
  "field": "B which fact", "ciphertext": "A+ the fact, sealed with the key of the client"}');

create table vault.blind (
  community_id uuid not null,
  client_id uuid not null,
  tokens bigint[] not null,
  primary key (community_id, client_id),
  foreign key (community_id, client_id) references people.client (community_id, id)
);
create index blind_tokens on vault.blind using gin (tokens) with (fastupdate = off);
select kernel.describe('vault.blind', 'Keyed hashes of the words, beginnings and near spellings of a client''s names, and of their numbers.', '{
  "tokens": "A+ keyed hashes (HMAC-SHA-256, first 64 bits)"}');

select kernel.make_history('vault');
select kernel.make_history('people');
select kernel.keep_history('vault.identity');
select kernel.keep_history('people.client');
select kernel.keep_history('people.circle');
select kernel.keep_history('people.directive');
select kernel.keep_history('people.override');
select kernel.keep_history('people.link');
