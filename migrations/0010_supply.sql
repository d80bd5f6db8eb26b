-- Prescribed supply: what was taken, carried or missed, and whether the client finds it enough. Records only; recommends nothing.

create schema supply;
grant usage on schema supply to tributary_app, tributary_worker;

create table supply.dose_event (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text,
  kind text not null check (kind in ('witnessed', 'carried', 'missed', 'held', 'refused', 'restarted')),
  formulary_version text not null,
  formulation_code text not null,
  amount bytea,
  protocol_code text,
  protocol_version text,
  occurred_at timestamptz not null,
  occurred_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index dose_event_client on supply.dose_event (community_id, client_id, occurred_at desc, id desc);
create index dose_event_site on supply.dose_event (community_id, site_id, occurred_on);
create index dose_event_formulation on supply.dose_event (community_id, formulation_code, occurred_on);
select kernel.describe('supply.dose_event', 'One dose that was witnessed, carried away, missed, held, refused or restarted.', '{
  "program_code": "A+ program it was part of", "kind": "A+ what happened", "formulary_version": "B version of the formulary", "formulation_code": "A+ formulation, code of the formulary",
  "amount": "A+ amount as the prescriber ordered it, sealed", "protocol_code": "B protocol followed", "protocol_version": "B its version", "occurred_at": "A when", "occurred_on": "A the day"}');

create table supply.dose_answer (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text,
  enough text not null check (enough in ('yes', 'no', 'not_said')),
  answered_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index dose_answer_client on supply.dose_answer (community_id, client_id, answered_on desc, id desc);
create index dose_answer_site on supply.dose_answer (community_id, site_id, answered_on);
select kernel.describe('supply.dose_answer', 'What a client said when asked whether the dose is enough.', '{
  "program_code": "A+ program it was part of", "enough": "A+ yes, no or not_said", "answered_on": "A day it was asked"}');

select kernel.make_history('supply');
select kernel.keep_history('supply.dose_event');
select kernel.keep_history('supply.dose_answer');
