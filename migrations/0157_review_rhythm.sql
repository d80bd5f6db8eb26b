-- The rhythm of an evaluation: when a study looks again at what it found, and what was decided each time.

alter table evidence.study
  add column review_months integer check (review_months between 1 and 24),
  add column next_review_on date;
comment on column evidence.study.review_months is 'B every how many months it looks again at what it found; nothing while no rhythm is set';
comment on column evidence.study.next_review_on is 'B day of its next review';

create table evidence.study_review (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  held_on date not null,
  decided_sealed bytea not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
create index study_review_study on evidence.study_review (community_id, study_id, held_on);
select kernel.describe('evidence.study_review', 'One time a study looked again at what it found; never changed.', '{
  "study_id": "B the study", "held_on": "B day it took place", "decided_sealed": "A+ what was decided, sealed under the study"}');
