-- Two people code the same texts apart, and what the team then agrees on: rounds, readings, and a consensus layer beside the originals.

create table coding.round (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  share numeric(4, 3) not null check (share > 0 and share <= 1),
  seed integer not null check (seed >= 0),
  drawn_from integer not null check (drawn_from > 0),
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
create index round_of_study on coding.round (community_id, study_id, created_at);
select kernel.describe('coding.round', 'A sample of texts that several people code without seeing each other''s codings.', '{
  "study_id": "B the study", "name": "B what the team calls it", "share": "B share of the texts that was drawn", "seed": "B seed of the draw, so that it can be drawn again",
  "drawn_from": "B how many texts it was drawn from", "closed_at": "B when it ended, finished or not"}');
select kernel.keep_history('coding.round');

-- One coder's work on one text: given in a round, or marked finished by itself. A coder of an imported file is known by a name.
create table coding.reading (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  round_id uuid,
  coder_id uuid,
  coder_name text,
  finished_at timestamptz,
  content_version integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (num_nonnulls(coder_id, coder_name) = 1),
  check ((finished_at is null) = (content_version is null)),
  check (round_id is null or coder_id is not null),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, round_id) references coding.round (community_id, id),
  foreign key (community_id, coder_id) references identity.account (community_id, id)
);
create unique index reading_of_account on coding.reading (community_id, source_id, coder_id) where coder_id is not null;
create unique index reading_of_name on coding.reading (community_id, source_id, coder_name) where coder_name is not null;
create index reading_of_round on coding.reading (community_id, round_id, source_id);
create index reading_of_study on coding.reading (community_id, study_id, source_id);
select kernel.describe('coding.reading', 'One coder''s work on one text, to be done or finished.', '{
  "study_id": "B the study", "source_id": "A the text", "round_id": "B the round it belongs to", "coder_id": "B account that codes", "coder_name": "A coder as an imported file says",
  "finished_at": "B when the coder was done with the text", "content_version": "B version of the text that was finished"}');
select kernel.keep_history('coding.reading');

-- What the team agrees on for one text. Its codings stand in a layer of their own; once it is done they count, and the originals only stay.
create table coding.consensus (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  done_at timestamptz,
  done_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, source_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id)
);
select kernel.describe('coding.consensus', 'The coding of a text that the team agrees on, made out of what several coders did apart.', '{
  "study_id": "B the study", "source_id": "A the text", "done_at": "B since when it counts in place of the originals", "done_by": "B account that said it is done"}');
select kernel.keep_history('coding.consensus');

alter table coding.coding
  add column layer text not null default 'coder' check (layer in ('coder', 'consensus')),
  add column counted boolean not null default true;

-- What became of one original coding: taken into the consensus as another coding says it, or left out.
create table coding.verdict (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  consensus_id uuid not null,
  coding_id uuid not null,
  kept_as uuid,
  together boolean not null default false,
  reason_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, coding_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, consensus_id) references coding.consensus (community_id, id),
  foreign key (community_id, coding_id) references coding.coding (community_id, id),
  foreign key (community_id, kept_as) references coding.coding (community_id, id)
);
create index verdict_of_consensus on coding.verdict (community_id, consensus_id);
create index verdict_kept_as on coding.verdict (community_id, kept_as) where kept_as is not null;
select kernel.describe('coding.verdict', 'What became of one coder''s coding when the team agreed.', '{
  "study_id": "B the study", "source_id": "A the text", "consensus_id": "B the consensus", "coding_id": "B the original coding", "kept_as": "B coding of the consensus that took it up, empty when it was left out",
  "together": "B whether the coders had said the same by themselves", "reason_sealed": "A+ why, sealed"}');
select kernel.keep_history('coding.verdict');

