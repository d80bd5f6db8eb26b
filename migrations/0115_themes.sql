-- What a study found: themes in a sentence of plain words, with the constructs and the passages they rest on.

create table coding.theme (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  position integer not null,
  valence text not null check (valence in ('barrier', 'facilitator', 'mixed', 'neutral')),
  minor boolean not null default false,
  constructs text[] not null default '{}',
  name_sealed bytea not null,
  plain_en_sealed bytea,
  plain_fr_sealed bytea,
  removed_at timestamptz,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
create index theme_study on coding.theme (community_id, study_id, position) where removed_at is null;
select kernel.describe('coding.theme', 'What a study found, in a sentence of plain words.', '{
  "study_id": "B the study", "position": "B its place among the themes", "valence": "B barrier, facilitator, mixed or neutral", "minor": "B whether it is a minor theme",
  "constructs": "B constructs it belongs to", "name_sealed": "A+ what the team calls it, sealed under the study", "plain_en_sealed": "A+ the sentence in English, sealed under the study",
  "plain_fr_sealed": "A+ the sentence in French, sealed under the study", "removed_at": "B when it was taken away"}');
select kernel.keep_history('coding.theme');

-- The passages a theme rests on, in the order they are shown.
create table coding.theme_quote (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  theme_id uuid not null,
  coding_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, theme_id, coding_id),
  foreign key (community_id, study_id) references evidence.study (community_id, id),
  foreign key (community_id, theme_id) references coding.theme (community_id, id),
  foreign key (community_id, coding_id) references coding.coding (community_id, id)
);
create index theme_quote_coding on coding.theme_quote (community_id, coding_id);
select kernel.describe('coding.theme_quote', 'A passage that a theme rests on.', '{
  "study_id": "B the study", "theme_id": "B the theme", "coding_id": "B the coding whose passage it is"}');
