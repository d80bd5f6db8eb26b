-- Two people, or two devices of one person, may record one visit: which contacts belong together, as a person said.

alter table care.contact add column session_id uuid;
comment on column care.contact.session_id is 'B session that recorded it: tells two devices of one person apart';

create table care.visit_part (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  data_class text not null check (data_class in ('notes', 'health')),
  visit_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, id) references care.contact (community_id, id),
  foreign key (community_id, visit_id) references care.contact (community_id, id),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
create index visit_part_visit on care.visit_part (community_id, visit_id);
create index visit_part_client on care.visit_part (community_id, client_id);
select kernel.describe('care.visit_part', 'Which visit a contact belongs to, once a person was asked; a visit is named by one of its contacts.', '{
  "id": "B the contact", "data_class": "B class of data its contact is guarded as", "visit_id": "B the contact that stands for the visit: itself when it is a visit of its own"}');
select kernel.keep_history('care.visit_part');
