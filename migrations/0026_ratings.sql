-- What a construct does at a site: ratings by each analyst and by the team, which sites do well, and what sets them apart.

create table coding.rating (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  construct text not null,
  layer text not null default 'analyst' check (layer in ('analyst', 'consensus')),
  value text not null check (value in ('-2', '-1', '0', '1', '2', 'X', 'M')),
  summary_sealed bytea,
  rationale_sealed bytea,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create unique index rating_of_analyst on coding.rating (community_id, study_id, site_id, construct, created_by) where layer = 'analyst';
create unique index rating_of_team on coding.rating (community_id, study_id, site_id, construct) where layer = 'consensus';
select kernel.describe('coding.rating', 'How a construct bears on the work at one site, as one analyst or the team rates it.', '{
  "study_id": "B the study", "construct": "B the construct", "layer": "B analyst for one person, consensus for the team",
  "value": "B -2 to 2, X mixed, M missing", "summary_sealed": "A+ what was said, in short, sealed under the study", "rationale_sealed": "A+ why it is rated so, sealed under the study"}');
select kernel.keep_history('coding.rating');

-- The passages a rating rests on.
create table coding.rating_quote (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  rating_id uuid not null,
  coding_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, rating_id, coding_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, rating_id) references coding.rating (community_id, id),
  foreign key (community_id, coding_id) references coding.coding (community_id, id)
);
create index rating_quote_coding on coding.rating_quote (community_id, coding_id);
select kernel.describe('coding.rating_quote', 'A passage that a rating rests on.', '{
  "study_id": "B the study", "rating_id": "B the rating", "coding_id": "B the coding whose passage it is"}');

-- How sites stand among each other, as far as the study compares them.
create table coding.site_standing (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  site_id uuid not null,
  standing text not null check (standing in ('high', 'low', 'none')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, site_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('coding.site_standing', 'Whether a site does well with what a study is about.', '{
  "study_id": "B the study", "standing": "B high, low, or none when it is not compared"}');
select kernel.keep_history('coding.site_standing');

-- What a study calls distinguishing.
create table coding.rating_rule (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  strong_apart numeric(3, 1) not null check (strong_apart between 0.5 and 4),
  weak_apart numeric(3, 1) not null check (weak_apart between 0.5 and 4),
  least_sites integer not null check (least_sites between 1 and 50),
  mixed_as_zero boolean not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id),
  check (weak_apart <= strong_apart),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('coding.rating_rule', 'When a construct is said to set sites that do well apart from others.', '{
  "study_id": "B the study", "strong_apart": "B difference of the means from which it is strong", "weak_apart": "B difference of the means from which it is weak",
  "least_sites": "B rated sites needed on each side", "mixed_as_zero": "B whether X counts as 0 or is left out"}');
select kernel.keep_history('coding.rating_rule');

-- Where the team says otherwise than the rule.
create table coding.distinction (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  construct text not null,
  verdict text not null check (verdict in ('strong', 'weak', 'no', 'insufficient', 'rule')),
  reason_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, construct),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('coding.distinction', 'A construct of which the team says otherwise than the rule whether it sets sites apart.', '{
  "study_id": "B the study", "construct": "B the construct", "verdict": "B strong, weak, no, insufficient, or rule for what the rule says", "reason_sealed": "A+ why, sealed under the study"}');
select kernel.keep_history('coding.distinction');
