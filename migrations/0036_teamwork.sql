-- Working together: handing over next steps, and case conferences about clients that teams share.

create table care.hand_over (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  note bytea,
  until_on date,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'returned')),
  answer bytea,
  answered_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (from_account_id <> to_account_id),
  check ((state = 'offered') = (answered_at is null)),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, from_account_id) references identity.account (community_id, id),
  foreign key (community_id, to_account_id) references identity.account (community_id, id)
);
create index hand_over_to on care.hand_over (community_id, to_account_id, created_at desc);
create index hand_over_from on care.hand_over (community_id, from_account_id, created_at desc);
select kernel.describe('care.hand_over', 'Open next steps that one person hands to another, accepted or returned.', '{
  "from_account_id": "B who hands over", "to_account_id": "B who is asked to take over", "note": "A+ what they should know, sealed", "until_on": "B last day of the absence",
  "state": "B offered, accepted or returned", "answer": "A+ what was answered, sealed", "answered_at": "B when it was answered"}');

create table care.hand_over_task (
  community_id uuid not null,
  id uuid not null,
  hand_over_id uuid not null,
  task_id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health')),
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, hand_over_id, task_id),
  foreign key (community_id, hand_over_id) references care.hand_over (community_id, id),
  foreign key (community_id, task_id) references care.task (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id)
);
select kernel.describe('care.hand_over_task', 'One next step of a hand-over.', '{
  "hand_over_id": "B the hand-over", "task_id": "A the next step", "data_class": "B class of data it is guarded as"}');

create table care.conference (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  held_on date not null,
  state text not null default 'planned' check (state in ('planned', 'held')),
  minutes smallint check (minutes between 1 and 600),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((state = 'held') = (minutes is not null)),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index conference_site on care.conference (community_id, site_id, held_on desc);
select kernel.describe('care.conference', 'A meeting of teams about clients they share.', '{
  "held_on": "B the day of the meeting", "state": "B planned or held", "minutes": "B how long it took, minutes"}');

create table care.conference_client (
  community_id uuid not null,
  id uuid not null,
  conference_id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health')),
  question bytea not null,
  decision bytea,
  task_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, conference_id, client_id),
  foreign key (community_id, conference_id) references care.conference (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, task_id) references care.task (community_id, id)
);
create index conference_client_client on care.conference_client (community_id, client_id, created_at desc);
select kernel.describe('care.conference_client', 'One client on the agenda of a case conference.', '{
  "conference_id": "B the meeting", "data_class": "B class of data it is guarded as", "question": "A+ what is asked of the meeting, sealed",
  "decision": "A+ what was decided, sealed", "task_id": "A the next step it became"}');

create table care.conference_member (
  community_id uuid not null,
  id uuid not null,
  conference_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  account_id uuid not null,
  team text not null,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, conference_id, account_id),
  foreign key (community_id, conference_id) references care.conference (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
select kernel.describe('care.conference_member', 'Somebody who took part in a case conference.', '{
  "conference_id": "B the meeting", "account_id": "B who took part", "team": "B the team they came from"}');

select kernel.keep_history('care.hand_over');
select kernel.keep_history('care.conference');
select kernel.keep_history('care.conference_client');
