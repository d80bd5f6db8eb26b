-- The way into a program and through it: referrals, eligibility decisions, waitlists, enrolments, and room at a site.

create schema pathway;
grant usage on schema pathway to tributary_app, tributary_worker;

create table pathway.referral (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  to_organisation_id uuid,
  program_code text,
  service_id uuid,
  service_name_en text,
  service_name_fr text,
  source_code text not null,
  channel_code text not null,
  state text not null check (state in ('draft', 'sent', 'accepted', 'declined', 'waiting', 'in_progress', 'helped', 'could_not_help', 'withdrawn')),
  state_since timestamptz not null,
  reason_code text,
  referred_at timestamptz not null,
  referred_on date not null,
  answered_on date,
  waiting_from date,
  waiting_to date,
  enrolled_on date,
  closed_on date,
  note bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((direction = 'in') = (program_code is not null)),
  check ((direction = 'out') = (service_id is not null)),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, to_organisation_id) references identity.organisation (community_id, id)
);
create index referral_client on pathway.referral (community_id, client_id, referred_at desc);
create index referral_open on pathway.referral (community_id, site_id, direction, state_since, id)
  where state in ('draft', 'sent', 'accepted', 'waiting', 'in_progress');
create index referral_site on pathway.referral (community_id, site_id, direction, referred_at desc, id);
create index referral_period on pathway.referral (community_id, site_id, referred_on);
create index referral_sender on pathway.referral (community_id, created_by, state_since) where state = 'sent';
select kernel.describe('pathway.referral', 'A client pointed to a program of a site (in) or to a service of the directory (out).', '{
  "site_id": "B site that is asked (in) or that asks (out)", "direction": "B in or out", "to_organisation_id": "B organisation that is asked, when it answers here",
  "program_code": "A program asked for", "service_id": "A service of the directory asked for", "service_name_en": "A its name then, English", "service_name_fr": "A its name then, French",
  "source_code": "B who points: kind of referrer, code", "channel_code": "B how it reached us, code", "state": "A where it stands", "state_since": "A since when it stands there",
  "reason_code": "A why, code", "referred_at": "A when it was made", "referred_on": "A the day it was made", "answered_on": "A the day of the first answer",
  "waiting_from": "A the day the wait for a place began", "waiting_to": "A the day it ended, exclusive", "enrolled_on": "A first day in the program",
  "closed_on": "A the day it came to its end, exclusive", "note": "A+ what the referrer wrote, sealed"}');

create table pathway.screening (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  referral_id uuid,
  program_code text not null,
  program_version text not null,
  answers jsonb not null,
  found text not null check (found in ('eligible', 'not_eligible', 'undecided')),
  decision text not null check (decision in ('eligible', 'not_eligible', 'undecided')),
  reason_code text,
  reason bytea,
  decided_on date not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (found = decision or reason is not null),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, referral_id) references pathway.referral (community_id, id)
);
create index screening_client on pathway.screening (community_id, client_id, decided_on desc, id desc);
create index screening_site on pathway.screening (community_id, site_id, program_code, decided_on);
select kernel.describe('pathway.screening', 'An eligibility decision: each sentence in force that day with its answer. Never changed; a later decision stands beside it.', '{
  "referral_id": "A referral it answers", "program_code": "A program", "program_version": "B version of the program whose sentences were asked",
  "answers": "A+ sentence id and yes, no or not_known, for each sentence asked", "found": "A what the answers alone say", "decision": "A what was decided",
  "reason_code": "A why not, code", "reason": "A+ why, in words, sealed; always there when the decision differs from what the answers say", "decided_on": "A day of the decision"}');

