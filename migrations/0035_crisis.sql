-- A crisis: what everybody who opens a record must know, whom to call and when they answer, what was done.

create table care.alert (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health')),
  kind text not null check (kind in ('suicide', 'overdose', 'harm_by_others', 'harm_to_others', 'health', 'other')),
  level text not null check (level in ('watch', 'raised', 'high')),
  words bytea not null,
  review_on date,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index alert_client on care.alert (community_id, client_id) where ended_at is null;
create index alert_review on care.alert (community_id, site_id, review_on) where ended_at is null;
select kernel.describe('care.alert', 'What nobody who opens a client''s record may overlook, such as a risk of suicide.', '{
  "data_class": "B class of data it is guarded as",   "kind": "A+ what it is about, code", "level": "A+ watch, raised or high", "words": "A+ what is known, sealed", "review_on": "A day it is to be looked at again", "ended_at": "A when it was taken down"}');

create table care.crisis_line (
  community_id uuid not null,
  id uuid not null,
  site_id uuid,
  name_en text not null,
  name_fr text not null,
  phone text not null,
  about_en text not null default '',
  about_fr text not null default '',
  days smallint[] not null default '{1,2,3,4,5,6,7}',
  opens_at time,
  closes_at time,
  position smallint not null default 100,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((opens_at is null) = (closes_at is null)),
  check (cardinality(days) > 0 and days <@ '{1,2,3,4,5,6,7}'::smallint[]),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index crisis_line_site on care.crisis_line (community_id, site_id, position) where ended_at is null;
select kernel.describe('care.crisis_line', 'Whom to call in a crisis, at one site or everywhere in the community, and when they answer.', '{
  "name_en": "C name in English", "name_fr": "C name in French", "phone": "C number to call", "about_en": "C when to call them, in English", "about_fr": "C when to call them, in French",
  "days": "C days they answer, 1 is Monday", "opens_at": "C from, local time; empty when around the clock", "closes_at": "C until, local time, before opens_at when it is past midnight",
  "position": "C place in the list, lowest first", "ended_at": "C when it was taken off the list"}');

create table care.crisis (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health')),
  team text not null,
  happened_at timestamptz not null,
  done text[] not null check (cardinality(done) > 0),
  escalated boolean not null,
  note bytea,
  follow_up_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, follow_up_id) references care.task (community_id, id)
);
create index crisis_client on care.crisis (community_id, client_id, happened_at desc);
select kernel.describe('care.crisis', 'A crisis of a client and what was done about it.', '{
  "data_class": "B class of data it is guarded as", "team": "B role of its author: which team it comes from", "happened_at": "A when it took place", "done": "A+ what was done, codes",
  "escalated": "A true when the health team was asked to come in", "note": "A+ what happened, sealed", "follow_up_id": "A the next step of the day after"}');

select kernel.keep_history('care.alert');
select kernel.keep_history('care.crisis_line');
select kernel.keep_history('care.crisis');
