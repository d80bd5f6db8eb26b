-- Published definitions belong to the installation and to no community: they hold no record of anybody and are the same for all.
-- Everybody signed in reads them; only the loader, as the installation's worker, adds to them; nobody changes or removes.
select kernel.guard('vocabulary.definition', 'app.account() is not null');
revoke insert, update on vocabulary.definition from tributary_app;
select kernel.guard_for('vocabulary.definition', 'tributary_worker', 'true', 'select, insert');
select kernel.guard('vocabulary.code', 'app.account() is not null');
revoke insert, update on vocabulary.code from tributary_app;
select kernel.guard_for('vocabulary.code', 'tributary_worker', 'true', 'select, insert');
