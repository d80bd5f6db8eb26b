-- A study's own codebook beside the locked one, codes that cross, what each person did (so that it can be undone), memos, proposed codes.

create table coding.code (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  code text not null,
  own boolean not null generated always as (code = id::text) stored,
  parent text,
  name text,
  definition text,
  include text,
  exclude text,
  instead text[] not null default '{}',
  color text check (color ~ '^#[0-9a-f]{6}$'),
  codable boolean not null default true,
  origin text not null default 'team' check (origin in ('team', 'words', 'import')),
  position integer not null default 0,
  retired_at timestamptz,
  merged_into text,
  removed_at timestamptz,
  stands_as integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, code),
  check (code <> id::text or name is not null),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('coding.code', 'A code of the team''s own, or what a study says beside a code of its locked codebook.', '{
  "study_id": "B the study", "code": "B its key in codings: its own id, or the code of the locked codebook it speaks of", "own": "B whether the team made it",
  "parent": "B code it stands under", "name": "A what it is called; may be words somebody said", "definition": "B what it means", "include": "B what belongs in it",
  "exclude": "B what does not", "instead": "B codes to use instead", "color": "B colour, #rrggbb", "codable": "B whether passages may carry it, or it only groups others",
  "origin": "B made by the team, from words somebody said, or imported", "position": "B place among its neighbours", "retired_at": "B since when nothing new is coded with it",
  "merged_into": "B code that took its place", "removed_at": "B when its making was undone", "stands_as": "B version whose content it has: earlier than its version after an undo, 0 when its making was undone"}');
select kernel.keep_history('coding.code');

alter table coding.coding
  add column crossed_code text,
  add column crossed_construct text,
  add column stands_as integer not null default 1,
  add column lost_in integer,
  add check ((crossed_code is null) = (crossed_construct is null));
create index coding_of_code on coding.coding (study_id, code) where removed_at is null;
create index coding_crossed on coding.coding (study_id, crossed_construct, valence, site_id) where removed_at is null and crossed_construct is not null;
select kernel.describe('coding.coding', 'One code put on one passage of a text by one person.', '{
  "study_id": "B the study", "source_id": "A the text", "content_version": "B version of the text that the offsets count in",
  "start_at": "B first character, in Unicode code points from 0", "end_at": "B character after the last", "code_system": "C code system, or own for a code of the team",
  "code_version": "C its version", "code": "B the code", "construct": "B construct the code belongs to", "domain": "B domain the code belongs to",
  "valence": "B barrier, facilitator, mixed or neutral", "strength": "B 0 to 2", "coder_name": "A who coded it, as an imported file says",
  "memo_sealed": "A+ the coder''s note, sealed", "fingerprint": "B keyed hash of an imported record, so that it is not loaded twice",
  "removed_at": "B when it was taken off the passage", "crossed_code": "B second code that says which side of the first is meant, such as a characteristic of a role",
  "crossed_construct": "B construct the second code belongs to", "stands_as": "B version whose content it has: earlier than its version after an undo, 0 when its making was undone",
  "lost_in": "B version of the text in which its words were deleted"}');

-- A change makes a content of its own, unless it says which earlier content it puts back. Moving along with a corrected text, or counting elsewhere
-- because the codebook was rearranged, leaves the content what it was.
create function coding.own_content() returns trigger language plpgsql as $$
begin
  if new.stands_as is distinct from old.stands_as then return new; end if;
  if tg_table_name = 'coding' then
    if (new.code, new.crossed_code, new.valence, new.strength, new.memo_sealed, new.removed_at, new.coder_name)
      is not distinct from (old.code, old.crossed_code, old.valence, old.strength, old.memo_sealed, old.removed_at, old.coder_name)
      and ((new.start_at, new.end_at) = (old.start_at, old.end_at) or new.content_version <> old.content_version) then return new; end if;
  end if;
  new.stands_as := new.version;
  return new;
end $$;
create trigger own_content before update on coding.coding for each row execute function coding.own_content();
create trigger own_content before update on coding.code for each row execute function coding.own_content();

-- What one person did in one step: each thing it changed, with the content before and after.
create table coding.deed (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid,
  what text not null,
  at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  left_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id)
);
create index deed_of_person on coding.deed (created_by, study_id, at);
select kernel.describe('coding.deed', 'What one person did in one step of coding, so that it can be undone and done again.', '{
  "study_id": "B the study", "source_id": "A the text it was done on", "what": "B what was done", "at": "B when, by the database clock",
  "undone_at": "B when it was undone", "left_at": "B when it was left out of undoing, because somebody had changed the thing since"}');

create table coding.deed_step (
  community_id uuid not null,
  deed_id uuid not null,
  thing text not null check (thing in ('coding', 'code', 'memo')),
  row_id uuid not null,
  before_version integer not null check (before_version >= 0),
  after_version integer not null check (after_version > 0),
  created_by uuid not null,
  primary key (community_id, deed_id, thing, row_id),
  foreign key (community_id, deed_id) references coding.deed (community_id, id)
);
select kernel.describe('coding.deed_step', 'One thing that a deed changed.', '{
  "deed_id": "B the deed", "thing": "B coding, code or memo", "row_id": "B the thing", "before_version": "B its content before, 0 when it was not there", "after_version": "B its content after"}');