select kernel.describe('coding.coding', 'One code put on one passage of a text by one person.', '{
  "study_id": "B the study", "source_id": "A the text", "content_version": "B version of the text that the offsets count in",
  "start_at": "B first character, in Unicode code points from 0", "end_at": "B character after the last", "code_system": "C code system, or own for a code of the team",
  "code_version": "C its version", "code": "B the code", "construct": "B construct the code belongs to", "domain": "B domain the code belongs to",
  "valence": "B barrier, facilitator, mixed or neutral", "strength": "B 0 to 2", "coder_name": "A who coded it, as an imported file says",
  "memo_sealed": "A+ the coder''s note, sealed", "fingerprint": "B keyed hash of an imported record, so that it is not loaded twice",
  "removed_at": "B when it was taken off the passage", "crossed_code": "B second code that says which side of the first is meant, such as a characteristic of a role",
  "crossed_construct": "B construct the second code belongs to", "stands_as": "B version whose content it has: earlier than its version after an undo, 0 when its making was undone",
  "lost_in": "B version of the text in which its words were deleted", "layer": "B coder for what one person said, consensus for what the team agreed on",
  "counted": "B whether counts, quotes and reports take it in: not while coders work apart, nor once a consensus took its place"}');

-- The texts somebody codes blind: theirs in a round that is open and that not everybody has finished on that text. The counts of the matrix are kept
-- over every coding, whoever's change they follow.
create function coding.blind_texts() returns uuid[] language sql stable parallel safe as $$
  select case when current_setting('app.counting', true) = 'on' then '{}' else coalesce(array_agg(distinct mine.source_id), '{}') end
  from coding.reading mine
    join coding.round r on r.community_id = mine.community_id and r.id = mine.round_id and r.closed_at is null
  where mine.community_id = app.community() and mine.coder_id = app.account()
    and exists (select 1 from coding.reading other where other.community_id = mine.community_id and other.round_id = mine.round_id
      and other.source_id = mine.source_id and other.finished_at is null)
$$;

-- Where a new or changed coding belongs. Waits for a text that is just being finished or agreed on. What a coder finished in a round stays as it
-- is, and so does a text whose consensus is done; only the text's corrections and the codebook still carry codings along.
create function coding.place_coding() returns trigger language plpgsql as $$
declare
  carried boolean := false;
  reading record;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('coding.text/' || new.source_id::text, 0));
  if tg_op = 'UPDATE' then
    if new.layer <> old.layer then raise exception 'a coding stays in its layer' using errcode = '23514'; end if;
    carried := (new.valence, new.strength, new.coder_name) is not distinct from (old.valence, old.strength, old.coder_name)
      and (new.removed_at is not distinct from old.removed_at or new.lost_in is distinct from old.lost_in)
      and ((new.start_at, new.end_at) = (old.start_at, old.end_at) or new.content_version <> old.content_version);
  end if;
  if carried then return new; end if;
  if exists (select 1 from coding.consensus c where c.community_id = new.community_id and c.source_id = new.source_id and c.done_at is not null) then
    raise exception 'the consensus of this text is done' using errcode = 'TR002', constraint = 'coding.consensusDone';
  end if;
  if new.layer = 'consensus' then
    if tg_op = 'INSERT' then new.counted := false; end if;
    return new;
  end if;
  if new.coder_name is not null then return new; end if;
  select mine.finished_at, r.closed_at, exists (select 1 from coding.reading other where other.community_id = mine.community_id
      and other.round_id = mine.round_id and other.source_id = mine.source_id and other.finished_at is null) as waiting
    into reading from coding.reading mine join coding.round r on r.community_id = mine.community_id and r.id = mine.round_id
    where mine.community_id = new.community_id and mine.source_id = new.source_id and mine.coder_id = new.created_by;
  if not found then return new; end if;
  if reading.finished_at is not null then
    raise exception 'this reading is finished' using errcode = 'TR002', constraint = 'coding.readingFinished';
  end if;
  if tg_op = 'INSERT' then new.counted := reading.closed_at is not null or not reading.waiting; end if;
  return new;
end $$;
create trigger place_coding before insert or update on coding.coding for each row execute function coding.place_coding();

