-- A group says which challenges matter most: what it is asked, what may be chosen, one ballot a person until it closes, and sums that name nobody.

create table coding.ranking (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  site_id uuid,
  open_to text not null check (open_to in ('team', 'staff')),
  places integer not null check (places between 1 and 10),
  asks_ease boolean not null,
  words_sealed bytea not null,
  closed_at timestamptz,
  called_off_at timestamptz,
  voters integer check (voters >= 5),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (site_id is null or open_to = 'staff'),
  check ((closed_at is null) = (voters is null)),
  check (closed_at is null or called_off_at is null),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index ranking_study on coding.ranking (community_id, study_id, created_at);
select kernel.describe('coding.ranking', 'A group is asked which challenges matter most.', '{
  "study_id": "B the study", "open_to": "B team for the people of the study, staff for those who work at the site, or everywhere when no site is named",
  "places": "B how many each person puts in order", "asks_ease": "B whether it is also asked which are easiest to address",
  "words_sealed": "A+ what is asked, in English and French, sealed under the study", "closed_at": "B when the votes were counted",
  "called_off_at": "B when it was called off", "voters": "B how many voted, once it is closed"}');
select kernel.keep_history('coding.ranking');

create table coding.ranking_item (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  ranking_id uuid not null,
  position integer not null check (position >= 1),
  construct text,
  words_sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, ranking_id, position),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, ranking_id) references coding.ranking (community_id, id)
);
select kernel.describe('coding.ranking_item', 'A challenge that a group puts in order with others.', '{
  "study_id": "B the study", "ranking_id": "B the ranking", "position": "B its place on the page", "construct": "B the construct it is, if it is one",
  "words_sealed": "A+ what it says, in English and French, sealed under the study"}');

-- What one person chose, for their own eyes while the ranking is open: without history, and removed when it is counted or called off.
create table coding.ballot (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  ranking_id uuid not null,
  account_id uuid not null,
  weighty uuid[] not null check (cardinality(weighty) between 1 and 10),
  easy uuid[] not null default '{}' check (cardinality(easy) <= 10),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, ranking_id, account_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, ranking_id) references coding.ranking (community_id, id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
select kernel.describe('coding.ballot', 'What one person put in order, until the ranking is counted; for themselves alone.', '{
  "study_id": "B the study", "ranking_id": "B the ranking", "account_id": "A whose", "weighty": "A the challenges that matter most to them, first to last",
  "easy": "A the challenges they find easiest to address, first to last"}');

-- What a group said of one challenge, added up; only where five voted or more.
create table coding.ranking_sum (
  community_id uuid not null,
  ranking_id uuid not null,
  item_id uuid not null,
  question text not null check (question in ('weighty', 'easy')),
  points integer not null check (points >= 0),
  people integer not null check (people >= 0),
  primary key (community_id, ranking_id, item_id, question),
  foreign key (community_id, ranking_id) references coding.ranking (community_id, id),
  foreign key (community_id, item_id) references coding.ranking_item (community_id, id)
);
select kernel.describe('coding.ranking_sum', 'Points that a group gave to one challenge, and how many chose it.', '{
  "ranking_id": "B the ranking", "item_id": "B the challenge", "question": "B weighty for what matters most, easy for what is easiest to address",
  "points": "B points", "people": "B how many chose it"}');

-- A ballot is for an open ranking and for its own challenges, each once in a question. Whoever votes while it is being closed waits, and learns of it.
create function coding.check_ballot() returns trigger language plpgsql as $$
declare
  asked record;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('coding.ranking/' || new.ranking_id::text, 0));
  select r.places, r.asks_ease, r.study_id, r.closed_at is not null or r.called_off_at is not null as over into asked
    from coding.ranking r where r.community_id = new.community_id and r.id = new.ranking_id;
  if asked.over then raise exception 'this ranking is closed' using errcode = 'TR002', constraint = 'coding.rankingClosed'; end if;
  if asked.study_id <> new.study_id or cardinality(new.weighty) > asked.places
    or cardinality(new.easy) > asked.places * asked.asks_ease::integer
    or exists (select 1 from unnest(array[1, 2]) q, lateral (
      select count(*) as chosen, count(distinct i.id) as known
      from unnest(case q when 1 then new.weighty else new.easy end) c (id)
      left join coding.ranking_item i on i.community_id = new.community_id and i.ranking_id = new.ranking_id and i.id = c.id) s where s.chosen <> s.known) then
    raise exception 'a ballot names challenges of its ranking, each once' using errcode = '23514', constraint = 'ballot_names_challenges';
  end if;
  return new;
end $$;
create trigger check_ballot before insert or update on coding.ballot for each row execute function coding.check_ballot();
