-- What is in the way and what helps, what is done about it, and what came of it.

create schema learning;
grant usage on schema learning to tributary_app;

create table learning.factor (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  study_id uuid,
  system text not null,
  system_version text not null,
  code text not null,
  valence text not null check (valence in ('barrier', 'facilitator', 'both')),
  statement text not null,
  retired_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index factor_site on learning.factor (community_id, site_id);
select kernel.describe('learning.factor', 'A barrier or a facilitator at a site, in one sentence, tied to a construct.', '{
  "study_id": "B study whose passages it rests on", "system": "B framework", "system_version": "B version of the framework", "code": "B construct",
  "valence": "B barrier, facilitator or both", "statement": "B what is in the way or helps, without naming anybody", "retired_at": "B when it stopped being true"}');

create table learning.strategy (
  community_id uuid not null,
  id uuid not null,
  factor_id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  system text not null,
  system_version text not null,
  code text not null,
  specification jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, factor_id) references learning.factor (community_id, id)
);
create index strategy_factor on learning.strategy (community_id, factor_id);
select kernel.describe('learning.strategy', 'What is done about a barrier: a named strategy, specified for this site.', '{
  "factor_id": "B the barrier", "system": "B compilation of strategies", "system_version": "B its version", "code": "B strategy",
  "specification": "B who does what, to whom, when, how often, for which outcome and why"}');

create table learning.trial (
  community_id uuid not null,
  id uuid not null,
  strategy_id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  cycle integer not null,
  title text not null,
  change text not null,
  prediction text not null,
  measure text not null,
  measure_version text not null,
  expected text not null check (expected in ('up', 'down')),
  starts_on date not null,
  ends_on date,
  happened text,
  studied text,
  decision text check (decision in ('adopt', 'adapt', 'abandon')),
  reason text,
  decided_at timestamptz,
  decided_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, strategy_id) references learning.strategy (community_id, id),
  check (ends_on is null or ends_on > starts_on),
  check ((decision is null) = (decided_at is null))
);
create index trial_site on learning.trial (community_id, site_id, starts_on);
create index trial_strategy on learning.trial (community_id, strategy_id);
select kernel.describe('learning.trial', 'A small trial of a change (PDSA): predicted, measured, decided.', '{
  "strategy_id": "B the strategy it tries", "cycle": "B number of the cycle", "title": "B title", "change": "B what is changed", "prediction": "B what is expected to happen",
  "measure": "B measure it is judged by", "measure_version": "B version of the measure", "expected": "B direction the measure should go", "starts_on": "B first day",
  "ends_on": "B day after the last", "happened": "B what was done and seen", "studied": "B what the figures and people said", "decision": "B adopt, adapt or abandon",
  "reason": "B why", "decided_at": "B when", "decided_by": "B account that decided"}');

select kernel.make_history('learning');
select kernel.keep_history('learning.factor');
select kernel.keep_history('learning.strategy');
select kernel.keep_history('learning.trial');
