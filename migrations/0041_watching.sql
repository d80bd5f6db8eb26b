-- What is looked at, asked and noticed around prescribed supply. Nothing here is a sanction: a window says when to ask, never what follows.

create table supply.check_made (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  kind_code text not null,
  result_code text not null,
  settled boolean not null,
  made_on date not null,
  next_from date,
  next_to date,
  words bytea,
  voided boolean not null default false,
  correction bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (next_to is null or next_to >= next_from),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index check_made_client on supply.check_made (community_id, client_id, kind_code, made_on desc);
select kernel.describe('supply.check_made', 'Something that was looked at or offered to a client: a urine screen, a prescription-monitoring check, a test.', '{
  "program_code": "A+ program", "kind_code": "A+ what, code", "result_code": "A+ what came of it, code", "settled": "A+ true when it was done, so that the next window counts from it",
  "made_on": "A day", "next_from": "A day from which to ask again", "next_to": "A day until which to ask again; a window, never a deadline with consequences",
  "words": "A+ in words, sealed", "voided": "B true when recorded by mistake", "correction": "A+ why it was put right, sealed"}');

create table supply.dated_answer (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  question_code text not null,
  figure integer not null check (figure >= 0),
  answered_on date not null,
  voided boolean not null default false,
  correction bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index dated_answer_client on supply.dated_answer (community_id, client_id, question_code, answered_on desc);
select kernel.describe('supply.dated_answer', 'What a client answered on a day to a question with a number.', '{
  "program_code": "A+ program", "question_code": "A+ question, code", "figure": "A+ the number", "answered_on": "A day",
  "voided": "B true when recorded by mistake", "correction": "A+ why it was put right, sealed"}');

create table supply.overdose (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  occurred_at timestamptz not null,
  occurred_on date not null,
  fatal boolean not null,
  place_code text not null,
  naloxone_doses integer not null check (naloxone_doses between 0 and 50),
  emergency_called boolean not null,
  minutes_monitored integer check (minutes_monitored between 0 and 1440),
  words bytea,
  voided boolean not null default false,
  correction bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index overdose_client on supply.overdose (community_id, client_id, occurred_at desc);
create index overdose_site on supply.overdose (community_id, site_id, occurred_on);
select kernel.describe('supply.overdose', 'An overdose of a client and what was done.', '{
  "program_code": "A+ program", "occurred_at": "A when", "occurred_on": "A the day", "fatal": "A+ true when the person died", "place_code": "A+ where, code",
  "naloxone_doses": "A+ doses of naloxone", "emergency_called": "A+ whether emergency services were called", "minutes_monitored": "A+ minutes that somebody stayed and watched",
  "words": "A+ in words, sealed", "voided": "B true when recorded by mistake", "correction": "A+ why it was put right, sealed"}');

create table supply.incident (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  kind_code text not null,
  happened_on date not null,
  words bytea,
  agreed bytea,
  follow_up_on date,
  voided boolean not null default false,
  correction bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index incident_client on supply.incident (community_id, client_id, happened_on desc);
select kernel.describe('supply.incident', 'Something that happened around a client''s medication, or a conversation about it, and what was agreed together.', '{
  "program_code": "A+ program", "kind_code": "A+ what, code", "happened_on": "A day", "words": "A+ what was said, sealed", "agreed": "A+ what was agreed, sealed",
  "follow_up_on": "A day to talk again", "voided": "B true when recorded by mistake", "correction": "A+ why it was put right, sealed"}');

create table supply.chart_entry (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  kind_code text not null,
  written_on date not null,
  words bytea not null,
  voided boolean not null default false,
  correction bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index chart_entry_client on supply.chart_entry (community_id, client_id, kind_code, written_on desc);
select kernel.describe('supply.chart_entry', 'What a review asks for, written when it happened: assessment, indication, risks and benefits, consent, plan.', '{
  "program_code": "A+ program", "kind_code": "A+ what, code", "written_on": "A day it happened", "words": "A+ in words, sealed",
  "voided": "B true when recorded by mistake", "correction": "A+ why it was put right, sealed"}');

create table supply.alert (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  kind_code text not null,
  title text not null,
  body text not null,
  language text not null check (language in ('en', 'fr')),
  seen_on date not null,
  reaches uuid[],
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index alert_standing on supply.alert (community_id, seen_on desc) where ended_on is null;
select kernel.describe('supply.alert', 'A warning about the drug supply, for the sites it reaches. It names no client.', '{
  "kind_code": "B what, code", "title": "B in a line", "body": "B what was seen, where, what to tell people", "language": "B language it is written in", "seen_on": "B day it was seen",
  "reaches": "B sites it is for; empty for every site of the community", "ended_on": "B day it no longer held"}');

create table supply.alert_seen (
  community_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  account_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, alert_id, account_id),
  foreign key (community_id, alert_id) references supply.alert (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
select kernel.describe('supply.alert_seen', 'Somebody of the staff said that they read an alert.', '{
  "alert_id": "B alert", "account_id": "B who read it", "seen_at": "B when"}');

create table supply.worklist (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  title text not null,
  why text not null,
  question jsonb not null,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('supply.worklist', 'One question about who is affected, asked once and worked through. It names no client.', '{
  "title": "B what it is about", "why": "B the rule, recall or advice behind it", "question": "B what was asked for: formulation, dose, prescriber, site, protocol", "closed_on": "B day it was done"}');

create table supply.worklist_row (
  community_id uuid not null,
  id uuid not null,
  worklist_id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  prescription_id uuid not null,
  state text not null default 'to_do' check (state in ('to_do', 'done', 'not_needed')),
  done_by uuid,
  done_at timestamptz,
  words bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, worklist_id, prescription_id),
  check ((state = 'to_do') = (done_by is null)),
  foreign key (community_id, worklist_id) references supply.worklist (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, prescription_id) references supply.prescription (community_id, id)
);
create index worklist_row_list on supply.worklist_row (community_id, worklist_id);
select kernel.describe('supply.worklist_row', 'One client on a worklist, and what was done.', '{
  "worklist_id": "B worklist", "prescription_id": "A prescription that the question touches", "state": "A to_do, done or not_needed", "done_by": "B who did it", "done_at": "B when",
  "words": "A+ what was done, sealed"}');

select kernel.keep_history('supply.check_made');
select kernel.keep_history('supply.dated_answer');
select kernel.keep_history('supply.overdose');
select kernel.keep_history('supply.incident');
select kernel.keep_history('supply.chart_entry');
select kernel.keep_history('supply.alert');
select kernel.keep_history('supply.worklist');
select kernel.keep_history('supply.worklist_row');