-- The counts of the matrix take in what is counted: not what coders still do apart, nor originals that a consensus replaced.
create or replace function coding.retally(p_moved coding.moved[]) returns void language plpgsql set enable_nestloop = off as $$
declare
  one uuid;
  open_texts uuid[];
begin
  perform set_config('app.counting', 'on', true);
  for one in select distinct m.study_id from unnest(p_moved) as m order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('coding.tally/' || one::text, 0));
  end loop;
  open_texts := array(select s.id from evidence.source s where s.consent <> 'withdrawn'
    and s.community_id = any (array(select distinct m.community_id from unnest(p_moved) as m))
    and s.id = any (array(select distinct m.source_id from unnest(p_moved) as m)));
  with touched as (
    select m.community_id, m.study_id, m.source_id, coalesce(m.site_id::text, '') as site_key, m.start_at, m.end_at, l.level, l.key, m.valence, sum(m.sign) as more
    from unnest(p_moved) as m cross join lateral coding.cells(m.construct, m.domain, m.crossed) as l
    where m.source_id = any (open_texts)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), counted as (
    select t.community_id, t.study_id, t.level, t.key, t.site_key, t.valence, t.more,
      count(c.id) filter (where t.level = 'site' or (t.level = 'domain' and c.domain = t.key)
        or (t.level = 'construct' and (c.construct = t.key or c.crossed_construct = t.key))) as now_there
    from touched t
    left join coding.coding c on c.source_id = t.source_id and c.start_at = t.start_at and c.end_at = t.end_at and c.valence = t.valence
      and c.community_id = t.community_id and c.removed_at is null and c.counted and c.source_id = any (open_texts)
      and c.start_at = any (array(select m.start_at from unnest(p_moved) as m))
    where t.more <> 0
    group by t.community_id, t.study_id, t.source_id, t.start_at, t.end_at, t.level, t.key, t.site_key, t.valence, t.more
  )
  insert into coding.tally as kept (community_id, study_id, level, key, site_key, valence, codings, passages)
  select community_id, study_id, level, key, site_key, valence, sum(more), sum((now_there > 0)::int - (now_there - more > 0)::int)
  from counted group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6
  on conflict (community_id, study_id, level, key, site_key, valence)
    do update set codings = kept.codings + excluded.codings, passages = kept.passages + excluded.passages;
  perform set_config('app.counting', '', true);
end $$;

create or replace function coding.count_added() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(a.community_id, a.study_id, a.source_id, a.site_id, a.start_at, a.end_at, a.construct, a.domain, a.valence, 1,
    a.crossed_construct)::coding.moved)) from added a where a.removed_at is null and a.counted;
  return null;
end $$;
create or replace function coding.count_changed() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(m.community_id, m.study_id, m.source_id, m.site_id, m.start_at, m.end_at, m.construct, m.domain, m.valence, m.sign,
    m.crossed_construct)::coding.moved))
    from (select a.*, 1 as sign from added a where a.removed_at is null and a.counted union all select r.*, -1 from removed r where r.removed_at is null and r.counted) m;
  return null;
end $$;
create or replace function coding.count_consent() returns trigger language plpgsql as $$
declare
  sign constant integer := case when new.consent = 'withdrawn' then -1 else 1 end;
begin
  perform set_config('app.counting', 'on', true);
  perform pg_advisory_xact_lock(hashtextextended('coding.tally/' || new.study_id::text, 0));
  insert into coding.tally as kept (community_id, study_id, level, key, site_key, valence, codings, passages)
  select c.community_id, c.study_id, l.level, l.key, coalesce(c.site_id::text, ''), c.valence,
    sign * count(*), sign * count(distinct (c.start_at, c.end_at))
  from coding.coding c cross join lateral coding.cells(c.construct, c.domain, c.crossed_construct) as l
  where c.community_id = new.community_id and c.source_id = new.id and c.removed_at is null and c.counted
  group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6
  on conflict (community_id, study_id, level, key, site_key, valence)
    do update set codings = kept.codings + excluded.codings, passages = kept.passages + excluded.passages;
  perform set_config('app.counting', '', true);
  return null;
end $$;
