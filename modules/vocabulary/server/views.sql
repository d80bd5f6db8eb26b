-- What modules to the right may read.

create or replace view vocabulary.latest with (security_invoker = true) as
  select distinct on (d.kind, d.key) d.kind, d.key, d.version, d.name_en, d.name_fr, d.content, d.published_at
  from vocabulary.definition d order by d.kind, d.key, d.version_order desc;
comment on view vocabulary.latest is 'The latest version of every published definition.';

create or replace view vocabulary.code_entry with (security_invoker = true) as
  select c.system, c.version, c.code, c.kind, c.parent, c.path, c.path[1] as top, c.position, c.name_en, c.name_fr from vocabulary.code c;
comment on view vocabulary.code_entry is 'Codes of every version of every code system; top is the first code of the path (the domain of a construct).';

grant select on vocabulary.latest, vocabulary.code_entry to tributary_app;
