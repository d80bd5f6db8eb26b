-- Who may see which row about work: the present truth.

select kernel.guard('employment.job', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.employer_contact', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.history', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
revoke update on employment.history from tributary_app;
