-- Program models that a community writes itself: a draft that its stewards edit, and versions that never change once published.

create table vocabulary.draft (
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
create unique index draft_of on vocabulary.draft (community_id, key);
select kernel.describe('vocabulary.draft', 'A program model that a steward is writing; nobody works by it yet.', '{
  "key": "C short name of the model", "follows": "C published version it continues", "content": "C the model as far as it is written"}');

create table vocabulary.own_program (
  community_id uuid not null,
  id uuid not null,
  key text not null,
  published_version text not null check (published_version ~ '^\d+\.\d+\.\d+$'),
  version_order integer[] not null generated always as (string_to_array(published_version, '.')::integer[]) stored,
  name_en text not null,
  name_fr text not null,
  content jsonb not null,
  digest text not null,
  published_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id)
);
create unique index own_program_version on vocabulary.own_program (community_id, key, published_version);
select kernel.describe('vocabulary.own_program', 'One published version of a program model that the community wrote itself. Never changed.', '{
  "key": "C short name that stays the same through its versions", "published_version": "C three numbers", "version_order": "C the version as numbers, to find the latest",
  "name_en": "C name in English", "name_fr": "C name in French", "content": "C the whole model, as validated", "digest": "C SHA-256 of the content", "published_at": "C when it was published"}');
