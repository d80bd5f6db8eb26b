-- Ratings of participants as well as of sites, made apart by each analyst, and the site memo they are written for: summaries of domains with quotes.

alter table coding.rating
  alter column site_id drop not null,
  alter column value drop not null,
  add column participant_id uuid,
  add column analyst_name text check (length(analyst_name) between 1 and 200),
  add column subject_id uuid generated always as (coalesce(participant_id, site_id)) stored,
  add constraint rating_of_one check (num_nonnulls(site_id, participant_id) = 1),
  add constraint rating_by_one check (analyst_name is null or layer = 'analyst'),
  add foreign key (community_id, participant_id) references evidence.participant (community_id, id);
drop index coding.rating_of_analyst;
drop index coding.rating_of_team;
create unique index rating_of_analyst on coding.rating (community_id, study_id, subject_id, construct, created_by)
  where layer = 'analyst' and analyst_name is null;
create unique index rating_of_named on coding.rating (community_id, study_id, subject_id, construct, analyst_name) where analyst_name is not null;
create unique index rating_of_team on coding.rating (community_id, study_id, subject_id, construct) where layer = 'consensus';
select kernel.describe('coding.rating', 'How a construct bears on the work at one site or for one participant, as one analyst or the team rates it.', '{
  "study_id": "B the study", "construct": "B the construct", "layer": "B analyst for one person, consensus for the team",
  "value": "B -2 to 2, X mixed, M missing, empty while only a summary is written", "summary_sealed": "A+ what was said, in short, sealed under the study",
  "rationale_sealed": "A+ why it is rated so, sealed under the study", "participant_id": "A who is rated, when it is not a site",
  "analyst_name": "A who rated it, as an imported file says", "subject_id": "A the site or the participant", "changed_by": "B account that changed it last",
  "changed_at": "B when"}');

alter table coding.rating_rule add column raters integer not null default 2 check (raters between 1 and 6);
select kernel.describe('coding.rating_rule', 'When a construct is said to set sites that do well apart from others, and how many rate a cell apart.', '{
  "study_id": "B the study", "strong_apart": "B difference of the means from which it is strong", "weak_apart": "B difference of the means from which it is weak",
  "least_sites": "B rated sites needed on each side", "mixed_as_zero": "B whether X counts as 0 or is left out",
  "raters": "B analysts who rate a cell before any of them sees what the others said"}');

-- Who has rated a cell, without what they said: the ratings of a cell stay hidden from each other until enough have.
create table coding.rated (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  subject_id uuid not null,
  construct text not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, subject_id, construct, created_by),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, id) references coding.rating (community_id, id)
);
select kernel.describe('coding.rated', 'That an analyst has rated a construct at a site or for a participant, without what they said.', '{
  "study_id": "B the study", "subject_id": "A the site or the participant", "construct": "B the construct"}');
insert into coding.rated (community_id, id, study_id, subject_id, construct, created_at, created_by)
  select g.community_id, g.id, g.study_id, g.subject_id, g.construct, g.created_at, g.created_by from coding.rating g where g.layer = 'analyst';

-- How many analysts rate a cell of a study before they see each other's ratings: two, unless the team says otherwise.
create function coding.raters_in(p_community uuid, p_study uuid) returns integer language sql stable as $$
  select coalesce((select r.raters from coding.rating_rule r where r.community_id = p_community and r.study_id = p_study), 2)
$$;

-- Whether enough analysts have rated a cell for their ratings to be seen.
create function coding.shown_ratings(p_community uuid, p_study uuid, p_subject uuid, p_construct text) returns boolean language sql stable as $$
  select (select count(*) from coding.rated r where r.community_id = p_community and r.study_id = p_study and r.subject_id = p_subject
    and r.construct = p_construct) >= coding.raters_in(p_community, p_study)
$$;

-- Notes that an analyst has rated. What was shown to the others stays as it was said: what follows from it goes into the team's rating.
create function coding.note_rated() returns trigger language plpgsql as $$
begin
  if new.layer <> 'analyst' or new.analyst_name is not null then return new; end if;
  if tg_op = 'UPDATE' and new.value is distinct from old.value and coding.raters_in(new.community_id, new.study_id) > 1
    and coding.shown_ratings(new.community_id, new.study_id, new.subject_id, new.construct)
    and exists (select 1 from coding.rated r where r.community_id = new.community_id and r.id = new.id) then
    raise exception 'these ratings were shown' using errcode = 'TR002', constraint = 'coding.ratingShown';
  end if;
  if new.value is not null then
    insert into coding.rated (community_id, id, study_id, subject_id, construct, created_by)
      values (new.community_id, new.id, new.study_id, new.subject_id, new.construct, new.created_by) on conflict do nothing;
  end if;
  return new;
end $$;
create trigger note_rated after insert or update on coding.rating for each row execute function coding.note_rated();

-- What a domain comes to at one site, or over all of them, in the team's words.
create table coding.domain_summary (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  domain text not null,
  site_id uuid,
  text_sealed bytea not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique nulls not distinct (community_id, study_id, domain, site_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
select kernel.describe('coding.domain_summary', 'What a domain comes to at one site, or over all of them, in the words of the team.', '{
  "study_id": "B the study", "domain": "B the domain", "text_sealed": "A+ the summary, sealed under the study", "changed_by": "B account that changed it last", "changed_at": "B when"}');
select kernel.keep_history('coding.domain_summary');

create table coding.domain_quote (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  summary_id uuid not null,
  coding_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, summary_id, coding_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, summary_id) references coding.domain_summary (community_id, id),
  foreign key (community_id, coding_id) references coding.coding (community_id, id)
);
create index domain_quote_coding on coding.domain_quote (community_id, coding_id);
select kernel.describe('coding.domain_quote', 'A passage that illustrates the summary of a domain.', '{
  "study_id": "B the study", "summary_id": "B the summary", "coding_id": "B the coding whose passage it is"}');