create table coding.memo (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  about text not null check (about in ('study', 'source', 'passage', 'coding', 'code')),
  source_id uuid,
  coding_id uuid,
  code text,
  start_at integer,
  end_at integer,
  content_version integer,
  text_sealed bytea not null,
  links jsonb not null default '[]',
  removed_at timestamptz,
  stands_as integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check ((about in ('source', 'passage', 'coding')) = (source_id is not null)),
  check ((about = 'coding') = (coding_id is not null)),
  check ((about = 'code') = (code is not null)),
  check ((about = 'passage') = (start_at is not null) and (start_at is null) = (end_at is null) and (start_at is null) = (content_version is null)),
  check (end_at > start_at),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, coding_id) references coding.coding (community_id, id)
);
create index memo_of_study on coding.memo (study_id, id) where removed_at is null;
create index memo_of_text on coding.memo (source_id) where removed_at is null;
select kernel.describe('coding.memo', 'A thought somebody wrote down while analysing, about a study, text, passage, coding or code.', '{
  "study_id": "B the study", "about": "B study, source, passage, coding or code", "source_id": "A the text", "coding_id": "B the coding", "code": "B the code",
  "start_at": "B first character of the passage, in Unicode code points", "end_at": "B character after the last", "content_version": "B version of the text that the offsets count in",
  "text_sealed": "A+ the thought, sealed under the text or, without one, the study", "links": "B codes, texts and memos it points to", "removed_at": "B when it was taken away",
  "stands_as": "B version whose content it has: earlier than its version after an undo, 0 when its making was undone"}');
select kernel.keep_history('coding.memo');
create trigger own_content before update on coding.memo for each row execute function coding.own_content();

-- Codes that were proposed for a passage by ranking words, and what a person decided. A proposal is never counted; what is accepted becomes a coding.
create table coding.proposal (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  content_version integer not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null,
  code text not null,
  score real not null,
  because text not null check (because in ('codebook', 'codings', 'both')),
  decided text not null check (decided in ('accepted', 'refused')),
  coding_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (end_at > start_at),
  check ((decided = 'accepted') = (coding_id is not null)),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, coding_id) references coding.coding (community_id, id)
);
create index proposal_of_text on coding.proposal (source_id, start_at);
select kernel.describe('coding.proposal', 'A code that ranking words proposed for a passage, and what a person decided.', '{
  "study_id": "B the study", "source_id": "A the text", "content_version": "B version of the text that the offsets count in", "start_at": "B first character, in Unicode code points",
  "end_at": "B character after the last", "code": "B the code proposed", "score": "B how well the words fitted, as the ranking counts", "because": "B whether the codebook, earlier codings or both spoke for it",
  "decided": "B accepted or refused", "coding_id": "B the coding that was made of it"}');

-- A crossed coding counts in both constructs; both stand in one domain.
alter type coding.moved add attribute crossed text;
create function coding.cells(p_construct text, p_domain text, p_crossed text) returns table (level text, key text) language sql immutable parallel safe as $$
  select * from (values ('construct', p_construct), ('domain', p_domain), ('site', ''), ('construct', p_crossed)) as v(level, key)
  where v.key is not null and (v.level, v.key, v.key = p_crossed) is distinct from ('construct', p_construct, true)
$$;

create or replace function coding.retally(p_moved coding.moved[]) returns void language plpgsql set enable_nestloop = off as $$
declare
  one uuid;
  open_texts uuid[];
begin
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
      and c.community_id = t.community_id and c.removed_at is null and c.source_id = any (open_texts)
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
end $$;

create or replace function coding.count_added() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(a.community_id, a.study_id, a.source_id, a.site_id, a.start_at, a.end_at, a.construct, a.domain, a.valence, 1,
    a.crossed_construct)::coding.moved)) from added a where a.removed_at is null;
  return null;
end $$;
create or replace function coding.count_changed() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(m.community_id, m.study_id, m.source_id, m.site_id, m.start_at, m.end_at, m.construct, m.domain, m.valence, m.sign,
    m.crossed_construct)::coding.moved))
    from (select a.*, 1 as sign from added a where a.removed_at is null union all select r.*, -1 from removed r where r.removed_at is null) m;
  return null;
end $$;
create or replace function coding.count_consent() returns trigger language plpgsql as $$
declare
  sign constant integer := case when new.consent = 'withdrawn' then -1 else 1 end;
begin
  perform pg_advisory_xact_lock(hashtextextended('coding.tally/' || new.study_id::text, 0));
  insert into coding.tally as kept (community_id, study_id, level, key, site_key, valence, codings, passages)
  select c.community_id, c.study_id, l.level, l.key, coalesce(c.site_id::text, ''), c.valence,
    sign * count(*), sign * count(distinct (c.start_at, c.end_at))
  from coding.coding c cross join lateral coding.cells(c.construct, c.domain, c.crossed_construct) as l
  where c.community_id = new.community_id and c.source_id = new.id and c.removed_at is null
  group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6
  on conflict (community_id, study_id, level, key, site_key, valence)
    do update set codings = kept.codings + excluded.codings, passages = kept.passages + excluded.passages;
  return null;
end $$;
drop function coding.cells(text, text);

-- What a new or moved coding must know of its text. Waits for a correction of the text under way, and makes one wait until the coding is kept.
create function coding.text_now(p_source uuid) returns table (study_id uuid, site_id uuid, characters integer, content_version integer) language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('coding.text/' || p_source::text, 0));
  return query select s.study_id, s.site_id, s.characters, s.content_version from evidence.open_source s
    where s.community_id = app.community() and s.id = p_source;
end $$;
