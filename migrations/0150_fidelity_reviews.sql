-- Reviews of how closely a program at a site follows its model: by people, item by item, first each for themselves, then together. Nothing here is about a client.

create schema fidelity;
grant usage on schema fidelity to tributary_app;

create table fidelity.review (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  program_code text not null,
  scale_key text not null,
  scale_version text not null,
  from_on date not null,
  to_on date not null,
  edition integer not null default 1 check (edition >= 1),
  reason text,
  opened_at timestamptz,
  closed_at timestamptz,
  withdrawn_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (to_on > from_on),
  check ((edition = 1 and withdrawn_at is null) = (reason is null)),
  check (closed_at is null or (opened_at is not null and withdrawn_at is null)),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index review_site on fidelity.review (community_id, site_id, to_on);
select kernel.describe('fidelity.review', 'A review of a program at a site by people, on a fidelity scale.', '{
  "program_code": "B program", "scale_key": "B scale", "scale_version": "B its version", "from_on": "B first day looked at", "to_on": "B first day no longer looked at",
  "edition": "B which wording of its result is worked on, from 1", "reason": "B why it is corrected or was withdrawn", "opened_at": "B when every reviewer was done and the scores were laid side by side",
  "closed_at": "B when this edition was closed", "withdrawn_at": "B when it was given up before it was ever closed"}');
select kernel.make_history('fidelity');
select kernel.keep_history('fidelity.review');

create table fidelity.reviewer (
  community_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  site_id uuid not null,
  account_id uuid not null,
  finished_at timestamptz,
  excused_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, review_id, account_id),
  foreign key (community_id, review_id) references fidelity.review (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index reviewer_account on fidelity.reviewer (community_id, account_id);
select kernel.describe('fidelity.reviewer', 'Somebody who reviews.', '{
  "review_id": "B the review", "account_id": "B who reviews", "finished_at": "B when they had scored every item", "excused_at": "B when they were let off; their scores do not count and stay unseen"}');
select kernel.keep_history('fidelity.reviewer');

create table fidelity.score (
  community_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  item_code text not null,
  score integer,
  not_judged boolean not null default false,
  seen text not null,
  why text not null,
  sources text[] not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, review_id, account_id, item_code),
  check (score is null or not not_judged),
  foreign key (community_id, review_id) references fidelity.review (community_id, id)
);
select kernel.describe('fidelity.score', 'What one reviewer says of one item, by themselves. It names no client.', '{
  "review_id": "B the review", "account_id": "B who scored", "item_code": "B item of the scale", "score": "B the score; empty until there is one",
  "not_judged": "B true when it could not be judged", "seen": "B what was seen", "why": "B why this score, or why none", "sources": "B kinds of information seen, codes of the scale"}');
select kernel.keep_history('fidelity.score');

create table fidelity.agreed (
  community_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  item_code text not null,
  score integer,
  not_judged boolean not null default false,
  reason text not null,
  changed_by uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, review_id, item_code),
  check ((score is null) = not_judged),
  foreign key (community_id, review_id) references fidelity.review (community_id, id)
);
select kernel.describe('fidelity.agreed', 'What the reviewers say of one item together. It names no client.', '{
  "review_id": "B the review", "item_code": "B item of the scale", "score": "B the score they agreed on", "not_judged": "B true when it could not be judged",
  "reason": "B why", "changed_by": "B who wrote it last"}');
select kernel.keep_history('fidelity.agreed');

create table fidelity.edition (
  community_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  number integer not null,
  reason text,
  items jsonb not null,
  judged integer not null,
  total numeric,
  band_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, review_id, number),
  check ((number = 1) = (reason is null)),
  foreign key (community_id, review_id) references fidelity.review (community_id, id)
);
select kernel.describe('fidelity.edition', 'The result of a review as it was closed; a correction is a further edition, and none is ever changed.', '{
  "review_id": "B the review", "number": "B which edition, from 1", "reason": "B why it corrects the one before", "items": "B each item with its score, its reason and what the records showed that day",
  "judged": "B how many items could be judged", "total": "B total by the rule of the scale; empty where the scale gives none", "band_code": "B band of the scale, code"}');

create table fidelity.carried (
  community_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  item_code text not null,
  factor_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, review_id, item_code, factor_id),
  foreign key (community_id, review_id) references fidelity.review (community_id, id),
  foreign key (community_id, factor_id) references learning.factor (community_id, id)
);
select kernel.describe('fidelity.carried', 'A weak item carried on as a barrier or facilitator to work on.', '{
  "review_id": "B the review", "item_code": "B item of the scale", "factor_id": "B the barrier or facilitator"}');
