-- A suggestion is answered: read, taken into a study, become a factor or a trial, or not taken up and why; whoever made it sees it.

alter table evidence.source add column signed_sealed bytea;
comment on column evidence.source.signed_sealed is 'A+ how whoever suggested it wishes to be named with it, sealed; nothing when they do not';

create table evidence.suggestion_step (
  community_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  step text not null check (step in ('read', 'study', 'factor', 'trial', 'not_taken')),
  subject_id uuid,
  reason_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((step = 'not_taken') = (reason_sealed is not null)),
  check ((step in ('factor', 'trial')) = (subject_id is not null)),
  foreign key (community_id, source_id) references evidence.source (community_id, id)
);
create index suggestion_step_source on evidence.suggestion_step (community_id, source_id, created_at);
select kernel.describe('evidence.suggestion_step', 'What became of a suggestion, step by step; never changed.', '{
  "source_id": "B the suggestion", "step": "B read, study, factor, trial or not_taken", "subject_id": "B the factor or trial it became",
  "reason_sealed": "A+ why it was not taken up, sealed under the suggestion"}');

create table evidence.answer_promise (
  community_id uuid not null,
  id uuid not null,
  days integer not null default 14 check (days between 1 and 365),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id)
);
select kernel.describe('evidence.answer_promise', 'Within how many days a suggestion is answered in a community.', '{"days": "B days"}');
select kernel.keep_history('evidence.answer_promise');

alter table learning.factor
  add column suggestion_id uuid,
  add foreign key (community_id, suggestion_id) references evidence.source (community_id, id);
comment on column learning.factor.suggestion_id is 'B the suggestion it came from';
alter table learning.trial
  add column suggestion_id uuid,
  add column suggested_by_sealed bytea,
  add foreign key (community_id, suggestion_id) references evidence.source (community_id, id);
comment on column learning.trial.suggestion_id is 'B the suggestion it came from';
comment on column learning.trial.suggested_by_sealed is 'A+ how whoever suggested it wished to be named, sealed under the trial; nothing when they did not';
