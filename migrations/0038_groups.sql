-- Groups: workshops, groups and peer sessions with who was there. Each attendance is a contact of its own, under that client's consent.

create table care.group_session (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  kind text not null check (kind in ('workshop', 'group', 'peer')),
  title text not null,
  held_at timestamptz not null,
  held_on date not null,
  minutes smallint not null check (minutes between 1 and 1440),
  place_code text not null,
  kind_code text not null,
  named smallint not null default 0 check (named >= 0),
  unnamed smallint not null default 0 check (unnamed between 0 and 999),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index group_session_site on care.group_session (community_id, site_id, held_at desc);
select kernel.describe('care.group_session', 'A workshop, group or peer session that was held.', '{
  "program_code": "B program it was part of", "kind": "B workshop, group or peer", "title": "B what it was about, without names", "held_at": "B when", "held_on": "B the day",
  "minutes": "B how long, minutes", "place_code": "B where, code", "kind_code": "B kind of contact of those who were there, code", "named": "B how many clients are recorded as having been there",
  "unnamed": "B how many more were there without being named"}');
select kernel.keep_history('care.group_session');

alter table care.contact add column group_session_id uuid;
alter table care.contact add constraint contact_group_session foreign key (community_id, group_session_id) references care.group_session (community_id, id);
create unique index contact_group_session_once on care.contact (community_id, group_session_id, client_id) where group_session_id is not null;
comment on column care.contact.group_session_id is 'A the workshop, group or peer session it was part of';
