-- Who may see which row of network: the present truth. Only what a community published is seen outside it.

select kernel.guard('network.lesson', 'community_id = app.community()');
select kernel.guard('network.history', 'community_id = app.community()');
select kernel.guard('network.published_lesson', 'community_id = app.community()');
select kernel.guard('network.uptake', 'community_id = app.community()');
select kernel.guard('network.member', 'community_id = app.community()');

select kernel.guard_for('network.published_lesson', 'tributary_app', 'app.community() is not null and withdrawn_at is null', 'select');
select kernel.guard_for('network.uptake', 'tributary_app', 'app.community() is not null', 'select');
select kernel.guard_for('network.member', 'tributary_app', 'app.community() is not null and withdrawn_at is null', 'select');

-- Alerts: read by every community until taken back. That a site has seen one is told to its own community and to the one that sent it.
select kernel.guard('network.shared_alert', 'community_id = app.community()');
select kernel.guard_for('network.shared_alert', 'tributary_app', 'app.community() is not null and withdrawn_at is null', 'select');
select kernel.guard('network.alert_receipt', 'community_id = app.community()');
select kernel.guard_for('network.alert_receipt', 'tributary_app', 'alert_community_id = app.community()', 'select');
revoke update on network.alert_receipt from tributary_app;
