-- Who may see which row about prescribed supply: the present truth.

select kernel.guard('supply.dose_event', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.dose_answer', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.rule', $$community_id = app.community()$$);
select kernel.guard('supply.offering', $$community_id = app.community()$$);
select kernel.guard('supply.wish', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.prescription', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.prescription_step', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
revoke update on supply.prescription_step from tributary_app;
select kernel.guard('supply.check_made', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.dated_answer', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.overdose', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.incident', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.chart_entry', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.worklist_row', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.alert', $$community_id = app.community()$$);
select kernel.guard('supply.alert_seen', $$community_id = app.community() and account_id = app.account()$$);
select kernel.guard_for('supply.alert_seen', 'tributary_app', 'community_id = app.community()', 'select');
revoke update on supply.alert_seen from tributary_app;
select kernel.guard('supply.worklist', $$community_id = app.community() and organisation_id = any(app.organisations())$$);
select kernel.guard('supply.release', $$community_id = app.community() and (organisation_id = any(app.organisations()) or app.has_role('{privacy}'))$$);
revoke update on supply.release from tributary_app;
select kernel.guard('supply.history', $$community_id = app.community() and case when client_id is null then table_name in ('offering', 'alert', 'worklist') else people.may(client_id, 'supply', organisation_id) end$$);
revoke update on supply.history from tributary_app;
