-- Each review packet that left: what it was about, how much it held, and why it was asked for.

create table supply.release (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  scope text not null check (scope in ('client', 'prescriber', 'site')),
  scope_id uuid not null,
  from_on date not null,
  to_on date not null,
  format text not null check (format in ('pdf', 'zip')),
  clients integer not null,
  held jsonb not null,
  gaps integer not null,
  reason bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (to_on > from_on),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, created_by) references identity.account (community_id, id)
);
create index release_made on supply.release (community_id, created_at desc);
select kernel.describe('supply.release', 'One review packet that left, with the reason given.', '{
  "scope": "B client, prescriber or site", "scope_id": "A whose records", "from_on": "B first day", "to_on": "B last day, exclusive", "format": "B pdf or zip",
  "clients": "B clients in it", "held": "B records by section", "gaps": "B gaps listed in front", "reason": "A who asked for it and why, sealed for whoever released it"}');
