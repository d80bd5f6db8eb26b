-- What only a person knows of a study, said once for the checklists of its report.

create schema reports;
grant usage on schema reports to tributary_app;

create table reports.item (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  list text not null,
  code text not null,
  said_sealed bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, study_id, list, code),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
select kernel.describe('reports.item', 'What a person says to one item of a reporting checklist, because no record of the study holds it.', '{
  "study_id": "B the study", "list": "C checklist", "code": "C item of the checklist", "said_sealed": "A+ what they say, sealed under the study"}');
select kernel.make_history('reports');
select kernel.keep_history('reports.item');
