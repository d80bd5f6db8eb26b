-- A survey that is asked here: written in both languages, given out by links, answered without an account.

-- When somebody began and left, as the study knows it: what is asked after six months, a year or on leaving counts from these days.
alter table evidence.participant
  add column started_on date,
  add column left_on date,
  add check (left_on is null or started_on is null or left_on >= started_on);
comment on column evidence.participant.started_on is 'A day they began, as the study knows it';
comment on column evidence.participant.left_on is 'A day they left, as the study knows it';

create table evidence.asked_survey (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  occasion text not null check (occasion in ('start', 'six_months', 'year', 'leaving', 'other')),
  filed_in text not null check (filed_in in ('en', 'fr')),
  draft jsonb not null,
  edition integer not null default 0 check (edition >= 0),
  survey_id uuid,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (edition = 0 or survey_id is not null),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, survey_id) references evidence.survey (community_id, id)
);
create index asked_survey_study on evidence.asked_survey (community_id, study_id, created_at);
create unique index asked_survey_survey on evidence.asked_survey (community_id, survey_id) where survey_id is not null;
select kernel.describe('evidence.asked_survey', 'A survey of a study as it is written here.', '{
  "study_id": "B the study", "occasion": "B start, six_months, year, leaving or other", "filed_in": "B language in whose words answers are filed",
  "draft": "B its words and questions as they are being written (JSON)", "edition": "B latest edition that people may answer; 0 while there is none",
  "survey_id": "B the survey its answers are kept under", "closed_at": "B when it stopped being asked"}');
select kernel.keep_history('evidence.asked_survey');

create table evidence.survey_edition (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  asked_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, asked_id, number),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, asked_id) references evidence.asked_survey (community_id, id)
);
select kernel.describe('evidence.survey_edition', 'A survey as people read it; it never changes.', '{
  "study_id": "B the study", "asked_id": "B the survey", "number": "B its place among the editions, from 1", "content": "B its words and questions (JSON)"}');

create table evidence.survey_link (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  asked_id uuid not null,
  participant_id uuid,
  site_id uuid,
  part text check (length(part) between 1 and 120),
  token_hash bytea not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  answered_at timestamptz,
  consent text check (consent in ('given', 'refused')),
  response_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, token_hash),
  check (participant_id is null or (site_id is null and part is null)),
  check (participant_id is not null or (answered_at is null and consent is null and response_id is null)),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, asked_id) references evidence.asked_survey (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, response_id) references evidence.response (community_id, id)
);
create unique index survey_link_standing on evidence.survey_link (community_id, asked_id, participant_id)
  where revoked_at is null and participant_id is not null;
select kernel.describe('evidence.survey_link', 'A way to answer a survey without an account: one person’s own, or an open one; its secret stands in the link alone.', '{
  "study_id": "B the study", "asked_id": "B the survey", "participant_id": "A whose link it is, under a pseudonym; nothing when it is open",
  "site_id": "B site whose people an open link is for", "part": "B part in the work of those it is for", "token_hash": "A hash of the secret in the link",
  "expires_at": "B until when it works", "revoked_at": "B when it was taken back", "answered_at": "A when it was answered",
  "consent": "A what its holder said to the consent sentence", "response_id": "A the answers that came by it"}');
select kernel.keep_history('evidence.survey_link');

alter table evidence.response
  add column edition integer,
  add column consent text check (consent in ('given')),
  add column link_id uuid,
  add foreign key (community_id, link_id) references evidence.survey_link (community_id, id);
create index response_link on evidence.response (community_id, link_id) where link_id is not null;
comment on column evidence.response.edition is 'B edition of the survey that was read; nothing when it was brought in from a file';
comment on column evidence.response.consent is 'A given to the sentence of that edition; nothing when it was brought in from a file';
comment on column evidence.response.link_id is 'A the link it came by';
