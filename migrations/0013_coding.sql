-- What passages mean: codings of stretches of text, and the counts behind the matrix, kept up to date with every coding.

create schema coding;
grant usage on schema coding to tributary_app, tributary_worker;

create table coding.coding (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source_id uuid not null,
  site_id uuid,
  content_version integer not null default 1,
  start_at integer not null check (start_at >= 0),
  end_at integer not null,
  code_system text not null,
  code_version text not null,
  code text not null,
  construct text not null,
  domain text not null,
  valence text not null check (valence in ('barrier', 'facilitator', 'mixed', 'neutral')),
  strength smallint check (strength between 0 and 2),
  coder_name text,
  memo_sealed bytea,
  fingerprint bigint,
  removed_at timestamptz,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (end_at > start_at),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, source_id) references evidence.source (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index coding_passage on coding.coding (source_id, start_at, end_at) where removed_at is null;
create index coding_cell on coding.coding (study_id, construct, valence, site_id) where removed_at is null;
create index coding_domain on coding.coding (study_id, domain, valence, site_id) where removed_at is null;
create unique index coding_fingerprint on coding.coding (community_id, source_id, fingerprint) where fingerprint is not null;
select kernel.describe('coding.coding', 'One code put on one passage of a text by one person.', '{
  "study_id": "B the study", "source_id": "A the text", "content_version": "B version of the text that the offsets count in",
  "start_at": "B first character, in Unicode code points from 0", "end_at": "B character after the last", "code_system": "C code system",
  "code_version": "C its version", "code": "B the code", "construct": "B construct the code belongs to", "domain": "B domain the code belongs to",
  "valence": "B barrier, facilitator, mixed or neutral", "strength": "B 0 to 2", "coder_name": "A who coded it, as an imported file says",
  "memo_sealed": "A+ the coder''s note, sealed", "fingerprint": "B keyed hash of an imported record, so that it is not loaded twice",
  "removed_at": "B when it was taken off the passage"}');
select kernel.make_history('coding');
select kernel.keep_history('coding.coding');

-- The counts of the matrix. A passage is counted once in a cell however many codings put it there; being one text's passage it belongs to one site.
create table coding.tally (
  community_id uuid not null,
  study_id uuid not null,
  level text not null check (level in ('construct', 'domain', 'site')),
  key text not null,
  site_key text not null,
  valence text not null,
  codings bigint not null,
  passages bigint not null,
  primary key (community_id, study_id, level, key, site_key, valence)
);
select kernel.describe('coding.tally', 'How many codings and distinct passages stand in a cell of the matrix.', '{
  "study_id": "B the study", "level": "B what the row of the matrix is", "key": "B code of the construct or domain, or empty for the site alone",
  "site_key": "B id of the site, or empty", "valence": "B barrier, facilitator, mixed or neutral", "codings": "B codings", "passages": "B distinct passages"}');

-- Every cell a coding counts in, one row for each level.
create function coding.cells(p_construct text, p_domain text) returns table (level text, key text) language sql immutable parallel safe as $$
  values ('construct', p_construct), ('domain', p_domain), ('site', '')
$$;

-- A coding that a statement added (sign 1) or took away (sign -1).
create type coding.moved as (
  community_id uuid, study_id uuid, source_id uuid, site_id uuid, start_at integer, end_at integer, construct text, domain text, valence text, sign integer
);

-- Brings the counts up to date with the codings a statement added and took away. One writer in a study at a time, so that two who code
-- the same passage at once do not both count it. The codings of the touched texts are read once, whatever the planner believes of a
-- table that was never analysed: a loop of look-ups there was seen to take a hundred times as long.
create function coding.retally(p_moved coding.moved[]) returns void language plpgsql set enable_nestloop = off as $$
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
    from unnest(p_moved) as m cross join lateral coding.cells(m.construct, m.domain) as l
    where m.source_id = any (open_texts)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), counted as (
    select t.community_id, t.study_id, t.level, t.key, t.site_key, t.valence, t.more,
      count(c.id) filter (where t.level = 'site' or (t.level = 'domain' and c.domain = t.key) or (t.level = 'construct' and c.construct = t.key)) as now_there
    from touched t
    left join coding.coding c on c.source_id = t.source_id and c.start_at = t.start_at and c.end_at = t.end_at and c.valence = t.valence
      and c.community_id = t.community_id and c.removed_at is null and c.source_id = any (open_texts)
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

create function coding.count_added() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(a.community_id, a.study_id, a.source_id, a.site_id, a.start_at, a.end_at, a.construct, a.domain, a.valence, 1)::coding.moved))
    from added a where a.removed_at is null;
  return null;
end $$;
create function coding.count_changed() returns trigger language plpgsql as $$
begin
  perform coding.retally(array_agg(row(m.community_id, m.study_id, m.source_id, m.site_id, m.start_at, m.end_at, m.construct, m.domain, m.valence, m.sign)::coding.moved))
    from (select a.*, 1 as sign from added a where a.removed_at is null union all select r.*, -1 from removed r where r.removed_at is null) m;
  return null;
end $$;
create trigger count_added after insert on coding.coding referencing new table as added for each statement execute function coding.count_added();
create trigger count_changed after update on coding.coding referencing new table as added old table as removed
  for each statement execute function coding.count_changed();

-- A text that is withdrawn leaves the counts in the transaction that withdraws it, and comes back in the one that allows it again.
create function coding.count_consent() returns trigger language plpgsql as $$
declare
  sign constant integer := case when new.consent = 'withdrawn' then -1 else 1 end;
begin
  perform pg_advisory_xact_lock(hashtextextended('coding.tally/' || new.study_id::text, 0));
  insert into coding.tally as kept (community_id, study_id, level, key, site_key, valence, codings, passages)
  select c.community_id, c.study_id, l.level, l.key, coalesce(c.site_id::text, ''), c.valence,
    sign * count(*), sign * count(distinct (c.start_at, c.end_at))
  from coding.coding c cross join lateral coding.cells(c.construct, c.domain) as l
  where c.community_id = new.community_id and c.source_id = new.id and c.removed_at is null
  group by 1, 2, 3, 4, 5, 6
  order by 1, 2, 3, 4, 5, 6
  on conflict (community_id, study_id, level, key, site_key, valence)
    do update set codings = kept.codings + excluded.codings, passages = kept.passages + excluded.passages;
  return null;
end $$;
create trigger count_consent after update of consent on evidence.source for each row
  when (new.study_id is not null and (old.consent = 'withdrawn') <> (new.consent = 'withdrawn')) execute function coding.count_consent();
