-- What a community shares with the others: lessons, and where its programs run. Nothing else crosses between communities.

create schema network;
grant usage on schema network to tributary_app;

create table network.lesson (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  trial_id uuid,
  language text not null check (language in ('en', 'fr')),
  title text not null,
  problem text not null,
  tried text not null,
  happened text not null,
  advice text not null,
  published_version integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('network.lesson', 'What a site learned, as its own community writes it.', '{
  "trial_id": "B the trial it comes from", "language": "B language it is written in", "title": "B title", "problem": "B what was in the way",
  "tried": "B what was tried", "happened": "B what happened", "advice": "B what the site would tell another", "published_version": "B version that others see"}');

create table network.published_lesson (
  community_id uuid not null,
  id uuid not null,
  lesson_version integer not null,
  community_name jsonb not null,
  organisation_name jsonb not null,
  site_name jsonb not null,
  language text not null,
  title text not null,
  problem text not null,
  tried text not null,
  happened text not null,
  advice text not null,
  construct jsonb,
  strategy jsonb,
  decision text,
  evidence jsonb not null,
  withdrawn_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id)
);
create index published_lesson_at on network.published_lesson (created_at desc);
select kernel.describe('network.published_lesson', 'A lesson as every community may read it: the words, the codes, and figures with small counts held back.', '{
  "lesson_version": "C version of the lesson", "community_name": "C names of the community", "organisation_name": "C names of the organisation", "site_name": "C names of the site",
  "language": "C language", "title": "C title", "problem": "C what was in the way", "tried": "C what was tried", "happened": "C what happened", "advice": "C advice",
  "construct": "C construct with its vocabulary and names", "strategy": "C strategy with its vocabulary and names", "decision": "C adopt, adapt or abandon",
  "evidence": "C measure and its series, small counts held back", "withdrawn_at": "C when it was taken back"}');

create table network.uptake (
  community_id uuid not null,
  id uuid not null,
  lesson_community_id uuid not null,
  lesson_id uuid not null,
  site_id uuid not null,
  organisation_id uuid not null,
  site_name jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, lesson_community_id, lesson_id, site_id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index uptake_lesson on network.uptake (lesson_community_id, lesson_id);
select kernel.describe('network.uptake', 'A site that uses another site''s lesson.', '{
  "lesson_community_id": "C community of the lesson", "lesson_id": "C the lesson", "site_name": "C names of the site that uses it"}');

create table network.member (
  community_id uuid not null,
  id uuid not null,
  community_name jsonb not null,
  organisation_name jsonb not null,
  site_name jsonb not null,
  setting text,
  programs text[] not null default '{}',
  profile text,
  withdrawn_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, id) references identity.site (community_id, id)
);
select kernel.describe('network.member', 'A site that is listed in the network, by the decision of its community.', '{
  "id": "C id of the site", "community_name": "C names of the community", "organisation_name": "C names of the organisation", "site_name": "C names of the site",
  "setting": "C setting type", "programs": "C program models it runs", "profile": "C published profile it is described by", "withdrawn_at": "C when it was taken out"}');

select kernel.make_history('network');
select kernel.keep_history('network.lesson');
select kernel.keep_history('network.published_lesson');
select kernel.keep_history('network.member');
