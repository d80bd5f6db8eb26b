-- Work, deeper: employers and openings, what a client wants and can do, support after a job begins, other activity, benefits counselling.

create table employment.employer (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  body bytea not null,
  trade_code text,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create index employer_of on employment.employer (community_id, organisation_id);
select kernel.describe('employment.employer', 'An employer the team knows. Nothing here is about a client.', '{
  "body": "A+ name, place and what helps in dealing with it, sealed: a job points here", "trade_code": "B what it does, code", "closed_on": "B when it was put away"}');

create table employment.employer_meeting (
  community_id uuid not null,
  id uuid not null,
  employer_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  met_on date not null,
  way_code text not null check (way_code in ('at_work', 'elsewhere', 'phone', 'message')),
  purpose_code text not null check (purpose_code in ('introduce', 'learn_needs', 'ask_opening', 'follow_up', 'teach', 'thank')),
  body bytea not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, employer_id) references employment.employer (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index employer_meeting_of on employment.employer_meeting (community_id, employer_id, met_on desc, id desc);
create index employer_meeting_at on employment.employer_meeting (community_id, site_id, met_on);
select kernel.describe('employment.employer_meeting', 'A meeting with an employer for the sake of the relation, not of one client.', '{
  "employer_id": "B the employer", "met_on": "B day", "way_code": "B at their workplace, elsewhere, by phone or by message",
  "purpose_code": "B to introduce the program, learn what they need, ask about an opening, follow up, teach about hiring and adjusting work, or thank",
  "body": "A+ whom one met there and what was said, sealed"}');

create table employment.opening (
  community_id uuid not null,
  id uuid not null,
  employer_id uuid not null,
  organisation_id uuid not null,
  title text not null check (title <> ''),
  trade_code text not null,
  weekly_hours numeric(4, 1) check (weekly_hours between 0 and 168),
  hourly_wage numeric(8, 2) check (hourly_wage >= 0),
  note text not null default '',
  opened_on date not null,
  closed_on date,
  close_code text check (close_code in ('our_client', 'somebody_else', 'withdrawn')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((closed_on is null) = (close_code is null)),
  check (closed_on is null or closed_on >= opened_on),
  foreign key (community_id, employer_id) references employment.employer (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create index opening_of on employment.opening (community_id, employer_id, opened_on desc, id desc);
select kernel.describe('employment.opening', 'Work that an employer offers.', '{
  "employer_id": "B the employer", "title": "B what the work is", "trade_code": "B kind of work, code", "weekly_hours": "B hours a week", "hourly_wage": "B dollars an hour",
  "note": "B what one should know of it", "opened_on": "B since when", "closed_on": "B until when", "close_code": "B how it ended: a client of ours, somebody else, withdrawn"}');

create table employment.profile (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  body bytea not null,
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
select kernel.describe('employment.profile', 'What a client hopes for at work, can do and needs, as they and their worker know it now.', '{
  "body": "A+ the profile, sealed", "reviewed_on": "A day it was last gone through"}');

create table employment.support (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  job_id uuid,
  supported_on date not null,
  with_code text not null check (with_code in ('client', 'employer', 'both')),
  way_code text not null check (way_code in ('at_work', 'elsewhere', 'phone', 'message')),
  kind_code text not null check (kind_code in ('checking_in', 'solving', 'skills', 'adjusting_work', 'benefits', 'career', 'job_loss')),
  note bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, job_id) references employment.job (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index support_client on employment.support (community_id, client_id, supported_on desc, id desc);
select kernel.describe('employment.support', 'Support given to a client, or to their employer with the client''s wish, after a job began.', '{
  "job_id": "A the job, where it is about one", "supported_on": "A day", "with_code": "A with the client, the employer or both", "way_code": "A at work, elsewhere, by phone or by message",
  "kind_code": "A what it was", "note": "A+ what was said, sealed"}');

create table employment.activity (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  kind_code text not null check (kind_code in ('volunteering', 'placement', 'education')),
  name bytea not null,
  weekly_hours numeric(4, 1) check (weekly_hours between 0 and 168),
  started_on date not null,
  ended_on date,
  outcome_code text check (outcome_code in ('completed', 'led_to_job', 'reference', 'left', 'other')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((ended_on is null) = (outcome_code is null)),
  check (ended_on is null or ended_on >= started_on),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index activity_client on employment.activity (community_id, client_id, started_on desc, id desc);
select kernel.describe('employment.activity', 'Volunteering, a placement or education: kept apart from jobs.', '{
  "kind_code": "A volunteering, placement or education", "name": "A+ where or what, sealed", "weekly_hours": "A hours a week", "started_on": "A first day", "ended_on": "A day it ended, exclusive",
  "outcome_code": "A what came of it"}');

-- Amounts that benefits rules name, as a source printed them: a new text is a new table, never a change of an old one.
create table employment.benefit_table (
  community_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  source text not null check (source <> ''),
  source_on date not null,
  valid_from date not null,
  valid_to date,
  lines jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to > valid_from)
);
select kernel.describe('employment.benefit_table', 'A dated table of a benefit, with its source.', '{
  "name": "C the benefit", "source": "C where it was read", "source_on": "C the day it was read", "valid_from": "C from", "valid_to": "C until, exclusive", "lines": "C what it says: texts and amounts"}');

create table employment.counselling (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  given_on date not null,
  by_code text not null check (by_code in ('trained_planner', 'worker', 'told_where')),
  about_code text not null check (about_code in ('before_work', 'pay_or_hours', 'reporting', 'other')),
  table_id uuid,
  note bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, table_id) references employment.benefit_table (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index counselling_client on employment.counselling (community_id, client_id, given_on desc, id desc);
select kernel.describe('employment.counselling', 'Benefits counselling given to a client.', '{
  "given_on": "A day", "by_code": "A by a trained planner, the worker, or only told where to ask", "about_code": "A before work, a change of pay or hours, reporting earnings, other",
  "table_id": "A the table it was read from", "note": "A+ what it came to, sealed"}');

alter table employment.job
  add column employer_id uuid,
  add column trade_code text,
  add column permanent boolean,
  add foreign key (community_id, employer_id) references employment.employer (community_id, id);
select kernel.describe('employment.job', 'A job a client holds or held.', '{
  "program_code": "A program that supports it", "employer_name": "A+ employer, sealed", "title": "A+ what the job is, sealed", "competitive": "A open to anybody and paid at least the usual wage",
  "hourly_wage": "A dollars an hour", "weekly_hours": "A hours a week", "disclosure_code": "A+ what the client chose to let the employer know: told, not_told, not_decided",
  "started_on": "A first day", "ended_on": "A day it ended, exclusive", "end_reason_code": "A why it ended, code",
  "employer_id": "A+ the employer of the register, where it is one", "trade_code": "A kind of work, code", "permanent": "A true when it has no end from the start"}');
alter table employment.employer_contact
  add column employer_id uuid,
  add column in_person boolean,
  add column as_wished boolean,
  add foreign key (community_id, employer_id) references employment.employer (community_id, id);
select kernel.describe('employment.employer_contact', 'A contact with an employer about work for one client.', '{
  "program_code": "A program it was part of", "employer_name": "A+ employer, sealed", "kind_code": "B kind of contact, code", "made_by": "B client, worker or together", "contact_on": "A day",
  "employer_id": "A+ the employer of the register, where it is one", "in_person": "A true when it was face to face", "as_wished": "A true when it followed what the client wishes"}');

select kernel.keep_history('employment.employer');
select kernel.keep_history('employment.opening');
select kernel.keep_history('employment.profile');
select kernel.keep_history('employment.support');
select kernel.keep_history('employment.activity');
select kernel.keep_history('employment.counselling');