create table pathway.waitlist_entry (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  program_version text not null,
  referral_id uuid not null,
  priority_code text,
  rank integer not null,
  joined_at timestamptz not null,
  joined_on date not null,
  left_on date,
  state text not null default 'waiting' check (state in ('waiting', 'offered', 'enrolled', 'declined', 'left')),
  state_since timestamptz not null,
  offered_until date,
  reason_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, referral_id) references pathway.referral (community_id, id)
);
create index waitlist_referral on pathway.waitlist_entry (community_id, referral_id);
create unique index waitlist_once on pathway.waitlist_entry (community_id, client_id, site_id, program_code) where state in ('waiting', 'offered');
create index waitlist_order on pathway.waitlist_entry (community_id, site_id, program_code, rank, joined_at, id) where state in ('waiting', 'offered');
create index waitlist_client on pathway.waitlist_entry (community_id, client_id, joined_at desc);
select kernel.describe('pathway.waitlist_entry', 'A client who waits for a place in a program of a site.', '{
  "program_code": "A program", "program_version": "B version of the program whose order rule applies", "referral_id": "A referral it came from", "priority_code": "A+ why sooner than others, code",
  "rank": "A place the order rule gives; lower is sooner", "joined_at": "A waits since", "joined_on": "A the day it began", "left_on": "A the day it ended", "state": "A waiting, offered, enrolled, declined or left", "state_since": "A since when", "offered_until": "A last day of an offer",
  "reason_code": "A why declined or left, code"}');

create table pathway.enrolment (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  program_version text not null,
  referral_id uuid not null,
  waitlist_entry_id uuid,
  referred_on date not null,
  stage_code text not null,
  stage_since timestamptz not null,
  enrolled_on date not null,
  ended_on date,
  end_reason_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (ended_on is null or ended_on >= enrolled_on),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, referral_id) references pathway.referral (community_id, id),
  foreign key (community_id, waitlist_entry_id) references pathway.waitlist_entry (community_id, id)
);
create unique index enrolment_once on pathway.enrolment (community_id, client_id, site_id, program_code) where ended_on is null;
create unique index enrolment_of_referral on pathway.enrolment (community_id, referral_id);
create index enrolment_board on pathway.enrolment (community_id, site_id, program_code, stage_code, stage_since, id) where ended_on is null;
create index enrolment_client on pathway.enrolment (community_id, client_id, enrolled_on desc);
create index enrolment_period on pathway.enrolment (community_id, site_id, program_code, enrolled_on);
select kernel.describe('pathway.enrolment', 'A client in a program of a site, from a day until a day (exclusive).', '{
  "program_code": "A program", "program_version": "B version enrolled under", "referral_id": "A referral it came from", "waitlist_entry_id": "A waitlist entry it came from", "referred_on": "A the day of that referral",
  "stage_code": "A stage of the program", "stage_since": "A in that stage since", "enrolled_on": "A first day", "ended_on": "A day it ended, exclusive", "end_reason_code": "A why it ended, code"}');

create table pathway.change (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  subject text not null check (subject in ('referral', 'waitlist', 'enrolment')),
  subject_id uuid not null,
  from_code text,
  to_code text not null,
  reason_code text,
  note bytea,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id)
);
create index change_subject on pathway.change (community_id, subject_id, at);
select kernel.describe('pathway.change', 'One dated step of a referral, a waitlist entry or an enrolment: the clock of each state. Only ever added.', '{
  "subject": "B what moved", "subject_id": "A which one", "from_code": "A state or stage before", "to_code": "A state or stage after", "reason_code": "A why, code",
  "note": "A+ what was said, sealed", "at": "A when it happened"}');

create table pathway.target (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  program_code text not null,
  places integer not null check (places >= 0),
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index target_in_force on pathway.target (community_id, site_id, program_code) where valid_to is null;
select kernel.describe('pathway.target', 'How many places a program has at a site, from when until when.', '{
  "program_code": "C program", "places": "C places", "valid_from": "C from", "valid_to": "C until, exclusive"}');

select kernel.make_history('pathway');
select kernel.keep_history('pathway.referral');
select kernel.keep_history('pathway.screening');
select kernel.keep_history('pathway.waitlist_entry');
select kernel.keep_history('pathway.enrolment');
select kernel.keep_history('pathway.target');
