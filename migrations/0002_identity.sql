-- People who sign in, and the places they work: communities, organisations, sites, roles, sessions.

create schema identity;
grant usage on schema identity to tributary_app, tributary_door, tributary_worker, tributary_server;

create table identity.community (
  community_id uuid primary key,
  code text not null,
  name_en text not null,
  name_fr text not null,
  time_zone text not null default 'America/Vancouver',
  region text,
  anonymous boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
select kernel.describe('identity.community', 'The organisations of one place that share clients: the tenant.', '{
  "code": "C short name for scripts", "name_en": "C name in English", "name_fr": "C name in French", "time_zone": "C IANA time zone that days are counted in",
  "region": "C province", "anonymous": "C true when its programs took part in a study without their names"}');

create table identity.organisation (
  community_id uuid not null references identity.community,
  id uuid not null,
  code text not null,
  name_en text not null,
  name_fr text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, code)
);
select kernel.describe('identity.organisation', 'A legal body that runs sites and answers for their records.', '{
  "code": "C short name for scripts", "name_en": "C name in English", "name_fr": "C name in French"}');

create table identity.site (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  code text not null,
  name_en text not null,
  name_fr text not null,
  setting text,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, code),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
select kernel.describe('identity.site', 'A place where a program is delivered, such as a community health centre.', '{
  "code": "C short name for scripts and tables", "name_en": "C name in English", "name_fr": "C name in French",
  "setting": "C setting type, code of the program vocabulary", "closed_at": "C when it closed"}');

create table identity.account (
  community_id uuid not null references identity.community,
  id uuid not null,
  kind text not null check (kind in ('person', 'console', 'system')),
  name_sealed bytea,
  email_sealed bytea,
  email_blind bytea,
  locale text not null default 'en' check (locale in ('en', 'fr')),
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, email_blind)
);
create index account_email on identity.account (email_blind);
select kernel.describe('identity.account', 'Somebody who signs in, or the system and the console acting for themselves.', '{
  "kind": "B person, console or system", "name_sealed": "A name, sealed", "email_sealed": "A e-mail address, sealed", "email_blind": "A keyed hash of the e-mail address",
  "locale": "B language", "disabled_at": "B when access ended"}');

create table identity.assignment (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  site_id uuid,
  study_id uuid,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index assignment_account on identity.assignment (community_id, account_id);
select kernel.describe('identity.assignment', 'A role held by an account, at a site, in a study or in the whole community, for a time.', '{
  "account_id": "B who", "role": "B role", "study_id": "B study it is held in", "valid_from": "B from", "valid_to": "B until, exclusive"}');

create table identity.session (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  device text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_until timestamptz not null,
  ends_at timestamptz not null,
  stepped_up_at timestamptz,
  ended_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index session_token on identity.session (community_id, token_hash);
create index session_account on identity.session (community_id, account_id) where ended_at is null;
select kernel.describe('identity.session', 'One signed-in browser. Only a hash of its token is kept.', '{
  "account_id": "B who", "token_hash": "B SHA-256 of the token", "device": "B browser and system, in words", "seen_at": "B last used", "idle_until": "B ends when not used until then",
  "ends_at": "B ends in any case", "stepped_up_at": "B last fresh proof of who is acting", "ended_at": "B signed out or revoked"}');

select kernel.make_history('identity');
