-- Who may see which row of coding: the present truth.

-- Whoever codes a text blind sees nobody else's codings of it, memos about it or earlier versions, until all have finished.
select kernel.guard('coding.coding', $$community_id = (select app.community())
  and (created_by = (select app.account()) or source_id <> all ((select coding.blind_texts())::uuid[])) and (
  study_id = any ((select evidence.my_studies())::uuid[])
  or site_id = any ((select evidence.led_sites())::uuid[]))$$);
-- Counts say nothing of any one person: everybody who leads, funds or studies the work.
select kernel.guard('coding.tally', $$community_id = (select app.community()) and (
  (select app.has_role('{steward,lead,coordinator}')) or study_id = any ((select evidence.my_studies())::uuid[]))$$);
-- What a study's codebook and memos say is for the people of the study; those who lead a site read its codes with its quotes.
select kernel.guard('coding.code', $$community_id = (select app.community()) and (study_id = any ((select evidence.my_studies())::uuid[])
  or (select app.has_role('{steward,lead,coordinator}')))$$);
select kernel.guard('coding.memo', $$community_id = (select app.community())
  and (created_by = (select app.account()) or coalesce(source_id <> all ((select coding.blind_texts())::uuid[]), true)) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.proposal', $$community_id = (select app.community())
  and (created_by = (select app.account()) or source_id <> all ((select coding.blind_texts())::uuid[])) and study_id = any ((select evidence.my_studies())::uuid[])$$);
-- What a person did is theirs to undo, and nobody else's.
select kernel.guard('coding.deed', $$community_id = (select app.community()) and created_by = (select app.account())
  and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.deed_step', $$community_id = (select app.community()) and created_by = (select app.account())$$);
revoke update on coding.deed_step from tributary_app;
select kernel.guard('coding.history', $$community_id = (select app.community())
  and (table_name not in ('coding', 'memo', 'proposal') or (row_before ->> 'created_by')::uuid = (select app.account())
    or coalesce((row_before ->> 'source_id')::uuid <> all ((select coding.blind_texts())::uuid[]), true))
  and (table_name <> 'rating' or (row_before ->> 'created_by')::uuid = (select app.account()) or row_before ->> 'layer' = 'consensus'
    or coding.shown_ratings(community_id, (row_before ->> 'study_id')::uuid, (row_before ->> 'subject_id')::uuid, row_before ->> 'construct'))
  and (row_before ->> 'study_id')::uuid = any ((select evidence.my_studies())::uuid[])$$);
revoke update on coding.history from tributary_app;
select kernel.guard('coding.round', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.reading', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.consensus', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.verdict', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$, true);
-- Ratings say in the team's words what was found: for the people of the study alone. An analyst's is hidden from the others until enough have rated
-- the same cell; the team's, and what came in a file, is not.
select kernel.guard('coding.rating', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])
  and (created_by = (select app.account()) or layer = 'consensus' or analyst_name is not null
    or coding.shown_ratings(community_id, study_id, subject_id, construct))$$);
select kernel.guard('coding.rated', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
revoke update on coding.rated from tributary_app;
select kernel.guard('coding.rating_quote', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])
  and exists (select 1 from coding.rating g where g.community_id = rating_quote.community_id and g.id = rating_quote.rating_id)$$, true);
select kernel.guard('coding.domain_summary', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.domain_quote', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$, true);
select kernel.guard('coding.site_standing', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.rating_rule', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.distinction', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
-- What a study found is the study's own until it lets it go.
select kernel.guard('coding.theme', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.theme_quote', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$, true);
-- What was let out although it points to few people is known to the study, and to whoever let it out.
select kernel.guard('coding.disclosure', $$community_id = (select app.community()) and (created_by = (select app.account()) or study_id = any ((select evidence.my_studies())::uuid[]))$$);
revoke update on coding.disclosure from tributary_app;
