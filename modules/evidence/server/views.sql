-- What other modules may read of evidence: studies, and texts whose consent stands.

create or replace view evidence.study_view with (security_invoker = true) as
  select community_id, id, code, title, codebook_system, codebook_version, closed_at, created_at from evidence.study;
grant select on evidence.study_view to tributary_app;

create or replace view evidence.open_source with (security_invoker = true) as
  select s.community_id, s.id, s.study_id, s.site_id, s.kind, s.characters, s.content_version, s.created_by, s.created_at, p.pseudonym, p.part,
    s.participant_id
  from evidence.source s
  left join evidence.participant p on p.community_id = s.community_id and p.id = s.participant_id
  where s.consent <> 'withdrawn';
grant select on evidence.open_source to tributary_app;

-- How many people of a study were invited, took part, declined, never answered or withdrew, by their part in the work and their site.
create or replace view evidence.participation_view with (security_invoker = true) as
  select community_id, study_id, part, site_id, standing, count(*)::integer as people from evidence.participant
  group by community_id, study_id, part, site_id, standing;
grant select on evidence.participation_view to tributary_app;

-- What is known of whoever said a text whose consent stands: what always holds of them, and what they answered together with it. Free words stay sealed and out.
create or replace view evidence.source_variable with (security_invoker = true) as
  select s.community_id, s.study_id, s.id as source_id, b.id as variable_id, b.name, b.kind, v.value
  from evidence.source s
  join evidence.value v on v.community_id = s.community_id and v.participant_id = s.participant_id
    and (v.response_id is null or v.response_id = s.response_id)
  join evidence.variable b on b.community_id = v.community_id and b.id = v.variable_id
  where s.consent <> 'withdrawn' and v.value is not null;
grant select on evidence.source_variable to tributary_app;

-- Texts whose consent stands, with the question they answer, the occasion of its survey and the language they were written in.
create or replace view evidence.answer_view with (security_invoker = true) as
  select s.community_id, s.id, s.study_id, s.site_id, s.kind, s.characters, s.content_version, s.created_at, p.part, q.wording as question,
    v.occasion, r.language, r.answered_on
  from evidence.source s
  left join evidence.participant p on p.community_id = s.community_id and p.id = s.participant_id
  left join evidence.question q on q.community_id = s.community_id and q.id = s.question_id
  left join evidence.response r on r.community_id = s.community_id and r.id = s.response_id
  left join evidence.survey v on v.community_id = r.community_id and v.id = r.survey_id
  where s.consent <> 'withdrawn';
grant select on evidence.answer_view to tributary_app;

-- Who was heard or asked in a study, under their pseudonym.
create or replace view evidence.participant_view with (security_invoker = true) as
  select community_id, id, study_id, site_id, pseudonym, part from evidence.participant where standing = 'took_part';
grant select on evidence.participant_view to tributary_app;

-- The turns of participants who speak in a text of several people, whose consent stands and who did not withdraw.
create or replace view evidence.said_view with (security_invoker = true) as
  select t.community_id, t.study_id, t.source_id, t.start_at, t.end_at, k.id as speaker_id, p.id as participant_id, p.pseudonym, p.part,
    coalesce(p.site_id, s.site_id) as site_id
  from evidence.turn t
  join evidence.speaker k on k.community_id = t.community_id and k.id = t.speaker_id and not k.silent
  join evidence.participant p on p.community_id = k.community_id and p.id = k.participant_id
  join evidence.source s on s.community_id = t.community_id and s.id = t.source_id and s.consent <> 'withdrawn';
grant select on evidence.said_view to tributary_app;

-- Where each settled speaker of a text speaks, with what they are said to be; people who withdrew are out.
create or replace view evidence.turn_view with (security_invoker = true) as
  select t.community_id, t.source_id, t.start_at, t.end_at, k.role, k.id as speaker_id
  from evidence.turn t join evidence.speaker k on k.community_id = t.community_id and k.id = t.speaker_id and not k.silent;
grant select on evidence.turn_view to tributary_app;

-- Who was heard in which text whose consent stands: whoever a text is from, or each participant who speaks in it.
create or replace view evidence.heard_view with (security_invoker = true) as
  select s.community_id, s.study_id, s.id as source_id, s.kind, s.participant_id from evidence.source s
  where s.consent <> 'withdrawn' and s.participant_id is not null
    and not exists (select from evidence.speaker k where k.source_id = s.id and k.participant_id = s.participant_id and k.silent)
  union
  select s.community_id, s.study_id, s.id, s.kind, k.participant_id from evidence.source s
  join evidence.speaker k on k.community_id = s.community_id and k.source_id = s.id and not k.silent and k.participant_id is not null
  where s.consent <> 'withdrawn';
grant select on evidence.heard_view to tributary_app;

-- What is always known of the participants who speak in a text of several people, with where each speaks.
create or replace view evidence.said_variable with (security_invoker = true) as
  select t.community_id, t.study_id, t.source_id, t.start_at, t.end_at, b.id as variable_id, b.name, b.kind, v.value
  from evidence.said_view t
  join evidence.value v on v.community_id = t.community_id and v.participant_id = t.participant_id and v.response_id is null
  join evidence.variable b on b.community_id = v.community_id and b.id = v.variable_id
  where v.value is not null;
grant select on evidence.said_variable to tributary_app;
