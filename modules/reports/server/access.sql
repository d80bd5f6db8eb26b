-- Who may see which row of reports: what a person says of a study is for the people of the study.

select kernel.guard('reports.item', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('reports.history', $$community_id = (select app.community()) and (row_before ->> 'study_id')::uuid = any ((select evidence.my_studies())::uuid[])$$);
revoke update on reports.history from tributary_app;
