-- The people who work in the programs: posts and who holds them, supervision, training, strengths, and how they are, which is theirs alone.

create schema staffing;
grant usage on schema staffing to tributary_app;

create table staffing.position (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  role_code text not null,
  kind text not null check (kind in ('regular', 'term', 'casual')),
  fte numeric(4, 3) not null check (fte >= 0 and fte <= 1),
  lived boolean not null default false,
  opened_on date not null,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (closed_on is null or closed_on >= opened_on),
  check ((kind = 'casual') = (fte = 0)),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index position_site on staffing.position (community_id, site_id);
select kernel.describe('staffing.position', 'A post at a site: somebody holds it, or nobody does.', '{
  "program_code": "C program it belongs to", "role_code": "C role of the program", "kind": "C regular, for a term, or casual (called in when needed)",
  "fte": "C part of full time, 1 is full time; 0 for casual", "lived": "C true when it is meant for somebody with lived or living experience",
  "opened_on": "C from", "closed_on": "C until, exclusive; empty while it exists"}');
select kernel.make_history('staffing');
select kernel.keep_history('staffing.position');

create table staffing.holding (
  community_id uuid not null,
  id uuid not null,
  position_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  account_id uuid,
  from_on date not null,
  to_on date,
  end_code text,
  leaves boolean,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (to_on is null or to_on >= from_on),
  check ((to_on is null) = (end_code is null) and (to_on is null) = (leaves is null)),
  foreign key (community_id, position_id) references staffing.position (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create unique index holding_open on staffing.holding (community_id, position_id) where to_on is null;
create index holding_site on staffing.holding (community_id, site_id);
create index holding_account on staffing.holding (community_id, account_id);
select kernel.describe('staffing.holding', 'Who holds a post, from a day until a day. Somebody without an account is not named.', '{
  "position_id": "B the post", "account_id": "B who; empty for somebody who does not sign in here", "from_on": "B from", "to_on": "B until, exclusive; empty while held",
  "end_code": "B what the end came from, code", "leaves": "B true when the person left, for turnover"}');
select kernel.keep_history('staffing.holding');

create table staffing.leave (
  community_id uuid not null,
  id uuid not null,
  holding_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  from_on date not null,
  to_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (to_on is null or to_on >= from_on),
  foreign key (community_id, holding_id) references staffing.holding (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index leave_holding on staffing.leave (community_id, holding_id);
create index leave_site on staffing.leave (community_id, site_id);
select kernel.describe('staffing.leave', 'Somebody is away from a post they keep. Why is not asked.', '{
  "holding_id": "B who holds which post", "from_on": "B from", "to_on": "B until, exclusive; empty while the end is open"}');
select kernel.keep_history('staffing.leave');

create table staffing.supervision (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  account_id uuid not null,
  supervisor_id uuid not null,
  kind_code text not null,
  held_on date not null,
  minutes smallint not null check (minutes between 1 and 600),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (account_id <> supervisor_id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id),
  foreign key (community_id, supervisor_id) references identity.account (community_id, id)
);
create index supervision_account on staffing.supervision (community_id, account_id, held_on desc);
create index supervision_site on staffing.supervision (community_id, site_id, held_on desc);
select kernel.describe('staffing.supervision', 'That two people met for supervision. What was said is not written down.', '{
  "account_id": "B who was supervised", "supervisor_id": "B by whom", "kind_code": "B kind, code", "held_on": "B the day", "minutes": "B how long, minutes"}');
select kernel.keep_history('staffing.supervision');

create table staffing.training (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  training_code text not null,
  title text,
  done_on date not null,
  withdrawn boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index training_account on staffing.training (community_id, account_id, training_code, done_on desc);
select kernel.describe('staffing.training', 'A course, webinar or internal session that somebody who works here took.', '{
  "account_id": "B who", "training_code": "B which, code", "title": "B what it was called", "done_on": "B the day it ended", "withdrawn": "B true when it was recorded by mistake"}');
select kernel.keep_history('staffing.training');

create table staffing.strength (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  strength_code text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create unique index strength_once on staffing.strength (community_id, account_id, strength_code);
select kernel.describe('staffing.strength', 'Something somebody who works here is good at and may be asked for, by their own word.', '{
  "account_id": "B who", "strength_code": "B what, code"}');
select kernel.keep_history('staffing.strength');

-- How somebody is: sealed under their own key and without history, so that what they take back is gone.
create table staffing.check_in (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  site_id uuid not null,
  week_on date not null,
  answers bytea not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create unique index check_in_once on staffing.check_in (community_id, account_id, week_on);
select kernel.describe('staffing.check_in', 'How somebody who works here said they were in one week; for themselves alone.', '{
  "account_id": "A whose", "week_on": "A Monday of the week", "answers": "A+ what they answered and noted, sealed under their own key"}');

-- What a team answered in a week, added up without saying who: no request reads it but through staffing.team_weeks.
create table staffing.team_week (
  community_id uuid not null,
  site_id uuid not null,
  week_on date not null,
  question text not null,
  answered integer not null check (answered >= 0),
  total integer not null,
  primary key (community_id, site_id, week_on, question),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('staffing.team_week', 'Answers of a team in one week, added up with a number by chance. Small groups are removed when their week is over.', '{
  "week_on": "A Monday of the week", "question": "A question, code", "answered": "A how many answered", "total": "A their answers, added up, with a number by chance in them"}');
