-- What people said: studies, participants under a pseudonym, and the texts, sealed under a key of their own.

create schema evidence;
grant usage on schema evidence to tributary_app, tributary_worker;

create table evidence.study (
  community_id uuid not null,
  id uuid not null,
  code text not null check (length(code) between 1 and 80),
  title text not null,
  codebook_system text not null,
  codebook_version text not null,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, code)
);
select kernel.describe('evidence.study', 'A question asked of people at some sites, and the locked codebook its texts are coded with.', '{
  "code": "B short name for scripts", "title": "B what it is called", "codebook_system": "C code system its passages are coded with",
  "codebook_version": "C version of that code system, locked", "closed_at": "B when it ended"}');
select kernel.make_history('evidence');
select kernel.keep_history('evidence.study');

create table evidence.study_site (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, site_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('evidence.study_site', 'A site that takes part in a study.', '{"study_id": "B the study"}');

create table evidence.participant (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  site_id uuid,
  pseudonym text not null,
  part text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, pseudonym),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('evidence.participant', 'Somebody who was heard in a study, under a pseudonym.', '{
  "study_id": "B the study", "pseudonym": "A name used instead of theirs", "part": "A what they do, as the study words it"}');
select kernel.keep_history('evidence.participant');

create table evidence.source (
  community_id uuid not null,
  id uuid not null,
  study_id uuid,
  site_id uuid,
  participant_id uuid,
  kind text not null check (kind in ('transcript', 'suggestion', 'story', 'survey', 'note')),
  name_sealed bytea,
  name_token bigint,
  stem_token bigint,
  body_sealed bytea not null,
  turns_sealed bytea,
  characters integer not null check (characters > 0),
  content_version integer not null default 1,
  document_kind text,
  warnings text[] not null default '{}',
  screen text,
  consent text not null default 'given' check (consent in ('given', 'not_needed', 'withdrawn')),
  consent_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id)
);
create index source_study on evidence.source (community_id, study_id, id);
create index source_name on evidence.source (community_id, study_id, stem_token) where stem_token is not null;
create index source_loose on evidence.source (community_id, kind, id) where study_id is null;
create index source_author on evidence.source (community_id, created_by, id);
select kernel.describe('evidence.source', 'A text somebody said or wrote: transcript, suggestion, story, survey answer or note.', '{
  "study_id": "B study it belongs to", "participant_id": "A who was heard, under a pseudonym", "kind": "B transcript, suggestion, story, survey or note",
  "name_sealed": "A+ name of the file it came in, sealed", "name_token": "A keyed hash of that name", "stem_token": "A keyed hash of that name without its extension", "body_sealed": "A+ the text, LF line ends, sealed", "turns_sealed": "A+ who speaks where (JSON), sealed",
  "characters": "B length of the text in Unicode code points", "content_version": "B version of the text that offsets count in",
  "document_kind": "B kind of file it was read from", "warnings": "B what the reader left out or decided", "screen": "B screen a suggestion was made on",
  "consent": "A given, not_needed or withdrawn", "consent_at": "A since when"}');
select kernel.keep_history('evidence.source');
