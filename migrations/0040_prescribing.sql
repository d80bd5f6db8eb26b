-- Rules and protocols in force, what a site offers, and prescriptions with every change and its reason. Records only; recommends nothing.

create table supply.rule (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('protocol', 'rule', 'advice')),
  code text not null,
  edition text not null,
  title_en text not null,
  title_fr text not null,
  body_en text not null,
  body_fr text not null,
  jurisdiction_code text not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, organisation_id, code, edition),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create unique index rule_open on supply.rule (community_id, organisation_id, code) where valid_to is null;
select kernel.describe('supply.rule', 'One published version of a protocol, a rule or an advice: whose it is and from when until when it holds. Its text never changes.', '{
  "kind": "B protocol, rule or advice", "code": "B what its versions have in common", "edition": "B name of the version", "title_en": "B title", "title_fr": "B title",
  "body_en": "B what it says", "body_fr": "B what it says", "jurisdiction_code": "B whom it comes from, code", "source": "B where it can be read",
  "valid_from": "B first day in force", "valid_to": "B day it ended, exclusive"}');

-- A published version is never reworded: it ends, once, and another begins.
create function supply.stay_published() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.valid_to is not null
    or (to_jsonb(new) - 'valid_to' - 'version') <> (to_jsonb(old) - 'valid_to' - 'version') then
    raise exception 'a published rule does not change' using errcode = 'TR002';
  end if;
  return new;
end $$;
create trigger stay_published before update or delete on supply.rule for each row execute function supply.stay_published();

create table supply.offering (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  formulary_version text not null,
  formulation_code text not null,
  strength text not null default '',
  observation_code text not null,
  jurisdiction_code text,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index offering_open on supply.offering (community_id, site_id, program_code, formulation_code, strength) where valid_to is null;
select kernel.describe('supply.offering', 'A formulation that a site can give, in a strength, from when until when.', '{
  "program_code": "B program", "formulary_version": "B version of the formulary", "formulation_code": "B formulation", "strength": "B strength, as on the label",
  "observation_code": "B observed, carried or both, code", "jurisdiction_code": "B whose rule allows it, code", "valid_from": "B from", "valid_to": "B until, exclusive"}');

create table supply.wish (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  wish_code text not null,
  words bytea,
  named_on date not null,
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (ended_on is null or ended_on >= named_on),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index wish_client on supply.wish (community_id, client_id, named_on);
create index wish_site on supply.wish (community_id, site_id, wish_code) where ended_on is null;
select kernel.describe('supply.wish', 'A medication that a client wants and cannot get here.', '{
  "program_code": "A+ program", "wish_code": "A+ what is wanted, code", "words": "A+ in the client''s words, sealed", "named_on": "A day it was said", "ended_on": "A day it no longer held"}');

create table supply.prescription (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  prescriber_id uuid not null,
  formulary_version text not null,
  formulation_code text not null,
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
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, prescriber_id) references identity.account (community_id, id)
);
create index prescription_client on supply.prescription (community_id, client_id, started_on);
create index prescription_site on supply.prescription (community_id, site_id, started_on) where ended_on is null;
create index prescription_prescriber on supply.prescription (community_id, prescriber_id, started_on);
select kernel.describe('supply.prescription', 'A prescription as the program records it: one formulation for one client, until it ends.', '{
  "program_code": "A+ program", "prescriber_id": "A who prescribes now", "formulary_version": "B version of the formulary", "formulation_code": "A+ formulation",
  "started_on": "A first day", "ended_on": "A day it ended, exclusive", "end_reason_code": "A why it ended, code"}');

create table supply.prescription_step (
  community_id uuid not null,
  id uuid not null,
  prescription_id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  number integer not null,
  from_on date not null,
  prescriber_id uuid not null,
  strength text not null default '',
  unit_code text not null,
  wanted numeric,
  given numeric not null check (given >= 0),
  ordered bytea not null,
  observation_code text not null,
  carried_days integer not null default 0 check (carried_days between 0 and 31),
  way_code text,
  rule_id uuid,
  reason_code text,
  rationale bytea,
  agreement bytea,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, prescription_id, number),
  check (wanted is null or wanted >= 0),
  check ((number = 1) = (reason_code is null)),
  foreign key (community_id, prescription_id) references supply.prescription (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, prescriber_id) references identity.account (community_id, id),
  foreign key (community_id, rule_id) references supply.rule (community_id, id)
);
create index prescription_step_client on supply.prescription_step (community_id, client_id);
select kernel.describe('supply.prescription_step', 'One version of a prescription: what the client wanted, what was given and why. Never changed; the next version says what is new.', '{
  "prescription_id": "A prescription", "number": "B 1 for the first version", "from_on": "A first day of this version", "prescriber_id": "A who prescribed it",
  "strength": "A+ strength", "unit_code": "A+ unit of the two figures, code", "wanted": "A+ dose a day that the client wanted, in the unit", "given": "A+ dose a day that was prescribed, in the unit",
  "ordered": "A+ the order in the prescriber''s words, sealed", "observation_code": "A+ observed, carried or both, code", "carried_days": "A+ days that may be carried at a time",
  "way_code": "A+ how the client prefers to take it, code", "rule_id": "B protocol followed", "reason_code": "A+ why it changed, code; empty for the first", "rationale": "A+ the reasoning, sealed",
  "agreement": "A+ what was agreed about carrying, sealed"}');

alter table supply.dose_event
  add column prescription_id uuid,
  add column rule_id uuid,
  add column voided boolean not null default false,
  add column correction bytea,
  add foreign key (community_id, prescription_id) references supply.prescription (community_id, id),
  add foreign key (community_id, rule_id) references supply.rule (community_id, id);
comment on column supply.dose_event.prescription_id is 'A prescription it was given under';
comment on column supply.dose_event.rule_id is 'B published protocol that a restart followed';
comment on column supply.dose_event.voided is 'B true when it did not happen: recorded by mistake, kept for the record';
comment on column supply.dose_event.correction is 'A+ why it was put right, sealed';
create index dose_event_prescription on supply.dose_event (community_id, prescription_id, occurred_at) where prescription_id is not null;

select kernel.keep_history('supply.wish');
select kernel.keep_history('supply.prescription');
select kernel.keep_history('supply.offering');
