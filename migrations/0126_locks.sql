-- A lock keeps one note, one filled form, or a client's whole part in a program to those who wrote it.
create table people.lock (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  about text not null check (about in ('contact', 'form', 'program')),
  record_id uuid,
  record_class text not null check (record_class in ('notes', 'health', 'employment', 'supply', 'referral')),
  program_code text,
  data_classes text[] not null default '{}' check (data_classes <@ '{employment,supply,evidence}'),
  team text check (team in ('coordinator', 'worker', 'clinician', 'all')),
  account_ids uuid[] not null check (cardinality(account_ids) between 1 and 200),
  reason bytea,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  lifted_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((about = 'program') = (program_code is not null)),
  check ((about = 'program') = (record_id is null)),
  check (about = 'program' or data_classes = '{}'),
  check ((valid_to is null) = (lifted_by is null)),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index lock_client on people.lock (community_id, client_id);
create unique index lock_record on people.lock (community_id, record_id) where valid_to is null and record_id is not null;
create unique index lock_program on people.lock (community_id, client_id, organisation_id, program_code) where valid_to is null and program_code is not null;
select kernel.describe('people.lock', 'What a team keeps to itself of a client: one note, one filled form, or their part in a program.', '{
  "about": "A+ contact, form or program", "record_id": "A the contact or filled form", "record_class": "B class of data what is locked is guarded as",
  "program_code": "A+ program whose records are locked", "data_classes": "A+ classes of data that the program keeps beside its notes",
  "team": "B role at the site that keeps seeing it, all for everybody who works with clients there, empty for named people alone", "account_ids": "A who keeps seeing it by name",
  "reason": "A+ why, sealed", "valid_from": "A from", "valid_to": "A until, exclusive", "lifted_by": "B who lifted it"}');
select kernel.keep_history('people.lock');
