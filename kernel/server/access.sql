-- Who may see which row of the kernel: the present truth.

-- Audit: everybody's requests add; the privacy officer reads; nobody changes or removes.
select kernel.guard('kernel.audit_event', $$community_id = app.community() and app.has_role('{privacy}')$$);
revoke insert, update on kernel.audit_event from tributary_app;
select kernel.guard_for('kernel.audit_event', 'tributary_app', 'community_id = app.community()', 'insert');
select kernel.guard_for('kernel.audit_event', 'tributary_worker', 'true', 'select');
-- Before anybody is known, all that is written down is that a try to get in failed.
select kernel.guard_for('kernel.audit_event', 'tributary_door', $$account_id is null and action = 'refused' and operation like 'identity.%'$$, 'insert');
select kernel.guard('kernel.audit_pending', 'false');
revoke all on kernel.audit_pending from tributary_app;
select kernel.guard_for('kernel.audit_pending', 'tributary_app', 'community_id = app.community()', 'insert');
select kernel.guard_for('kernel.audit_pending', 'tributary_worker', 'true', 'select, delete');
select kernel.guard_for('kernel.audit_pending', 'tributary_door', 'true', 'insert');
select kernel.guard('kernel.audit_block', $$community_id = app.community() and app.has_role('{privacy}')$$);
revoke insert, update on kernel.audit_block from tributary_app;
select kernel.guard_for('kernel.audit_block', 'tributary_worker', 'true', 'select, insert');

select kernel.guard('kernel.outbox', 'community_id = app.community()');
revoke select, update on kernel.outbox from tributary_app;
select kernel.guard_for('kernel.outbox', 'tributary_worker', 'true', 'select, update');
select kernel.guard('kernel.heard', 'community_id = app.community()');
revoke update on kernel.heard from tributary_app;

select kernel.guard('kernel.idempotency', 'community_id = app.community() and account_id = app.account()');
-- Whoever opens a session looks the command up that came with it.
select kernel.guard_for('kernel.idempotency', 'tributary_door', 'community_id = app.community() and account_id = app.account()', 'select');
select kernel.guard_for('kernel.idempotency', 'tributary_worker', 'true', 'select, delete');

-- Belongs to the installation, not to a community; holds file names and hashes only.
select kernel.guard('kernel.migration', 'false');
revoke all on kernel.migration from tributary_app;
select kernel.guard_for('kernel.migration', 'tributary_owner', 'true', 'select, insert, update');
