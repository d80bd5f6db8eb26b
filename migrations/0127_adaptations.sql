-- Changes made to a program itself, told by the FRAME, so that they can be read beside fidelity and figures.
create table learning.adaptation (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  program_code text not null,
  program_version text not null,
  trial_id uuid,
  factor_id uuid,
  statement text not null,
  why text,
  began_on date not null,
  ended_on date,
  system text not null,
  system_version text not null,
  codes text[] not null check (cardinality(codes) between 1 and 120),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (ended_on is null or ended_on > began_on),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, trial_id) references learning.trial (community_id, id),
  foreign key (community_id, factor_id) references learning.factor (community_id, id)
);
create index adaptation_site on learning.adaptation (community_id, site_id, began_on);
select kernel.describe('learning.adaptation', 'A change made to a program at a site: what, when, by whom, how and why, in the terms of a published framework.', '{
  "program_code": "B program that was changed", "program_version": "B version of its model then", "trial_id": "B trial it came from", "factor_id": "B barrier or facilitator it answers",
  "statement": "B what was changed, without naming anybody", "why": "B why, in words", "began_on": "B first day it was so", "ended_on": "B first day it was so no more",
  "system": "B framework", "system_version": "B its version", "codes": "B what was chosen in each of its dimensions"}');
select kernel.keep_history('learning.adaptation');
