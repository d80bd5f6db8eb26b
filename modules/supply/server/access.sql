-- Who may see which row about prescribed supply: the present truth.

select kernel.guard('supply.dose_event', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.dose_answer', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
select kernel.guard('supply.history', $$community_id = app.community() and people.may(client_id, 'supply', organisation_id)$$);
revoke update on supply.history from tributary_app;
