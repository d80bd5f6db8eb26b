-- From a person to a service: whom it is for as data, where sites stand, who takes referrals now, who keeps a record right, and what is published.

alter table directory.service
  add conditions text[],
  add groups text[],
  add edited text[] not null default '{}',
  add keeper_id uuid,
  add check_every integer not null default 92 check (check_every between 7 and 730);
comment on column directory.service.conditions is 'C conditions it meets as somebody here said, codes of definitions/links/needs.json; null when they are read from its texts';
comment on column directory.service.groups is 'C gender groups it is for as somebody here said, codes of definitions/links/needs.json; null when they are read from its texts';
comment on column directory.service.edited is 'C columns and details that were written here and that an import leaves alone';
comment on column directory.service.keeper_id is 'B account that checks it next; null when nobody took it on';
comment on column directory.service.check_every is 'C days after which it is due to be checked again';
create index service_keeper on directory.service (community_id, keeper_id) where keeper_id is not null;

alter table directory.finder
  add groups text[] not null default '{}', add minimum_age numeric, add maximum_age numeric,
  add takes text, add takes_until date;
comment on column directory.finder.groups is 'C gender groups it is for; empty when it names none';
comment on column directory.finder.minimum_age is 'C youngest age';
comment on column directory.finder.maximum_age is 'C oldest age';
comment on column directory.finder.takes is 'C what was last said of taking referrals: yes, waitlist or no';
comment on column directory.finder.takes_until is 'C last day for which that holds';
create index location_point on directory.location (latitude, longitude) where latitude is not null;

create table directory.capacity (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  takes text not null check (takes in ('yes', 'waitlist', 'no')),
  weeks integer check (weeks between 0 and 260),
  told text not null check (told in ('phone', 'email', 'visit', 'website')),
  note text,
  holds_until date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, service_id) references directory.service (community_id, id) on delete cascade
);
create index capacity_service on directory.capacity (community_id, service_id, created_at desc);
select kernel.describe('directory.capacity', 'What somebody was told about a service taking referrals, on a day, until a day. Only ever added; the latest counts.', '{
  "service_id": "C the service", "takes": "C takes referrals now: yes, waitlist or no", "weeks": "C about how many weeks somebody waits",
  "told": "C how it is known: phone, email, visit or website", "note": "B remark for staff about the service, never about a client and never published",
  "holds_until": "C last day for which it is taken to hold"}');

create table directory.edit (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  service_version integer not null,
  before jsonb not null,
  after jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, service_id) references directory.service (community_id, id) on delete cascade
);
create index edit_service on directory.edit (community_id, service_id, created_at desc);
select kernel.describe('directory.edit', 'One change somebody here made to a service: the parts that changed, as they were and as they became. Only ever added.', '{
  "service_id": "C the service", "service_version": "C version the service had afterwards", "before": "C the changed parts before", "after": "C the changed parts after"}');

create table directory.site_place (
  community_id uuid not null,
  id uuid not null,
  latitude numeric not null check (latitude between -90 and 90),
  longitude numeric not null check (longitude between -180 and 180),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, id) references identity.site (community_id, id)
);
select kernel.describe('directory.site_place', 'Where a site stands, to say how far a service is from it; its id is that of the site.', '{
  "latitude": "C degrees north", "longitude": "C degrees east"}');

alter table directory.source
  add published_at timestamptz, add published_by uuid, add terms_published boolean not null default false, add version integer not null default 1;
comment on column directory.source.published_at is 'C since when its services are public; null when they are not, as at first';
comment on column directory.source.published_by is 'B who made them public';
comment on column directory.source.terms_published is 'C whether its classification is public too; a licensed one is not';
comment on column directory.source.version is 'B goes up by one with each change';
grant usage on schema directory to tributary_door;
