-- Who may see which row of coding: the present truth.

-- Whoever codes a text blind sees nobody else's codings of it, memos about it or earlier versions, until all have finished.
-- A coding whose words were taken back by whoever said them is seen by nobody, but for what carries it along with its text and its codebook.
select kernel.guard('coding.coding', $$community_id = (select app.community()) and (not silenced or current_setting('app.silent', true) = 'on')
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
  and (created_by = (select app.account()) or coalesce(source_id <> all ((select coding.blind_texts())::uuid[]), true))
  and (current_setting('app.silent', true) = 'on' or ((about <> 'passage' or not evidence.hushed(source_id, start_at, end_at))
    and (about <> 'coding' or exists (select from coding.coding k where k.community_id = memo.community_id and k.id = coding_id)))) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.proposal', $$community_id = (select app.community())
  and (created_by = (select app.account()) or source_id <> all ((select coding.blind_texts())::uuid[])) and study_id = any ((select evidence.my_studies())::uuid[])$$);
-- What a person did is theirs to undo, and nobody else's.
select kernel.guard('coding.deed', $$community_id = (select app.community()) and created_by = (select app.account())
  and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('coding.deed_step', $$community_id = (select app.community()) and created_by = (select app.account())$$);
revoke update on coding.deed_step from tributary_app;
select kernel.guard('coding.history', $$community_id = (select app.community())
  and (table_name <> 'coding' or current_setting('app.silent', true) = 'on'
    or exists (select from coding.coding k where k.community_id = history.community_id and k.id = history.row_id))
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
-- A ranking is the study's to open and close; those it asks read it. A ballot is read by whoever cast it, and by nobody else: the sums are
-- made, and the ballots removed, by a reviewed function.
select kernel.guard('coding.ranking', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard_for('coding.ranking', 'tributary_app', $$community_id = (select app.community()) and called_off_at is null and open_to = 'staff'
  and (select app.has_role('{worker,clinician,coordinator,lead}')) and (site_id is null or site_id = any ((select app.sites())::uuid[]))$$, 'select');
select kernel.guard_for('coding.ranking', 'tributary_search', 'community_id = app.community()', 'select');
select kernel.guard('coding.ranking_item', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
revoke update on coding.ranking_item from tributary_app;
select kernel.guard_for('coding.ranking_item', 'tributary_app', $$community_id = (select app.community())
  and exists (select 1 from coding.ranking r where r.community_id = ranking_item.community_id and r.id = ranking_item.ranking_id)$$, 'select');
select kernel.guard('coding.ballot', $$community_id = (select app.community()) and account_id = (select app.account())
  and exists (select 1 from coding.ranking r where r.community_id = ballot.community_id and r.id = ballot.ranking_id)$$);
select kernel.guard_for('coding.ballot', 'tributary_search', 'community_id = app.community()', 'select, delete');
select kernel.guard_for('coding.ranking_sum', 'tributary_app', $$community_id = (select app.community())
  and exists (select 1 from coding.ranking r where r.community_id = ranking_sum.community_id and r.id = ranking_sum.ranking_id)$$, 'select');
select kernel.guard_for('coding.ranking_sum', 'tributary_search', 'community_id = app.community()', 'select, insert');
grant usage on schema coding to tributary_search;

-- How many have voted, without who.
create or replace function coding.votes_cast(p_ranking uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from coding.ballot b where b.community_id = app.community() and b.ranking_id = p_ranking
$$;
select kernel.hand_over('coding.votes_cast(uuid)', 'tributary_search', 'tributary_app');

-- Adds up the ballots of a ranking that was just closed, the first of n places giving n points and the last one; and removes them, also those of
-- one that was called off. Of an open ranking, and of fewer than five ballots, nothing is ever added up.
create or replace function coding.settle_ballots(p_ranking uuid) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into coding.ranking_sum (community_id, ranking_id, item_id, question, points, people)
    select b.community_id, b.ranking_id, c.item_id, c.question, sum(r.places + 1 - c.place), count(*)
    from coding.ranking r join coding.ballot b on b.community_id = r.community_id and b.ranking_id = r.id
    cross join lateral (
      select w.item_id, w.place, 'weighty' as question from unnest(b.weighty) with ordinality as w (item_id, place)
      union all select e.item_id, e.place, 'easy' from unnest(b.easy) with ordinality as e (item_id, place)) c
    where r.community_id = app.community() and r.id = p_ranking and r.closed_at is not null and coding.votes_cast(p_ranking) >= 5
    group by b.community_id, b.ranking_id, c.item_id, c.question;
  delete from coding.ballot b using coding.ranking r where r.community_id = app.community() and r.id = p_ranking
    and (r.closed_at is not null or r.called_off_at is not null) and b.community_id = r.community_id and b.ranking_id = r.id;
$$;
select kernel.hand_over('coding.settle_ballots(uuid)', 'tributary_search', 'tributary_app');
