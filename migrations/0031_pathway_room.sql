-- What a program needs at one site: which version is in use there, conditions of its own, and what its room is calculated from.

create table pathway.adoption (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  program_code text not null,
  program_version text not null check (program_version ~ '^\d+\.\d+\.\d+$'),
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index adoption_in_force on pathway.adoption (community_id, site_id, program_code) where valid_to is null;
select kernel.describe('pathway.adoption', 'Which version of a program model a site works by, from when until when.', '{
  "program_code": "C program", "program_version": "C version", "valid_from": "C from", "valid_to": "C until, exclusive"}');

create table pathway.site_sentence (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  program_code text not null,
  sentence_id text not null,
  effect text not null check (effect in ('adds', 'lifts')),
  en text,
  fr text,
  required boolean not null default true,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to >= valid_from),
  check ((effect = 'adds') = (en is not null and fr is not null)),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index site_sentence_of on pathway.site_sentence (community_id, site_id, program_code);
select kernel.describe('pathway.site_sentence', 'An eligibility condition that one site adds to a program, or one of the program that it lifts, with its dates. Its words never change.', '{
  "program_code": "C program", "sentence_id": "C id of the condition: its own, or the one of the program that is lifted", "effect": "C adds or lifts", "en": "C the condition, English",
  "fr": "C the condition, French", "required": "C true when it decides", "valid_from": "C from", "valid_to": "C until, exclusive"}');

create table pathway.capacity_input (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  program_code text not null,
  resource text not null,
  amount numeric(7, 2) not null check (amount >= 0),
  clients integer check (clients > 0),
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index capacity_input_in_force on pathway.capacity_input (community_id, site_id, program_code, resource) where valid_to is null;
select kernel.describe('pathway.capacity_input', 'What a program has at a site to work with: full-time equivalents of a role, or rooms.', '{
  "program_code": "C program", "resource": "C role of the program, or #rooms", "amount": "C full-time equivalents, or rooms",
  "clients": "C clients that one of them carries here, when it differs from the rule of the program", "valid_from": "C from", "valid_to": "C until, exclusive"}');

select kernel.keep_history('pathway.adoption');
select kernel.keep_history('pathway.site_sentence');
select kernel.keep_history('pathway.capacity_input');
