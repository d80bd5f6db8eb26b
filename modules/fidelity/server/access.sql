-- Who may see which row of fidelity: the present truth. Those who run the site start a review and see it; those who review see and score; nobody else, people of funders least of all.

-- Who reviews what is no secret among those who work in the community: whether scores may be seen is worked out from these rows, and must come out the same for everybody.
select kernel.guard('fidelity.reviewer', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('fidelity.reviewer', 'tributary_app', 'community_id = app.community() and account_id = app.account()', 'update');
select kernel.guard_for('fidelity.reviewer', 'tributary_app', $$community_id = app.community() and app.has_role('{steward,coordinator,worker,clinician,lead,evaluator}')$$, 'select');

-- Whether the actor reviews, and was not let off.
create or replace function fidelity.reviews(p_review uuid) returns boolean language sql stable parallel safe as $$
  select exists (select from fidelity.reviewer r where r.community_id = app.community() and r.review_id = p_review and r.account_id = app.account() and r.excused_at is null)
$$;
-- Whether everybody who reviews is done, so that scores lie side by side.
create or replace function fidelity.laid_open(p_review uuid) returns boolean language sql stable parallel safe as $$
  select coalesce(bool_and(r.finished_at is not null), false) from fidelity.reviewer r
  where r.community_id = app.community() and r.review_id = p_review and r.excused_at is null
$$;
-- Whether somebody's scores still count.
create or replace function fidelity.counts(p_review uuid, p_account uuid) returns boolean language sql stable parallel safe as $$
  select exists (select from fidelity.reviewer r where r.community_id = app.community() and r.review_id = p_review and r.account_id = p_account and r.excused_at is null)
$$;

select kernel.guard('fidelity.review', 'community_id = app.community() and (staffing.runs(site_id) or fidelity.reviews(id))');
-- Whether the actor may see a review: the policy of the review decides.
create or replace function fidelity.sees(p_review uuid) returns boolean language sql stable parallel safe as $$
  select exists (select from fidelity.review r where r.community_id = app.community() and r.id = p_review)
$$;

-- A score is its reviewer's alone while anybody is still scoring, whoever else runs the site; it changes only while its reviewer is not done.
select kernel.guard('fidelity.score', $$community_id = app.community() and account_id = app.account() and exists (select from fidelity.reviewer r
  where r.community_id = score.community_id and r.review_id = score.review_id and r.account_id = app.account() and r.finished_at is null and r.excused_at is null)$$);
select kernel.guard_for('fidelity.score', 'tributary_app', $$community_id = app.community() and (account_id = app.account()
  or (fidelity.sees(review_id) and fidelity.laid_open(review_id) and fidelity.counts(review_id, account_id)))$$, 'select');

-- What is agreed is the reviewers' to write, once all scores lie open.
select kernel.guard('fidelity.agreed', 'community_id = app.community() and fidelity.reviews(review_id) and fidelity.laid_open(review_id)');
select kernel.guard_for('fidelity.agreed', 'tributary_app', 'community_id = app.community() and fidelity.sees(review_id)', 'select');
-- A closed edition is written once, by a reviewer, and never changed.
select kernel.guard('fidelity.edition', 'community_id = app.community() and fidelity.reviews(review_id) and fidelity.laid_open(review_id)');
revoke update on fidelity.edition from tributary_app;
select kernel.guard_for('fidelity.edition', 'tributary_app', 'community_id = app.community() and fidelity.sees(review_id)', 'select');
select kernel.guard('fidelity.carried', 'community_id = app.community() and fidelity.sees(review_id)');

-- Earlier versions are added by everybody's changes, read by those who answer for the accounts, and never changed; a score's only once all lie open.
select kernel.guard('fidelity.history', $$community_id = app.community() and app.has_role('{steward,privacy}')
  and (table_name <> 'score' or (row_before ->> 'account_id')::uuid = app.account() or fidelity.laid_open((row_before ->> 'review_id')::uuid))$$);
revoke insert, update on fidelity.history from tributary_app;
select kernel.guard_for('fidelity.history', 'tributary_app', 'community_id = app.community()', 'insert');
