-- Who may see which row about prescribed supply: the present truth.

select kernel.guard('supply.dose_event', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.dose_answer', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.rule', $$community_id = app.community()$$);
select kernel.guard('supply.offering', $$community_id = app.community()$$);
select kernel.guard('supply.wish', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.prescription', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.prescription_step', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
revoke update on supply.prescription_step from tributary_app;
select kernel.guard('supply.history', $$community_id = app.community() and (client_id is null or people.may(client_id, 'supply', organisation_id))$$);
revoke update on supply.history from tributary_app;
