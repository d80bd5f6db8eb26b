-- The shared record: contacts, next steps, goals in the client's words, the safety plan.

create schema care;
grant usage on schema care to tributary_app, tributary_worker;

create table care.contact (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text,
  data_class text not null check (data_class in ('notes', 'health')),
  team text not null,
  kind_code text not null,
  place_code text not null,
  outcome_code text not null,
  reached boolean not null,
  next_step_code text,
  minutes smallint check (minutes between 0 and 1440),
  occurred_at timestamptz not null,
  occurred_on date not null,
  note bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index contact_client on care.contact (community_id, client_id, occurred_at desc, id desc);
create index contact_author on care.contact (community_id, created_by, occurred_at desc, client_id);
create index contact_site on care.contact (community_id, site_id, occurred_on);
select kernel.describe('care.contact', 'One contact with a client.', '{
  "program_code": "A program it was part of", "data_class": "B class of data it is guarded as: notes, or health when a clinician wrote it", "team": "B role of its author: which team it comes from",
  "kind_code": "A kind of contact, code", "place_code": "A where, code", "outcome_code": "A what came of it, code", "reached": "A true when that means the client was reached", "next_step_code": "A what comes next, code", "minutes": "B how long, minutes",
  "occurred_at": "A when it took place", "occurred_on": "A the day it took place", "note": "A+ what was said, sealed"}');

create table care.task (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health')),
  contact_id uuid,
  program_code text,
  step_code text,
  words bytea,
  due_on date,
  owner_account_id uuid,
  owner_team text,
  done_at timestamptz,
  done_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (step_code is not null or words is not null),
  check ((done_at is null) = (done_by is null)),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, contact_id) references care.contact (community_id, id),
  foreign key (community_id, owner_account_id) references identity.account (community_id, id)
);
create index task_client on care.task (community_id, client_id, due_on, id) where done_at is null;
create index task_client_all on care.task (community_id, client_id, created_at desc);
create index task_owner on care.task (community_id, owner_account_id, due_on, id) where done_at is null and owner_account_id is not null;
create index task_team on care.task (community_id, site_id, owner_team, due_on, id) where done_at is null and owner_team is not null;
select kernel.describe('care.task', 'A next step for a client: what, by when, and whose it is.', '{
  "data_class": "B class of data it is guarded as", "contact_id": "A contact it came from", "program_code": "A program whose steps are meant", "step_code": "A what is to be done, code of the program", "words": "A+ what is to be done, sealed", "due_on": "A by which day",
  "owner_account_id": "B whose it is, a person", "owner_team": "B whose it is, a team (role), or client when it is the client''s own", "done_at": "A when it was done", "done_by": "B who did it"}');

create table care.goal (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  words bytea not null,
  area_code text,
  state text not null default 'active' check (state in ('active', 'reached', 'set_aside')),
  set_on date not null,
  state_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index goal_client on care.goal (community_id, client_id, set_on desc);
select kernel.describe('care.goal', 'A goal of the client, in the client''s own words.', '{
  "words": "A+ the goal in the client''s own words, sealed", "area_code": "A area of life, code", "state": "A active, reached or set_aside",
  "set_on": "A day it was set", "state_on": "A day it came to its state"}');

create table care.safety_plan (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  words bytea not null,
  reviewed_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, client_id, organisation_id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('care.safety_plan', 'What helps a client in a crisis and whom to call, agreed with the client; one for each organisation.', '{
  "words": "A+ the plan, sealed", "reviewed_on": "A day it was last gone through with the client"}');

select kernel.make_history('care');
select kernel.keep_history('care.contact');
select kernel.keep_history('care.task');
select kernel.keep_history('care.goal');
select kernel.keep_history('care.safety_plan');
