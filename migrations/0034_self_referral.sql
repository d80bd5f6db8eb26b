-- People who ask for themselves, ways to find somebody without a fixed address, and tries to reach those who wait.

create table pathway.entrance (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  program_code text not null,
  source_code text not null,
  token text not null,
  name_en text not null,
  name_fr text not null,
  phone text,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index entrance_token on pathway.entrance (community_id, token);
create index entrance_site on pathway.entrance (community_id, site_id);
select kernel.describe('pathway.entrance', 'A page where anybody may ask a site to get in touch. What it shows names no program.', '{
  "program_code": "B program it leads to; never shown there", "source_code": "B who points, code", "token": "B the last part of its address", "name_en": "C who asks, as the page says, English",
  "name_fr": "C who asks, as the page says, French", "phone": "C number to call instead", "closed_at": "B when it was closed"}');

create table pathway.self_referral (
  community_id uuid not null,
  id uuid not null,
  entrance_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  language text not null check (language in ('en', 'fr')),
  way text not null check (way in ('call', 'text', 'email', 'person', 'place')),
  who_may_answer text not null check (who_may_answer in ('only_me', 'anybody')),
  called bytea not null,
  details bytea not null,
  best_time bytea,
  note bytea,
  received_at timestamptz not null default now(),
  state text not null default 'new' check (state in ('new', 'linked', 'set_aside')),
  client_id uuid,
  referral_id uuid,
  reason_code text check (reason_code in ('not_reached', 'twice', 'not_real', 'no_longer')),
  version integer not null default 1,
  primary key (community_id, id),
  check ((state = 'linked') = (referral_id is not null)),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, entrance_id) references pathway.entrance (community_id, id),
  foreign key (community_id, referral_id) references pathway.referral (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id)
);
create index self_referral_new on pathway.self_referral (community_id, site_id, received_at, id) where state = 'new';
select kernel.describe('pathway.self_referral', 'Somebody who asked for themselves and whom nobody has met yet. It says nothing about whether they are a client.', '{
  "entrance_id": "B the page they used", "program_code": "A program it leads to", "language": "A language they wrote in", "way": "A how they want to be reached", "who_may_answer": "A who may answer there",
  "called": "A+ what they want to be called, sealed", "details": "A+ number, address or place, sealed", "best_time": "A+ when, sealed", "note": "A+ what they wrote, sealed",
  "received_at": "A when", "state": "A new, linked to a client, or set aside", "referral_id": "A the referral it became", "reason_code": "A why it was set aside"}');
select kernel.keep_history('pathway.self_referral');
select kernel.keep_history('pathway.entrance');

create table pathway.contact_point (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  way text not null check (way in ('call', 'text', 'email', 'person', 'place')),
  who_may_answer text not null check (who_may_answer in ('only_me', 'anybody')),
  details bytea not null,
  best_time bytea,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create index contact_point_client on pathway.contact_point (community_id, client_id) where valid_to is null;
select kernel.describe('pathway.contact_point', 'One way or place to find a client: a number, an address, a person, a corner where they are on some days.', '{
  "way": "A call, text, email, person or place", "who_may_answer": "A who may answer there", "details": "A+ the number, address, person or place, sealed", "best_time": "A+ when, sealed",
  "valid_from": "A from", "valid_to": "A until, exclusive"}');
select kernel.keep_history('pathway.contact_point');

create table pathway.attempt (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  contact_point_id uuid,
  reached boolean not null,
  at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, contact_point_id) references pathway.contact_point (community_id, id)
);
create index attempt_client on pathway.attempt (community_id, client_id, at desc);
select kernel.describe('pathway.attempt', 'One try to reach a client. Only ever added.', '{
  "contact_point_id": "A where", "reached": "A whether they were reached", "at": "A when"}');
