-- Who may see which row of exchange: the people of the study it came into.

select kernel.guard('exchange.origin', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
select kernel.guard('exchange.kept', $$community_id = (select app.community()) and study_id = any ((select evidence.my_studies())::uuid[])$$);
revoke update on exchange.origin, exchange.kept from tributary_app;
