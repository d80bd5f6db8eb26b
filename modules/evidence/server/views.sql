-- What other modules may read of evidence: studies, and texts whose consent stands.

create or replace view evidence.study_view with (security_invoker = true) as
  select community_id, id, code, title, codebook_system, codebook_version, closed_at, created_at from evidence.study;
grant select on evidence.study_view to tributary_app;

create or replace view evidence.open_source with (security_invoker = true) as
  select s.community_id, s.id, s.study_id, s.site_id, s.kind, s.characters, s.content_version, s.created_by, s.created_at, p.pseudonym, p.part
  from evidence.source s
  left join evidence.participant p on p.community_id = s.community_id and p.id = s.participant_id
  where s.consent <> 'withdrawn';
grant select on evidence.open_source to tributary_app;

