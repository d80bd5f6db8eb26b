-- What was let out of a study although a role and a site together point to few people: who decided, and why.

create table coding.disclosure (
  community_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  what text not null check (what in ('quotes', 'report')),
  groups integer not null check (groups > 0),
  fewest integer not null check (fewest > 0),
  reason_sealed bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, study_id) references evidence.study (community_id, id)
);
create index disclosure_study on coding.disclosure (community_id, study_id, created_at);
select kernel.describe('coding.disclosure', 'A file that left with roles and sites that together point to few people, with the reason. Only ever added.', '{
  "study_id": "B the study", "what": "B quotes or report", "groups": "B how many combinations of role and site pointed to few people", "fewest": "B people in the smallest of them",
  "reason_sealed": "A+ why it was let out all the same, sealed under the study"}');
