-- Published definitions: code systems and their codes, scales, program models, measures, profiles, links. The same for every
-- community, so no table here carries one; a version, once published, is never changed or removed.

create schema vocabulary;
grant usage on schema vocabulary to tributary_app, tributary_worker;

create table vocabulary.definition (
  kind text not null,
  key text not null,
  version text not null check (version ~ '^\d+\.\d+\.\d+$'),
  version_order integer[] not null generated always as (string_to_array(version, '.')::integer[]) stored,
  name_en text not null,
  name_fr text not null,
  content jsonb not null,
  digest text not null,
  published_at timestamptz not null default clock_timestamp(),
  primary key (kind, key, version)
);
select kernel.describe('vocabulary.definition', 'One version of a published definition.', '{
  "kind": "C what it defines", "key": "C short name that stays the same through its versions", "version": "C three numbers",
  "version_order": "C the version as numbers, to find the latest", "name_en": "C name in English", "name_fr": "C name in French",
  "content": "C the whole definition, as validated", "digest": "C SHA-256 of the content", "published_at": "C when it was loaded here"}');

create table vocabulary.code (
  definition_kind text not null default 'vocabulary' check (definition_kind = 'vocabulary'),
  system text not null,
  version text not null,
  code text not null,
  kind text not null,
  parent text,
  path text[] not null,
  position integer not null,
  name_en text not null,
  name_fr text not null,
  name_words text not null,
  all_words text not null,
  primary key (system, version, code),
  foreign key (definition_kind, system, version) references vocabulary.definition (kind, key, version),
  foreign key (system, version, parent) references vocabulary.code (system, version, code)
);
select kernel.describe('vocabulary.code', 'One code of one version of a code system.', '{
  "definition_kind": "C always vocabulary", "system": "C code system", "code": "C the code", "kind": "C what sort of code, as the system names it",
  "parent": "C the code above it", "path": "C codes from the top of the system down to this one", "position": "C published order, from 0",
  "name_en": "C name in English", "name_fr": "C name in French", "name_words": "C names in both languages without accents, for search",
  "all_words": "C names, aliases, definitions and hints in both languages without accents, for search"}'
  || '{"version": "C version of the code system"}'::jsonb);
