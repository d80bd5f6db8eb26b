-- Work: jobs that clients hold or held, and contacts with employers on their behalf.

create schema employment;
grant usage on schema employment to tributary_app, tributary_worker;

create table employment.job (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text,
  employer_name bytea not null,
  title bytea not null,
  competitive boolean not null,
  hourly_wage numeric(8, 2) check (hourly_wage >= 0),
  weekly_hours numeric(4, 1) check (weekly_hours between 0 and 168),
  disclosure_code text not null check (disclosure_code in ('told', 'not_told', 'not_decided')),
  started_on date not null,
  ended_on date,
  end_reason_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (ended_on is null or ended_on >= started_on),
  check ((ended_on is null) = (end_reason_code is null)),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index job_client on employment.job (community_id, client_id, started_on desc, id desc);
create index job_site on employment.job (community_id, site_id, started_on);
select kernel.describe('employment.job', 'A job a client holds or held.', '{
  "program_code": "A program that supports it", "employer_name": "A+ employer, sealed", "title": "A+ what the job is, sealed", "competitive": "A open to anybody and paid at least the usual wage",
  "hourly_wage": "A dollars an hour", "weekly_hours": "A hours a week", "disclosure_code": "A+ what the client chose to let the employer know: told, not_told, not_decided",
  "started_on": "A first day", "ended_on": "A day it ended, exclusive", "end_reason_code": "A why it ended, code"}');

create table employment.employer_contact (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text,
  employer_name bytea not null,
  kind_code text not null,
  made_by text not null check (made_by in ('client', 'worker', 'together')),
  contact_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index employer_contact_client on employment.employer_contact (community_id, client_id, contact_on, id);
create index employer_contact_site on employment.employer_contact (community_id, site_id, contact_on);
select kernel.describe('employment.employer_contact', 'A contact with an employer about work for one client.', '{
  "program_code": "A program it was part of", "employer_name": "A+ employer, sealed", "kind_code": "B kind of contact, code", "made_by": "B client, worker or together", "contact_on": "A day"}');

select kernel.make_history('employment');
select kernel.keep_history('employment.job');
select kernel.keep_history('employment.employer_contact');
