-- Agreements with partners about referrals, and the day by which a referral should be answered.

create table pathway.agreement (
  community_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  direction text not null check (direction in ('in', 'out', 'both')),
  partner_name text not null,
  partner_organisation_id uuid,
  service_id uuid,
  program_code text,
  answer_days integer not null check (answer_days between 1 and 365),
  contact text,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  check (valid_to is null or valid_to >= valid_from),
  foreign key (community_id, site_id) references identity.site (community_id, id),
  foreign key (community_id, partner_organisation_id) references identity.organisation (community_id, id)
);
create index agreement_site on pathway.agreement (community_id, site_id);
select kernel.describe('pathway.agreement', 'What a site agreed with a partner about referrals: in which direction, answered within how many days, from when until when.', '{
  "direction": "B in, out or both", "partner_name": "B the partner, as it is called", "partner_organisation_id": "B the partner, when it works here", "service_id": "B the service of the directory it is about",
  "program_code": "C the program it is about; empty for all", "answer_days": "C days within which a referral is answered", "contact": "B whom to reach there, and how",
  "valid_from": "C from", "valid_to": "C until, exclusive"}');
select kernel.keep_history('pathway.agreement');

alter table pathway.referral add column agreement_id uuid;
alter table pathway.referral add column answer_by date;
alter table pathway.referral add foreign key (community_id, agreement_id) references pathway.agreement (community_id, id);
comment on column pathway.referral.agreement_id is 'B the agreement with a partner it was made under';
comment on column pathway.referral.answer_by is 'A last day on which an answer is in time, by the agreement or the program in force when it was sent';
create index referral_mine on pathway.referral (community_id, created_by, referred_at desc, id);
