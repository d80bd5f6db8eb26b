-- A text that is corrected keeps what it was, and how every place in it moved, so that whatever points into it stays on its words.

create table evidence.text_shift (
  community_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  content_version integer not null check (content_version > 1),
  hunks jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, source_id, content_version),
  foreign key (community_id, source_id) references evidence.source (community_id, id)
);
select kernel.describe('evidence.text_shift', 'How the places of a text moved when it was corrected; the text before stays in the history.', '{
  "source_id": "B the text", "content_version": "B version of the text that the correction made",
  "hunks": "B what was replaced: place in the text before, characters removed, characters added, how many of them are the same at the beginning and at the end"}');

-- A memo that only moves along with a corrected text keeps its content, as a coding does.
create or replace function coding.own_content() returns trigger language plpgsql as $$
begin
  if new.stands_as is distinct from old.stands_as then return new; end if;
  if tg_table_name = 'coding' then
    if (new.code, new.crossed_code, new.valence, new.strength, new.memo_sealed, new.removed_at, new.coder_name)
      is not distinct from (old.code, old.crossed_code, old.valence, old.strength, old.memo_sealed, old.removed_at, old.coder_name)
      and ((new.start_at, new.end_at) = (old.start_at, old.end_at) or new.content_version <> old.content_version) then return new; end if;
  elsif tg_table_name = 'memo' then
    if (new.text_sealed, new.links, new.removed_at) is not distinct from (old.text_sealed, old.links, old.removed_at) then return new; end if;
  end if;
  new.stands_as := new.version;
  return new;
end $$;
