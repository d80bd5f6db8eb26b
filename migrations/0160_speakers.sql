-- Who speaks where in a text of several people, tied to the participants of its study; and codings whose words were taken back with their speaker.

create table evidence.speaker (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  role text check (role in ('participant', 'team')),
  participant_id uuid,
  silent boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((role is not distinct from 'participant') = (participant_id is not null)),
  check (not silent or participant_id is not null),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, participant_id) references evidence.participant (community_id, id)
);
create index speaker_source on evidence.speaker (community_id, source_id);
create index speaker_person on evidence.speaker (community_id, participant_id) where participant_id is not null;
create index speaker_silent on evidence.speaker (source_id) where silent;
select kernel.describe('evidence.speaker', 'Somebody who speaks in a text: a participant, or one of the team. Their label stands sealed with the turns.', '{
  "study_id": "B the study", "source_id": "A the text", "role": "A participant, team, or nothing while nobody has said",
  "participant_id": "A who speaks, under a pseudonym", "silent": "A whether they withdrew: their turns are shown to nobody"}');
select kernel.keep_history('evidence.speaker');

create table evidence.turn (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  speaker_id uuid not null,
  start_at integer not null,
  end_at integer not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (end_at > start_at and start_at >= 0),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, speaker_id) references evidence.speaker (community_id, id)
);
create index turn_of_text on evidence.turn (source_id, start_at);
create index turn_of_speaker on evidence.turn (community_id, speaker_id);
select kernel.describe('evidence.turn', 'Where a speaker speaks in the text as it stands now.', '{
  "study_id": "B the study", "source_id": "A the text", "speaker_id": "A who speaks",
  "start_at": "B first character, in Unicode code points from 0, with the label", "end_at": "B character after the last"}');

-- True of a stretch that has words of somebody who withdrew, and of nobody else but the team.
create function evidence.hushed(p_source uuid, p_start integer, p_end integer) returns boolean language sql stable as $$
  select exists (select from evidence.speaker k join evidence.turn t on t.source_id = k.source_id and t.speaker_id = k.id
      where k.source_id = p_source and k.silent and t.start_at < p_end and t.end_at > p_start)
    and not exists (select from evidence.turn t join evidence.speaker k on k.community_id = t.community_id and k.id = t.speaker_id
      where t.source_id = p_source and t.start_at < p_end and t.end_at > p_start and not k.silent and k.role is distinct from 'team')
$$;

alter table coding.coding add column silenced boolean not null default false;
comment on column coding.coding.silenced is 'B whether the words it stands on were taken back by whoever said them: then nobody sees it and nothing counts it';

create or replace function coding.place_coding() returns trigger language plpgsql as $$
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
  if (tg_op = 'INSERT' or (new.start_at, new.end_at) <> (old.start_at, old.end_at)) and evidence.hushed(new.source_id, new.start_at, new.end_at) then
    raise exception 'these words were taken back' using errcode = 'TR002', constraint = 'coding.wordsWithdrawn';
  end if;
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

-- The counts of the matrix leave out what was taken back.

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
      and c.community_id = t.community_id and c.removed_at is null and c.counted and not c.silenced and c.source_id = any (open_texts)
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
    a.crossed_construct)::coding.moved)) from added a where a.removed_at is null and a.counted and not a.silenced;
  return null;
end $$;

create or replace function coding.count_changed() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(m.community_id, m.study_id, m.source_id, m.site_id, m.start_at, m.end_at, m.construct, m.domain, m.valence, m.sign,
    m.crossed_construct)::coding.moved))
    from (select a.*, 1 as sign from added a where a.removed_at is null and a.counted and not a.silenced 
      union all select r.*, -1 from removed r where r.removed_at is null and r.counted and not r.silenced) m;
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
  where c.community_id = new.community_id and c.source_id = new.id and c.removed_at is null and c.counted and not c.silenced
  group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6
  on conflict (community_id, study_id, level, key, site_key, valence)
    do update set codings = kept.codings + excluded.codings, passages = kept.passages + excluded.passages;
  perform set_config('app.counting', '', true);
  return null;
end $$;


-- When somebody withdraws, or comes back, the codings that stand on their words alone leave or return with them, in the same transaction. Codings that
-- others add meanwhile wait, and are placed by what holds then.
create function coding.hush() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('coding.text/' || new.source_id::text, 0));
  perform set_config('app.counting', 'on', true);
  perform set_config('app.silent', 'on', true);
  update coding.coding c set silenced = h.hushed, version = c.version + 1, changed_by = app.account(), changed_at = now()
  from (select k.id, evidence.hushed(k.source_id, k.start_at, k.end_at) as hushed from coding.coding k
    where k.community_id = new.community_id and k.source_id = new.source_id) h
  where c.community_id = new.community_id and c.id = h.id and c.silenced <> h.hushed;
  perform set_config('app.counting', '', true);
  perform set_config('app.silent', '', true);
  return null;
end $$;
create trigger hush after update of silent on evidence.speaker for each row when (new.silent <> old.silent) execute function coding.hush();
