-- Forms with one question bank: what a community writes beside the shipped definitions, and what clients answered. A published version
-- of a question or a form never changes, so that every answer can be read under the question it was asked with.

create table care.question (
  community_id uuid not null,
  id uuid not null,
  code text not null,
  published_version text not null check (published_version ~ '^\d+\.\d+\.\d+$'),
  version_order integer[] not null generated always as (string_to_array(published_version, '.')::integer[]) stored,
  content jsonb not null,
  published_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id)
);
create unique index question_version on care.question (community_id, code, published_version);
select kernel.describe('care.question', 'One published version of a question that the community wrote or changed. Never changed.', '{
  "code": "C code that stays the same through its versions", "published_version": "C three numbers", "version_order": "C the version as numbers, to find the latest",
  "content": "C the whole question, as validated", "published_at": "C when it was published"}');

create table care.form (
  community_id uuid not null,
  id uuid not null,
  key text not null,
  published_version text not null check (published_version ~ '^\d+\.\d+\.\d+$'),
  version_order integer[] not null generated always as (string_to_array(published_version, '.')::integer[]) stored,
  content jsonb not null,
  published_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id)
);
create unique index form_version on care.form (community_id, key, published_version);
select kernel.describe('care.form', 'One published version of a form that the community wrote or changed. Never changed.', '{
  "key": "C short name that stays the same through its versions", "published_version": "C three numbers", "version_order": "C the version as numbers, to find the latest",
  "content": "C the whole form, as validated", "published_at": "C when it was published"}');

create table care.form_draft (
  community_id uuid not null,
  id uuid not null,
  key text not null,
  follows text,
  content jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id)
);
create unique index form_draft_of on care.form_draft (community_id, key);
select kernel.describe('care.form_draft', 'A form that a steward is writing, with the questions it brings; nobody is asked by it yet.', '{
  "key": "C short name of the form", "follows": "C published version it continues", "content": "C the form as far as it is written"}');

create table care.filled_form (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health', 'employment', 'supply')),
  program_code text,
  form_key text not null,
  form_version text not null,
  state text not null check (state in ('begun', 'complete')),
  asked_on date not null,
  completed_at timestamptz,
  changed_by uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((state = 'complete') = (completed_at is not null)),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index filled_form_client on care.filled_form (community_id, client_id, asked_on desc);
create index filled_form_site on care.filled_form (community_id, site_id, asked_on);
select kernel.describe('care.filled_form', 'A form that was asked of a client, as far as it was answered.', '{
  "data_class": "B class of data it is guarded as, from the form", "program_code": "A program it was asked for", "form_key": "A which form", "form_version": "A in which version",
  "state": "A begun or complete", "asked_on": "A day it was asked", "completed_at": "A when it was complete", "changed_by": "B who saved it last"}');

create table care.answer (
  community_id uuid not null,
  id uuid not null,
  filled_form_id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health', 'employment', 'supply')),
  question_code text not null,
  question_version text not null,
  choices text[],
  amount numeric,
  day date,
  words bytea,
  declined boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, filled_form_id) references care.filled_form (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index answer_once on care.answer (community_id, filled_form_id, question_code);
create index answer_client on care.answer (community_id, client_id, question_code);
create index answer_site on care.answer (community_id, question_code, site_id);
select kernel.describe('care.answer', 'What a client answered to one question of a form. Empty when the answer was taken back.', '{
  "filled_form_id": "A the form it was asked in", "data_class": "B class of data it is guarded as, from the form", "question_code": "A+ which question", "question_version": "A in which version it was asked",
  "choices": "A+ what was chosen, codes", "amount": "A+ the number given", "day": "A+ the day given", "words": "A+ what was said, sealed", "declined": "A+ true when the client did not wish to answer"}');

select kernel.keep_history('care.form_draft');
select kernel.keep_history('care.filled_form');
select kernel.keep_history('care.answer');
