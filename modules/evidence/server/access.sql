-- Who may see which row of evidence: the present truth.

-- The studies a person works in: those named in a role, those they began, and all of them for a steward and for an evaluator of the whole community.
create or replace function evidence.my_studies() returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(s.id), '{}') from evidence.study s
  where s.community_id = app.community() and (s.id = any (app.studies()) or s.created_by = app.account()
    or app.has_role('{steward}') or (app.has_role('{evaluator}') and cardinality(app.studies()) = 0))
$$;

-- The sites whose people's words a person answers for: those they lead or coordinate. Working at another site opens nothing there.
create or replace function evidence.led_sites() returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(r.site_id), '{}') from identity.role_view r
  where r.community_id = app.community() and r.account_id = app.account() and r.role in ('lead', 'coordinator') and r.site_id is not null
$$;

select kernel.guard('evidence.study', $$community_id = app.community() and (created_by = app.account() or app.has_role('{steward,evaluator,lead,coordinator,privacy}'))$$);
select kernel.guard('evidence.study_site', $$community_id = app.community() and (created_by = app.account() or app.has_role('{steward,evaluator,lead,coordinator}'))$$);
select kernel.guard('evidence.participant', $$community_id = (select app.community()) and (created_by = (select app.account())
  or study_id = any ((select evidence.my_studies())::uuid[])
  or site_id = any ((select evidence.led_sites())::uuid[]))$$);

-- A text: its writer, the people of its study, and those who lead its site; a suggestion outside any study also evaluators and stewards.
select kernel.guard('evidence.source', $$community_id = (select app.community()) and (created_by = (select app.account())
  or study_id = any ((select evidence.my_studies())::uuid[])
  or (study_id is null and (select app.has_role('{steward,evaluator}')))
  or site_id = any ((select evidence.led_sites())::uuid[]))$$);

-- True of a text as it stood before names were taken out of it: that is read by stewards alone.
create or replace function evidence.before_redaction(p_table text, p_row uuid, p_before jsonb) returns boolean language sql stable parallel safe as $$
  select p_table = 'source' and exists (select from evidence.source s where s.community_id = app.community() and s.id = p_row
    and s.redacted_in > (p_before ->> 'content_version')::integer)
$$;

-- Earlier versions are for the people of the study; who stood behind a pseudonym, in any version, for those who keep the key.
select kernel.guard('evidence.history', $$community_id = (select app.community()) and ((replaced_by = (select app.account()) and not evidence.before_redaction(table_name, row_id, row_before))
  or (table_name = 'source' and (select app.has_role('{steward}')) and (row_before ->> 'study_id')::uuid = any ((select evidence.my_studies())::uuid[]))
  or (table_name = 'pseudonym_key' and (select app.has_role('{steward,privacy}')))
  or (table_name <> 'pseudonym_key' and not evidence.before_redaction(table_name, row_id, row_before)
    and coalesce(row_before ->> 'study_id', case when table_name = 'study' then row_id::text end)::uuid = any ((select evidence.my_studies())::uuid[])))$$);
revoke update on evidence.history from tributary_app;

-- How a text moved may be known by whoever may read the text.
select kernel.guard('evidence.text_shift', $$community_id = (select app.community())
  and exists (select 1 from evidence.source s where s.community_id = text_shift.community_id and s.id = text_shift.source_id)$$);
revoke update on evidence.text_shift from tributary_app;

-- What a study knows of the people it hears is for the people of the study alone; the privacy officer sees pseudonyms beside the key.
select kernel.guard_for('evidence.participant', 'tributary_app', $$community_id = (select app.community()) and (select app.has_role('{privacy}'))$$, 'select');
select kernel.guard('evidence.variable', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('evidence.question', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('evidence.survey', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('evidence.response', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('evidence.value', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);

-- Who stands behind a pseudonym is read by stewards and privacy officers; those who study may put it there and never read it back.
select kernel.guard('evidence.pseudonym_key', $$community_id = (select app.community()) and (select app.has_role('{steward,privacy}'))$$);
select kernel.guard_for('evidence.pseudonym_key', 'tributary_app', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$, 'insert');

-- What was decided of proposed redactions, for whoever may read the text.
select kernel.guard('evidence.redaction', $$community_id = (select app.community())
  and exists (select 1 from evidence.source s where s.community_id = redaction.community_id and s.id = redaction.source_id)$$);

-- A survey that is asked here, its editions and its links are for the people of the study; an edition and a link's answers come with no right to change them.
select kernel.guard('evidence.asked_survey', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('evidence.survey_edition', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
revoke update on evidence.survey_edition from tributary_app;
select kernel.guard('evidence.survey_link', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
-- Before anybody is known, a link is found by the hash of its secret while it works; what it opens is read as whoever holds it, in that study.
select kernel.guard_for('evidence.survey_link', 'tributary_door', 'revoked_at is null and expires_at > now()', 'select');
grant usage on schema evidence to tributary_door;
-- Who speaks where in a text, for whoever may see the text.
select kernel.guard('evidence.speaker', $$community_id = (select app.community())
  and exists (select 1 from evidence.source s where s.community_id = speaker.community_id and s.id = speaker.source_id)$$);
select kernel.guard('evidence.turn', $$community_id = (select app.community())
  and exists (select 1 from evidence.source s where s.community_id = turn.community_id and s.id = turn.source_id)$$, true);
revoke update on evidence.turn from tributary_app;

-- What became of a suggestion is seen by whoever may see the suggestion, its writer first; it is said by those who lead or study, and never changed.
select kernel.guard_for('evidence.suggestion_step', 'tributary_app', $$community_id = (select app.community())
  and exists (select 1 from evidence.source s where s.community_id = suggestion_step.community_id and s.id = suggestion_step.source_id)$$, 'select');
select kernel.guard_for('evidence.suggestion_step', 'tributary_app', $$community_id = (select app.community()) and created_by = (select app.account())
  and (select app.has_role('{steward,evaluator,lead,coordinator,worker,clinician}'))
  and exists (select 1 from evidence.source s where s.community_id = suggestion_step.community_id and s.id = suggestion_step.source_id)$$, 'insert');

-- Within how many days suggestions are answered may be known by everybody and is set by stewards; two weeks until they do.
select kernel.guard_for('evidence.answer_promise', 'tributary_app', $$community_id = (select app.community())$$, 'select');
select kernel.guard_for('evidence.answer_promise', 'tributary_app', $$community_id = (select app.community()) and (select app.has_role('{steward}'))$$, 'insert, update');
create or replace function evidence.promised_days() returns integer language sql stable parallel safe as $$
  select coalesce((select p.days from evidence.answer_promise p where p.community_id = app.community()), 14)
$$;

-- When a study looked again at what it found is for the people of the study, and stays as it was said.
select kernel.guard('evidence.study_review', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
revoke update on evidence.study_review from tributary_app;
