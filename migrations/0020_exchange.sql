-- What came in from other tools for qualitative analysis: which GUID each thing had there, and what has no place of its own here.

create schema exchange;
grant usage on schema exchange to tributary_app;

create table exchange.origin (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  kind text not null check (kind in ('source', 'code', 'coding', 'whole', 'user', 'memo', 'participant')),
  guid uuid not null,
  part_of uuid,
  by_guid uuid,
  label text,
  note_guid uuid,
  made_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, kind, guid),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('exchange.origin', 'The GUID that a text, code, coding, coder or memo had in the file it came from, so that it leaves under the same one and is known when it comes again.', '{
  "id": "B the thing here", "study_id": "B the study it came into", "kind": "B source, code, coding, whole (a coding of a whole text), user, memo or participant", "guid": "B its GUID in the file",
  "part_of": "B GUID of the passage it stood on", "by_guid": "B GUID of who made it there", "label": "A what a coder is called here, a pseudonym", "note_guid": "B GUID of the note of its coder",
  "made_at": "B when it was made there"}');

create table exchange.kept (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  element text not null,
  guid uuid not null,
  about uuid,
  position integer not null,
  body_sealed bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, guid),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('exchange.kept', 'An element of an exchange file that Tributary has no place for: kept as it came, and given back when the study is exported.', '{
  "study_id": "B the study it came into", "element": "C what the standard calls it", "guid": "B its GUID in the file", "about": "B GUID of the text it is about",
  "position": "B place among what came in the same file",
  "body_sealed": "A+ the element as it came (JSON), sealed under the study"}');
