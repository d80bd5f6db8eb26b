-- Findings go back to the people who took part: a plain draft, links without an account, answers, and what was changed because of them.

create table learning.member_check (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  closes_at timestamptz not null,
  started_at timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (closed_at is null or started_at is not null),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
create index member_check_study on learning.member_check (community_id, study_id, created_at);
select kernel.describe('learning.member_check', 'Findings of a study in plain words, given back to the people who took part.', '{
  "study_id": "B the study", "closes_at": "B until when answers are taken", "started_at": "B from when; nothing while it is a draft",
  "closed_at": "B when its answers were taken into the study"}');
select kernel.keep_history('learning.member_check');

create table learning.check_finding (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  check_id uuid not null,
  theme_id uuid not null,
  position integer not null,
  plain_en_sealed bytea,
  plain_fr_sealed bytea,
  removed_at timestamptz,
  change_kind text check (change_kind in ('reworded', 'added', 'removed', 'kept')),
  change_en_sealed bytea,
  change_fr_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, check_id) references learning.member_check (community_id, id),
  foreign key (community_id, theme_id) references coding.theme (community_id, id)
);
create index check_finding_check on learning.check_finding (community_id, check_id, position);
select kernel.describe('learning.check_finding', 'One finding as the people who took part read it, and what was changed because of them.', '{
  "study_id": "B the study", "check_id": "B the check it belongs to", "theme_id": "B the theme it was drafted from", "position": "B its place",
  "plain_en_sealed": "A+ the sentence in English, sealed under the study", "plain_fr_sealed": "A+ the sentence in French, sealed under the study",
  "removed_at": "B when it was left out of the draft", "change_kind": "B reworded, added, removed or kept because of the answers",
  "change_en_sealed": "A+ what was changed, in English, sealed under the study", "change_fr_sealed": "A+ what was changed, in French, sealed under the study"}');
select kernel.keep_history('learning.check_finding');

create table learning.check_link (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  check_id uuid not null,
  participant_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  answered_at timestamptz,
  locale text check (locale in ('en', 'fr')),
  source_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, token_hash),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, check_id) references learning.member_check (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id)
);
create unique index check_link_standing on learning.check_link (community_id, check_id, participant_id) where revoked_at is null;
select kernel.describe('learning.check_link', 'The way in for one person who took part; its secret stands in the link alone.', '{
  "study_id": "B the study", "check_id": "B the check", "participant_id": "A whose link it is, under a pseudonym", "token_hash": "A hash of the secret in the link",
  "expires_at": "B until when the link works", "revoked_at": "B when it was taken back", "answered_at": "A when it was last answered",
  "locale": "A language it was answered in", "source_id": "A the text its answers became"}');
select kernel.keep_history('learning.check_link');

create table learning.check_answer (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  link_id uuid not null,
  finding_id uuid not null,
  verdict text check (verdict in ('agree', 'partly', 'disagree')),
  words_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, link_id, finding_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, link_id) references learning.check_link (community_id, id),
  foreign key (community_id, finding_id) references learning.check_finding (community_id, id)
);
select kernel.describe('learning.check_answer', 'What one person who took part says of one finding.', '{
  "study_id": "B the study", "link_id": "A whose link it came by", "finding_id": "B the finding", "verdict": "A agree, partly, disagree, or nothing",
  "words_sealed": "A+ what they have to say, sealed under a key of their link"}');
select kernel.keep_history('learning.check_answer');

-- What they say comes back as a text of the study.
alter table evidence.source drop constraint source_kind_check;
alter table evidence.source add constraint source_kind_check check (kind in ('transcript', 'suggestion', 'story', 'survey', 'note', 'check'));
comment on column evidence.source.kind is 'B transcript, suggestion, story, survey, note or check (an answer to findings)';
