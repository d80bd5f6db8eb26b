-- Names, places, numbers and dates are proposed for redaction; a person decides each, and the text before stays apart.

alter table evidence.participant add column name_tokens bigint[] not null default '{}';
select kernel.describe('evidence.participant', 'Somebody who was asked to take part in a study, under a pseudonym.', '{
  "study_id": "B the study", "pseudonym": "A name used instead of theirs", "part": "A what they do, as the study words it",
  "standing": "A invited, took_part, declined, missing (never answered) or withdrew", "standing_at": "A since when",
  "identity_token": "A keyed hash of who they are, to know them again", "name_tokens": "A keyed hashes of the words of their name, to find it in what people said"}');

alter table evidence.source add column redacted_in integer;
select kernel.describe('evidence.source', 'A text somebody said or wrote: transcript, suggestion, story, survey answer or note.', '{
  "study_id": "B study it belongs to", "participant_id": "A who was heard, under a pseudonym", "kind": "B transcript, suggestion, story, survey or note",
  "name_sealed": "A+ name of the file it came in, sealed", "name_token": "A keyed hash of that name", "stem_token": "A keyed hash of that name without its extension", "body_sealed": "A+ the text, LF line ends, sealed", "turns_sealed": "A+ who speaks where (JSON), sealed",
  "characters": "B length of the text in Unicode code points", "content_version": "B version of the text that offsets count in",
  "document_kind": "B kind of file it was read from", "warnings": "B what the reader left out or decided", "screen": "B screen a suggestion was made on",
  "consent": "A given, not_needed or withdrawn", "consent_at": "A since when",
  "response_id": "A the answers of one person it is part of", "question_id": "B the question it answers",
  "redacted_in": "B version of the text since which names are taken out; earlier versions are kept apart"}');

create table evidence.redaction (
  community_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  word_token bigint not null,
  kind text not null check (kind in ('name', 'place', 'number', 'date', 'contact')),
  decision text not null check (decision in ('accepted', 'refused')),
  content_version integer not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id)
);
create index redaction_source on evidence.redaction (community_id, source_id);
select kernel.describe('evidence.redaction', 'What a person decided of words that were proposed for redaction.', '{
  "source_id": "B the text", "word_token": "A keyed hash of the words", "kind": "B name, place, number, date or contact",
  "decision": "B accepted or refused", "content_version": "B version of the text it was decided in"}');
