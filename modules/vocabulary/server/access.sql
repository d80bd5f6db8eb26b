-- Published definitions belong to the installation and to no community: they hold no record of anybody and are the same for all.
-- Everybody signed in reads them; only the loader, as the installation's worker, adds to them; nobody changes or removes.
select kernel.guard('vocabulary.definition', 'app.account() is not null');
revoke insert, update on vocabulary.definition from tributary_app;
select kernel.guard_for('vocabulary.definition', 'tributary_worker', 'true', 'select, insert');
select kernel.guard('vocabulary.code', 'app.account() is not null');
revoke insert, update on vocabulary.code from tributary_app;
select kernel.guard_for('vocabulary.code', 'tributary_worker', 'true', 'select, insert');

-- What a community writes itself belongs to it: stewards write drafts and publish; everybody there reads what is published; nobody changes it.
select kernel.guard('vocabulary.draft', $$community_id = app.community() and app.has_role('{steward}')$$, true);
select kernel.guard('vocabulary.own_program', 'community_id = app.community()');
revoke update on vocabulary.own_program from tributary_app;
create policy published_by on vocabulary.own_program as restrictive for insert to tributary_app with check (app.has_role('{steward}'));
