-- The directory of services, in the shape of HSDS 3.0: who offers what to whom, where, when and in which language.

create schema directory;
grant usage on schema directory to tributary_app;

create table directory.source (
  community_id uuid not null,
  id uuid not null,
  code text not null,
  reach text not null default 'local' check (reach in ('local', 'provincial')),
  language text not null default 'en' check (language in ('en', 'fr')),
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, code)
);
select kernel.describe('directory.source', 'Where directory records come from; the ids of its records are made from it.', '{
  "code": "C short name, given when it is imported", "reach": "C local or provincial", "language": "C language its texts are written in"}');

create table directory.intake (
  community_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  loaded jsonb not null,
  changed jsonb not null,
  refused integer not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, source_id) references directory.source (community_id, id)
);
select kernel.describe('directory.intake', 'One import that changed something: what came, what was new, what could not be loaded.', '{
  "source_id": "C source", "loaded": "C records by kind", "changed": "C new, changed and withdrawn records", "refused": "C number of records that were not loaded"}');

-- Gives a table of records what all of them have, and says what its columns mean.
create function directory.keep(kind text, meaning text, columns jsonb) returns void language plpgsql as $$
declare
  target regclass := format('directory.%I', kind)::regclass;
begin
  execute format('alter table %s
    add source_id uuid not null,
    add original_id text,
    add extra jsonb not null default ''{}'',
    add translations jsonb not null default ''{}'',
    add version integer not null default 1,
    add changed_at timestamptz not null default now(),
    add primary key (community_id, id),
    add foreign key (community_id, source_id) references directory.source (community_id, id)', target);
  perform kernel.describe(target, meaning, columns || '{
    "source_id": "C where the record comes from", "original_id": "C the id it has there", "extra": "C what the source says and no column holds",
    "translations": "C the same texts in another language, by language and column"}');
end $$;

-- Lets a column point at another kind of record. Checked at the end, because a record may point at one that follows it; a detail goes with its owner.
-- Only the primary key begins with the community, so that a key is never looked up through another index.
create function directory.point(kind text, link text, target text) returns void language plpgsql as $$
begin
  execute format('alter table directory.%I add foreign key (community_id, %I) references directory.%I (community_id, id) on delete cascade deferrable initially deferred', kind, link, target);
  execute format('create index on directory.%I (%I)', kind, link);
end $$;

create table directory.organization (
  community_id uuid not null,
  id uuid not null,
  parent_organization_id uuid,
  name text not null, alternate_name text, description text, email text, tax_status text, tax_id text,
  legal_status text, logo text, website text, uri text, year_incorporated numeric
);
select directory.keep('organization', 'An organization that offers services (HSDS organization).', '{
  "parent_organization_id": "C organization it belongs to", "name": "C name", "alternate_name": "C other name",
  "description": "C what it does", "email": "C general e-mail address", "tax_status": "C tax status", "tax_id": "C tax number",
  "legal_status": "C legal form", "logo": "C address of a logo", "website": "C web address", "uri": "C address of a description elsewhere",
  "year_incorporated": "C year it was founded"}');
select directory.point('organization', 'parent_organization_id', 'organization');

create table directory.program (
  community_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  name text not null, alternate_name text, description text
);
select directory.keep('program', 'A group of services under one name (HSDS program).', '{
  "organization_id": "C organization that runs it", "name": "C name", "alternate_name": "C other name", "description": "C what it does"}');
select directory.point('program', 'organization_id', 'organization');

create table directory.service (
  community_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  program_id uuid,
  name text not null, alternate_name text, description text, email text,
  status text not null check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  interpretation_services text, application_process text, fees_description text, wait_time text, fees text,
  accreditations text, licenses text, eligibility_description text, assurer_email text, alert text, url text,
  minimum_age numeric, maximum_age numeric, assured_date date, last_modified timestamptz
);
select directory.keep('service', 'One service somebody can be referred to (HSDS service).', '{
  "organization_id": "C organization that offers it", "program_id": "C program it belongs to", "name": "C name",
  "alternate_name": "C other name", "description": "C what it does", "email": "C e-mail address",
  "status": "C active, inactive, defunct or temporarily closed", "interpretation_services": "C interpretation offered",
  "application_process": "C how to get in", "fees_description": "C what it costs", "wait_time": "C usual wait",
  "fees": "C what it costs (HSDS 1.1)", "accreditations": "C accreditations", "licenses": "C licences",
  "eligibility_description": "C whom it is for", "assurer_email": "C who checked the record at its source", "alert": "C notice to readers",
  "url": "C web address", "minimum_age": "C youngest age", "maximum_age": "C oldest age",
  "assured_date": "C when the source last checked it", "last_modified": "C when the source last changed it"}');
select directory.point('service', 'organization_id', 'organization');
select directory.point('service', 'program_id', 'program');

create table directory.location (
  community_id uuid not null,
  id uuid not null,
  organization_id uuid,
  location_type text not null check (location_type in ('physical', 'postal', 'virtual')), name text,
  alternate_name text, description text, transportation text, external_identifier text, external_identifier_type text,
  url text, latitude numeric, longitude numeric
);
select directory.keep('location', 'A place where services are given (HSDS location).', '{
  "organization_id": "C organization whose place it is", "location_type": "C physical, postal or virtual", "name": "C name",
  "alternate_name": "C other name", "description": "C what it is", "transportation": "C how to get there",
  "external_identifier": "C identifier elsewhere", "external_identifier_type": "C kind of that identifier", "url": "C web address",
  "latitude": "C degrees north", "longitude": "C degrees east"}');
select directory.point('location', 'organization_id', 'organization');

create table directory.service_at_location (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  location_id uuid not null,
  description text
);
select directory.keep('service_at_location', 'A service given at a place (HSDS service_at_location).', '{
  "service_id": "C the service", "location_id": "C the place", "description": "C what is particular there"}');
select directory.point('service_at_location', 'service_id', 'service');
select directory.point('service_at_location', 'location_id', 'location');

create table directory.contact (
  community_id uuid not null,
  id uuid not null,
  organization_id uuid,
  service_id uuid,
  service_at_location_id uuid,
  location_id uuid,
  name text, title text, department text, email text
);
select directory.keep('contact', 'A person or desk to ask for (HSDS contact).', '{
  "organization_id": "C organization", "service_id": "C service", "service_at_location_id": "C service at a place", "location_id": "C place",
  "name": "B name as the source publishes it", "title": "B title", "department": "C department", "email": "B e-mail address"}');
select directory.point('contact', 'organization_id', 'organization');
select directory.point('contact', 'service_id', 'service');
select directory.point('contact', 'service_at_location_id', 'service_at_location');
select directory.point('contact', 'location_id', 'location');

create table directory.phone (
  community_id uuid not null,
  id uuid not null,
  location_id uuid,
  service_id uuid,
  organization_id uuid,
  contact_id uuid,
  service_at_location_id uuid,
  number text not null, extension text, type text, description text
);
select directory.keep('phone', 'A telephone number of a service, place, organization or contact (HSDS phone).', '{
  "location_id": "C place", "service_id": "C service", "organization_id": "C organization", "contact_id": "C contact",
  "service_at_location_id": "C service at a place", "number": "C number as written, extension apart", "extension": "C extension",
  "type": "C voice, fax, text and so on", "description": "C what it is for"}');
select directory.point('phone', 'location_id', 'location');
select directory.point('phone', 'service_id', 'service');
select directory.point('phone', 'organization_id', 'organization');
select directory.point('phone', 'contact_id', 'contact');
select directory.point('phone', 'service_at_location_id', 'service_at_location');

create table directory.address (
  community_id uuid not null,
  id uuid not null,
  location_id uuid,
  organization_id uuid,
  attention text, address_1 text, address_2 text, city text, region text, state_province text, postal_code text,
  country text, address_type text not null check (address_type in ('physical', 'postal', 'virtual'))
);
select directory.keep('address', 'An address of a place or an organization (HSDS address).', '{
  "location_id": "C place", "organization_id": "C organization (HSDS 1.1)", "attention": "C for the attention of",
  "address_1": "C street and number", "address_2": "C further lines", "city": "C city", "region": "C region",
  "state_province": "C province or state", "postal_code": "C postal code", "country": "C country",
  "address_type": "C physical, postal or virtual"}');
select directory.point('address', 'location_id', 'location');
select directory.point('address', 'organization_id', 'organization');

create table directory.schedule (
  community_id uuid not null,
  id uuid not null,
  service_id uuid,
  location_id uuid,
  service_at_location_id uuid,
  timezone text, wkst text, freq text, byday text, byweekno text, bymonthday text, byyearday text, description text,
  schedule_link text, attending_type text, notes text, valid_from date, valid_to date, dtstart date, until date,
  count numeric, interval numeric, opens_at time, closes_at time, closed boolean
);
select directory.keep('schedule', 'When something is open: an iCalendar rule with opening and closing times (HSDS schedule).', '{
  "service_id": "C service", "location_id": "C place", "service_at_location_id": "C service at a place",
  "timezone": "C hours from UTC, as the source writes it", "wkst": "C first day of the week", "freq": "C WEEKLY or MONTHLY",
  "byday": "C days, MO to SU", "byweekno": "C weeks of the year", "bymonthday": "C days of the month", "byyearday": "C days of the year",
  "description": "C hours in words", "schedule_link": "C address of a calendar", "attending_type": "C how to attend", "notes": "C remarks",
  "valid_from": "C first day it holds", "valid_to": "C last day it holds", "dtstart": "C day the rule starts",
  "until": "C day the rule ends", "count": "C number of times", "interval": "C every how many weeks or months",
  "opens_at": "C opening time, local", "closes_at": "C closing time, local; at or before opening means the next day",
  "closed": "C true when it says that the place is closed then (HSDS 1.1 holidays)"}');
select directory.point('schedule', 'service_id', 'service');
select directory.point('schedule', 'location_id', 'location');
select directory.point('schedule', 'service_at_location_id', 'service_at_location');

create table directory.language (
  community_id uuid not null,
  id uuid not null,
  service_id uuid,
  location_id uuid,
  phone_id uuid,
  name text, code text, note text, codes text[] not null default '{}'
);
select directory.keep('language', 'A language in which a service, place or telephone is offered (HSDS language).', '{
  "service_id": "C service", "location_id": "C place", "phone_id": "C telephone", "name": "C language as the source words it",
  "code": "C code when the words name one language", "note": "C remark", "codes": "C codes of every language the words name"}');
select directory.point('language', 'service_id', 'service');
select directory.point('language', 'location_id', 'location');
select directory.point('language', 'phone_id', 'phone');

create table directory.accessibility (
  community_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  description text, details text, url text
);
select directory.keep('accessibility', 'What makes a place reachable for people with disabilities (HSDS accessibility).', '{
  "location_id": "C place", "description": "C what there is", "details": "C details", "url": "C web address"}');
select directory.point('accessibility', 'location_id', 'location');

create table directory.eligibility (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  eligibility text
);
select directory.keep('eligibility', 'One sentence about whom a service is for (HSDS 1.1 eligibility).', '{
  "service_id": "C service", "eligibility": "C whom it is for"}');
select directory.point('eligibility', 'service_id', 'service');

create table directory.service_area (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  name text, description text, extent text, extent_type text, uri text
);
select directory.keep('service_area', 'Where a service is given (HSDS service_area).', '{
  "service_id": "C service", "name": "C name of the area", "description": "C what it covers", "extent": "C its outline",
  "extent_type": "C form of the outline", "uri": "C its address elsewhere"}');
select directory.point('service_area', 'service_id', 'service');

create table directory.required_document (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  document text, uri text
);
select directory.keep('required_document', 'A paper a service asks for (HSDS required_document).', '{
  "service_id": "C service", "document": "C the paper", "uri": "C where to read more"}');
select directory.point('required_document', 'service_id', 'service');

create table directory.cost_option (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  option text, currency text, amount_description text, valid_from date, valid_to date, amount numeric
);
select directory.keep('cost_option', 'A price or way to pay (HSDS cost_option).', '{
  "service_id": "C service", "option": "C for whom or how", "currency": "C currency", "amount_description": "C what the amount pays for",
  "valid_from": "C first day", "valid_to": "C last day", "amount": "C amount in that currency"}');
select directory.point('cost_option', 'service_id', 'service');

create table directory.funding (
  community_id uuid not null,
  id uuid not null,
  organization_id uuid,
  service_id uuid,
  source text
);
select directory.keep('funding', 'Who pays for a service or an organization (HSDS funding).', '{
  "organization_id": "C organization", "service_id": "C service", "source": "C who pays"}');
select directory.point('funding', 'organization_id', 'organization');
select directory.point('funding', 'service_id', 'service');

create table directory.organization_identifier (
  community_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  identifier_scheme text, identifier_type text, identifier text
);
select directory.keep('organization_identifier', 'A number an organization has in a register (HSDS organization_identifier).', '{
  "organization_id": "C organization", "identifier_scheme": "C register", "identifier_type": "C kind of number",
  "identifier": "C the number"}');
select directory.point('organization_identifier', 'organization_id', 'organization');

create table directory.taxonomy (
  community_id uuid not null,
  id uuid not null,
  name text, description text, uri text, edition text
);
select directory.keep('taxonomy', 'A classification the source uses (HSDS taxonomy).', '{
  "name": "C name", "description": "C what it is", "uri": "C address", "edition": "C version of the classification"}');

create table directory.taxonomy_term (
  community_id uuid not null,
  id uuid not null,
  parent_id uuid,
  taxonomy_id uuid,
  code text, name text, description text, taxonomy text, language text, term_uri text
);
select directory.keep('taxonomy_term', 'One term of a classification (HSDS taxonomy_term).', '{
  "parent_id": "C broader term", "taxonomy_id": "C classification", "code": "C code", "name": "C name", "description": "C meaning",
  "taxonomy": "C name of the classification", "language": "C language of the name", "term_uri": "C address"}');
select directory.point('taxonomy_term', 'parent_id', 'taxonomy_term');
select directory.point('taxonomy_term', 'taxonomy_id', 'taxonomy');

create table directory.attribute (
  community_id uuid not null,
  id uuid not null,
  taxonomy_term_id uuid not null,
  link_id uuid not null,
  link_kind text not null,
  link_type text, link_entity text, value text
);
select directory.keep('attribute', 'A term of a classification hung on a record (HSDS attribute).', '{
  "taxonomy_term_id": "C the term", "link_id": "C the record", "link_kind": "C kind of that record", "link_type": "C in what sense",
  "link_entity": "C kind of the record as the source writes it", "value": "C value"}');
select directory.point('attribute', 'taxonomy_term_id', 'taxonomy_term');
-- What Tributary itself knows of a service, beside what the source says.
alter table directory.service
  add site_id uuid, add checked_at timestamptz, add checked_by uuid, add reported_at timestamptz;
comment on column directory.service.site_id is 'C site whose own local service it is; null when it is everybody''s';
comment on column directory.service.checked_at is 'C when somebody here last found it right';
comment on column directory.service.checked_by is 'B who found it right';
comment on column directory.service.reported_at is 'C since when a report that it is wrong is open';

create table directory.finding (
  community_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  outcome text not null check (outcome in ('right', 'wrong')),
  about text[] not null default '{}',
  note text,
  settled_at timestamptz, settled_by uuid,
  version integer not null default 1, created_at timestamptz not null default now(), created_by uuid not null,
  primary key (community_id, id),
  foreign key (community_id, service_id) references directory.service (community_id, id)
);
create index finding_service on directory.finding (community_id, service_id, created_at);
select kernel.describe('directory.finding', 'Somebody checked a service: it was right, or something was wrong.', '{
  "service_id": "C the service", "outcome": "C right or wrong", "about": "C what was wrong: phone, hours, place, eligibility, closed, other",
  "note": "B remark about the service, never about a client", "settled_at": "C when a report was settled by a later check", "settled_by": "B who settled it"}');

-- What a service is found by, and what a list shows of it: words already folded (lower case, no accents), by weight.
create table directory.finder (
  community_id uuid not null,
  id uuid not null,
  name text not null, needs text not null, body text not null,
  status text not null, reach text not null,
  assured_on date, checked_at timestamptz, reported_at timestamptz,
  marks text[] not null default '{}',
  languages text[] not null default '{}',
  week int4multirange not null default '{}',
  card jsonb not null,
  heads tsvector not null generated always as (setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', needs), 'B')) stored,
  search tsvector not null generated always as (
    setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', needs), 'B') || setweight(to_tsvector('simple', body), 'D')) stored,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, id) references directory.service (community_id, id) on delete cascade deferrable initially deferred
);
create index finder_search on directory.finder using gin (search);
create index finder_heads on directory.finder using gin (heads);
select kernel.describe('directory.finder', 'The words, conditions and hours by which a service is found, and what a list shows of it.', '{
  "name": "C words of its names", "needs": "C words of whom it is for and what it is classed as", "body": "C words of everything else", "search": "C the same, indexed", "heads": "C name and needs alone, for a first look",
  "status": "C status of the service", "reach": "C local or provincial", "assured_on": "C when the source last checked it", "checked_at": "C when somebody here last found it right",
  "reported_at": "C since when a report that it is wrong is open", "marks": "C conditions its texts speak of, codes of definitions/links/needs.json",
  "languages": "C codes of the languages it is offered in", "week": "C minutes of the week in which it is regularly open, from Monday midnight", "card": "C city, telephone and hours for lists"}');

-- Every word the directory uses, and the keys that a misspelt word shares with it.
create table directory.word (
  community_id uuid not null,
  word text collate "C" not null,
  keys text[] not null,
  primary key (community_id, word)
);
create index word_keys on directory.word using gin (keys);
select kernel.describe('directory.word', 'Words of the directory, for reading misspelt questions.', '{"word": "C the word, folded", "keys": "C its consonants, whole and with one left out"}');

drop function directory.keep(text, text, jsonb);
drop function directory.point(text, text, text);
