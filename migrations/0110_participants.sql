-- Who was asked to take part and what became of it, what a study knows of each person heard, who they are (kept apart), and surveys.

alter table evidence.participant
  add column standing text not null default 'took_part' check (standing in ('invited', 'took_part', 'declined', 'missing', 'withdrew')),
  add column standing_at timestamptz not null default now(),
  add column identity_token bigint;
create unique index participant_identity on evidence.participant (community_id, study_id, identity_token) where identity_token is not null;
create index source_participant on evidence.source (community_id, participant_id) where participant_id is not null;
select kernel.describe('evidence.participant', 'Somebody who was asked to take part in a study, under a pseudonym.', '{
  "study_id": "B the study", "pseudonym": "A name used instead of theirs", "part": "A what they do, as the study words it",
  "standing": "A invited, took_part, declined, missing (never answered) or withdrew", "standing_at": "A since when",
  "identity_token": "A keyed hash of who they are, to know them again"}');

create table evidence.pseudonym_key (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  participant_id uuid not null,
  identity_sealed bytea not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, participant_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id)
);
select kernel.describe('evidence.pseudonym_key', 'Who stands behind a pseudonym, kept apart from everything they said.', '{
  "study_id": "B the study", "participant_id": "A the pseudonym", "identity_sealed": "A+ name, address or number they were reached by, sealed under a key of its own"}');
select kernel.keep_history('evidence.pseudonym_key');

create table evidence.variable (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('text', 'number', 'date', 'choice')),
  choices text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, name),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('evidence.variable', 'Something a study knows of the people it hears, in its own words.', '{
  "study_id": "B the study", "name": "B what it is called", "kind": "B text, number, date or choice", "choices": "B what may be chosen"}');
select kernel.keep_history('evidence.variable');

create table evidence.question (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  wording text not null check (length(wording) between 1 and 500),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, wording),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('evidence.question', 'A question of a survey that people answer in their own words.', '{"study_id": "B the study", "wording": "B the question"}');

create table evidence.survey (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  occasion text not null check (occasion in ('start', 'six_months', 'year', 'leaving', 'other')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, title),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('evidence.survey', 'A survey of a study on one occasion.', '{
  "study_id": "B the study", "title": "B what it is called", "occasion": "B start, six_months, year, leaving or other"}');

create table evidence.response (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  survey_id uuid not null,
  participant_id uuid not null,
  row_token bigint not null,
  row_print bigint not null,
  answered_on date,
  language text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, survey_id, row_token),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, survey_id) references evidence.survey (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id)
);
create index response_participant on evidence.response (community_id, participant_id);
select kernel.describe('evidence.response', 'What one person answered in one survey: one row of its file.', '{
  "study_id": "B the study", "survey_id": "B the survey", "participant_id": "A who answered, under a pseudonym",
  "row_token": "A keyed hash that names the row within its survey", "row_print": "A keyed hash of what stood in the row",
  "answered_on": "A day it was answered", "language": "A language it was answered in"}');

alter table evidence.source
  add column response_id uuid,
  add column question_id uuid,
  add foreign key (community_id, response_id) references evidence.response (community_id, id),
  add foreign key (community_id, question_id) references evidence.question (community_id, id);
create unique index source_answer on evidence.source (community_id, response_id, question_id) where response_id is not null;
select kernel.describe('evidence.source', 'A text somebody said or wrote: transcript, suggestion, story, survey answer or note.', '{
  "study_id": "B study it belongs to", "participant_id": "A who was heard, under a pseudonym", "kind": "B transcript, suggestion, story, survey or note",
  "name_sealed": "A+ name of the file it came in, sealed", "name_token": "A keyed hash of that name", "stem_token": "A keyed hash of that name without its extension", "body_sealed": "A+ the text, LF line ends, sealed", "turns_sealed": "A+ who speaks where (JSON), sealed",
  "characters": "B length of the text in Unicode code points", "content_version": "B version of the text that offsets count in",
  "document_kind": "B kind of file it was read from", "warnings": "B what the reader left out or decided", "screen": "B screen a suggestion was made on",
  "consent": "A given, not_needed or withdrawn", "consent_at": "A since when",
  "response_id": "A the answers of one person it is part of", "question_id": "B the question it answers"}');

create table evidence.value (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  participant_id uuid not null,
  response_id uuid,
  variable_id uuid not null,
  value text,
  text_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique nulls not distinct (community_id, participant_id, variable_id, response_id),
  check (value is null or text_sealed is null),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id),
  foreign key (community_id, response_id) references evidence.response (community_id, id),
  foreign key (community_id, variable_id) references evidence.variable (community_id, id)
);
create index value_variable on evidence.value (community_id, variable_id, value);
create index value_response on evidence.value (community_id, response_id) where response_id is not null;
select kernel.describe('evidence.value', 'What a variable says of one person heard: always, or in one of their surveys.', '{
  "study_id": "B the study", "participant_id": "A the person, under a pseudonym", "response_id": "A the survey answers it comes from; nothing when it always holds",
  "variable_id": "B the variable", "value": "A a number, a day (2026-03-31) or the choice", "text_sealed": "A+ free words, sealed"}');
select kernel.keep_history('evidence.value');
