-- How a site prepares, engages and keeps its footing: start-up plans, engagement, funding, the need. Nothing here is about a client.

create schema groundwork;
grant usage on schema groundwork to tributary_app;

create table groundwork.plan (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  template_version text not null,
  opens_on date not null,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index plan_open on groundwork.plan (community_id, site_id, program_code) where closed_on is null;
select kernel.describe('groundwork.plan', 'A start-up plan of a program at a site.', '{
  "program_code": "C program", "template_version": "C version of the list of steps it began from", "opens_on": "C day the first client is hoped for",
  "closed_on": "C day the plan was put away"}');
select kernel.make_history('groundwork');
select kernel.keep_history('groundwork.plan');

create table groundwork.step (
  community_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  phase_code text not null,
  step_code text,
  title text,
  place integer not null,
  account_id uuid,
  who text,
  due_on date,
  done_on date,
  not_needed boolean not null default false,
  in_the_way text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((step_code is null) <> (title is null)),
  check (done_on is null or not not_needed),
  foreign key (community_id, plan_id) references groundwork.plan (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index step_plan on groundwork.step (community_id, plan_id, place);
create index step_account on groundwork.step (community_id, account_id) where done_on is null and not not_needed;
select kernel.describe('groundwork.step', 'One step of a start-up plan: who answers for it, by when, and what stands in the way.', '{
  "plan_id": "C the plan", "phase_code": "C phase, code", "step_code": "C step of the list, code; empty for a step of one''s own", "title": "B a step of one''s own, in words",
  "place": "C order in the plan", "account_id": "B who answers for it", "who": "B a role or a partner who answers for it, in words", "due_on": "B by when",
  "done_on": "B day it was done", "not_needed": "B true when this site does not need it", "in_the_way": "B what stands in the way"}');
select kernel.keep_history('groundwork.step');

create table groundwork.entry (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  kind_code text not null,
  level_code text,
  stance_code text,
  happened_on date not null,
  who text not null,
  asked text not null,
  said text not null,
  changed text not null,
  trial_id uuid,
  rule_id uuid,
  next_step text,
  next_on date,
  next_done_on date,
  source_id uuid,
  withdrawn boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (next_step is not null or (next_on is null and next_done_on is null)),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index entry_site on groundwork.entry (community_id, site_id, happened_on desc);
select kernel.describe('groundwork.entry', 'Something a site did to engage those around it, or was told by them. It names roles and organisations, never a client.', '{
  "kind_code": "B kind, code", "level_code": "B level of leaders, code", "stance_code": "B where they stand, code", "happened_on": "B day", "who": "B which roles and organisations",
  "asked": "B what was asked or told", "said": "B what was answered", "changed": "B what changed because of it", "trial_id": "B trial it led to", "rule_id": "B version of a protocol it led to",
  "next_step": "B what comes next", "next_on": "B by when", "next_done_on": "B day that was done", "source_id": "B text of the evidence made from it", "withdrawn": "B true when it was recorded by mistake"}');
select kernel.keep_history('groundwork.entry');

create table groundwork.funding (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  source text not null,
  purpose text not null,
  amount_cents bigint check (amount_cents >= 0),
  starts_on date not null,
  last_on date,
  renewal text not null check (renewal in ('unknown', 'asked', 'renewed', 'ends')),
  ends_with text not null,
  for_funder boolean not null default false,
  withdrawn boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (last_on is null or last_on >= starts_on),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index funding_site on groundwork.funding (community_id, site_id);
select kernel.describe('groundwork.funding', 'Money a site runs on, and what would end with it.', '{
  "source": "B who pays", "purpose": "B for what", "amount_cents": "B how much, in cents", "starts_on": "B first day it pays for", "last_on": "B last day it pays for; empty while no end is known",
  "renewal": "B whether it goes on: unknown, asked, renewed, ends", "ends_with": "B what ends with it", "for_funder": "C true when people of funders may read it",
  "withdrawn": "B true when it was recorded by mistake"}');
select kernel.keep_history('groundwork.funding');

create table groundwork.need (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  people integer not null check (people > 0),
  low integer,
  high integer,
  estimate_code text not null,
  source text not null,
  as_of date not null,
  for_funder boolean not null default false,
  withdrawn boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((low is null) = (high is null) and (low is null or (low >= 0 and low <= people and people <= high))),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index need_site on groundwork.need (community_id, site_id, program_code, as_of desc);
select kernel.describe('groundwork.need', 'How many people around a site a program is meant for, as somebody estimated it.', '{
  "program_code": "C program", "people": "B people", "low": "B fewest it could be", "high": "B most it could be", "estimate_code": "B how it was estimated, code", "source": "B where the number comes from",
  "as_of": "B day it holds for", "for_funder": "C true when people of funders may read it", "withdrawn": "B true when it was recorded by mistake"}');
select kernel.keep_history('groundwork.need');

create table groundwork.rate (
  community_id uuid not null,
  id uuid not null,
  measure_key text,
  program_code text,
  name text not null,
  percent numeric(6, 3) not null check (percent >= 0 and percent <= 100),
  population text not null,
  source text not null,
  year integer not null check (year between 1900 and 2200),
  withdrawn boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((measure_key is null) <> (program_code is null))
);
select kernel.describe('groundwork.rate', 'A published rate that a community compares one of its figures with.', '{
  "measure_key": "C measure it stands beside; empty for reach", "program_code": "C program whose reach it stands beside; empty for a measure", "name": "C what it says", "percent": "C the rate, in percent",
  "population": "C of whom, and how comparable", "source": "C where it was published", "year": "C year of publication", "withdrawn": "C true when it was recorded by mistake"}');
select kernel.keep_history('groundwork.rate');
