-- Who may see which row of learning: everybody who works in the community, for most of these rows hold nobody's record.

select kernel.guard('learning.factor', 'community_id = app.community()');
select kernel.guard('learning.strategy', 'community_id = app.community()');
select kernel.guard('learning.trial', 'community_id = app.community()');
select kernel.guard('learning.adaptation', 'community_id = app.community()');
select kernel.guard('learning.history', $$community_id = app.community() and (table_name in ('factor', 'strategy', 'trial', 'adaptation')
  or (row_before ->> 'study_id')::uuid = any ((select evidence.my_studies())::uuid[]))$$);

-- Findings that were given back, and what people said of them, are for the people of the study alone.
select kernel.guard('learning.member_check', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('learning.check_finding', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('learning.check_link', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
-- Before anybody is known, a link is found by the hash of its secret while it works; what it opens is read as whoever holds it, in that study.
select kernel.guard_for('learning.check_link', 'tributary_door', 'revoked_at is null and expires_at > now()', 'select');
grant usage on schema learning to tributary_door;
-- An answer is written by somebody without an account and nobody else: the study reads it and cannot change it.
select kernel.guard_for('learning.check_answer', 'tributary_app', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$, 'select');
select kernel.guard_for('learning.check_answer', 'tributary_app', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])
  and app.account() = '00000000-0000-0000-0000-000000000000'::uuid$$, 'insert, update');
