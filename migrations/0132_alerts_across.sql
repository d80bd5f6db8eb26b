-- Alerts about the drug supply that leave their community, and the sites elsewhere that say they have seen them.

alter table supply.alert add column concerns text[] not null default '{}';
comment on column supply.alert.concerns is 'B classes of substances it is about, codes of a formulary; empty when it is about every supply';

create table network.shared_alert (
  community_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  community_name jsonb not null,
  site_name jsonb not null,
  kind_name jsonb not null,
  title text not null,
  body text not null,
  language text not null check (language in ('en', 'fr')),
  seen_on date not null,
  concerns text[] not null default '{}',
  withdrawn_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index shared_alert_standing on network.shared_alert (seen_on desc) where withdrawn_at is null;
select kernel.describe('network.shared_alert', 'A warning about the drug supply as every community may read it. It names no client.', '{
  "community_name": "C names of the community", "site_name": "C names of the site", "kind_name": "C what, in both languages", "title": "C in a line",
  "body": "C what was seen, what to tell people", "language": "C language it is written in", "seen_on": "C day it was seen",
  "concerns": "C classes of substances it is about, codes of a formulary; empty for every supply", "withdrawn_at": "C when it no longer held or was taken back"}');
select kernel.keep_history('network.shared_alert');

create table network.alert_receipt (
  community_id uuid not null,
  id uuid not null,
  alert_community_id uuid not null,
  alert_id uuid not null,
  organisation_id uuid not null,
  site_id uuid not null,
  community_name jsonb not null,
  site_name jsonb not null,
  seen_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, alert_community_id, alert_id, site_id),
  foreign key (community_id, site_id) references identity.site (community_id, id)
);
create index alert_receipt_alert on network.alert_receipt (alert_community_id, alert_id);
select kernel.describe('network.alert_receipt', 'A site elsewhere said that it has seen an alert: told to its own community and to the one that sent it.', '{
  "alert_community_id": "C community of the alert", "alert_id": "C the alert", "community_name": "C names of the community that has seen it",
  "site_name": "C names of the site that has seen it", "seen_on": "C day it was said"}');
