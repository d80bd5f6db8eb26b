-- Who may see which row of the shared record: the present truth. The health team's own notes are guarded as health.

select kernel.guard('care.contact', $$community_id = app.community() and people.may(client_id, data_class, organisation_id)$$);
select kernel.guard('care.task', $$community_id = app.community() and people.may(client_id, data_class, organisation_id)$$);
select kernel.guard('care.goal', $$community_id = app.community() and people.may(client_id, 'notes', organisation_id)$$);
select kernel.guard('care.safety_plan', $$community_id = app.community() and people.may(client_id, 'notes', organisation_id)$$);
select kernel.guard('care.history', $$community_id = app.community()
  and people.may(client_id, coalesce(row_before ->> 'data_class', 'notes'), organisation_id)$$);
revoke update on care.history from tributary_app;
