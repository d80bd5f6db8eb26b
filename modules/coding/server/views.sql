-- What other modules may read of coding: codings that stand and count, on texts whose consent stands.

create or replace view coding.standing_coding with (security_invoker = true) as
  select c.community_id, c.id, c.study_id, c.source_id, c.site_id, c.start_at, c.end_at, c.code_system, c.code_version, c.code, c.construct, c.domain,
    c.valence, c.strength, c.created_at, c.crossed_code, c.content_version
  from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
  where c.removed_at is null and c.counted;
grant select on coding.standing_coding to tributary_app;
