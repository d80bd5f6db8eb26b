-- What modules to the right may read.

create or replace view vocabulary.published with (security_invoker = true) as
  select d.kind, d.key, d.version, d.version_order, d.name_en, d.name_fr, d.content, d.published_at, false as own from vocabulary.definition d
  union all
  select 'program', o.key, o.published_version, o.version_order, o.name_en, o.name_fr, o.content, o.published_at, true from vocabulary.own_program o
    where o.community_id = app.community();
comment on view vocabulary.published is 'Every published version: those of the installation and the program models of one''s own community (own).';

create or replace view vocabulary.latest with (security_invoker = true) as
  select distinct on (p.kind, p.key) p.kind, p.key, p.version, p.name_en, p.name_fr, p.content, p.published_at
  from vocabulary.published p order by p.kind, p.key, p.own desc, p.version_order desc;
comment on view vocabulary.latest is 'The latest version of every published definition; what the community wrote itself comes first.';

create or replace view vocabulary.code_entry with (security_invoker = true) as
  select c.system, c.version, c.code, c.kind, c.parent, c.path, c.path[1] as top, c.position, c.name_en, c.name_fr from vocabulary.code c;
comment on view vocabulary.code_entry is 'Codes of every version of every code system; top is the first code of the path (the domain of a construct).';

grant select on vocabulary.published, vocabulary.latest, vocabulary.code_entry to tributary_app;
