-- Who may see which row of coding: the present truth.

select kernel.guard('coding.coding', $$community_id = (select app.community()) and (
  study_id = any ((select evidence.my_studies())::uuid[])
  or ((select app.has_role('{lead,coordinator}')) and site_id = any ((select app.sites())::uuid[])))$$);
-- Counts say nothing of any one person: everybody who leads, funds or studies the work.
select kernel.guard('coding.tally', $$community_id = (select app.community()) and (
  (select app.has_role('{steward,lead,coordinator}')) or study_id = any ((select evidence.my_studies())::uuid[]))$$);
select kernel.guard('coding.history', $$community_id = (select app.community())
  and (row_before ->> 'study_id')::uuid = any ((select evidence.my_studies())::uuid[])$$);
revoke update on coding.history from tributary_app;
