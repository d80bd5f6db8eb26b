-- Who may see which row about work: the present truth.

select kernel.guard('employment.job', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.employer_contact', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.history', $$community_id = app.community() and case when client_id is null
  then organisation_id = any(app.organisations()) and app.has_role('{coordinator,worker,clinician}')
  else people.may(client_id, 'employment', organisation_id) end$$);
revoke update on employment.history from tributary_app;

-- The register is the team's own: who works there with clients.
select kernel.guard('employment.employer', $$community_id = app.community() and organisation_id = any(app.organisations()) and app.has_role('{coordinator,worker,clinician}')$$);
select kernel.guard('employment.employer_meeting', $$community_id = app.community() and organisation_id = any(app.organisations()) and app.has_role('{coordinator,worker,clinician}')$$);
select kernel.guard('employment.opening', $$community_id = app.community() and organisation_id = any(app.organisations()) and app.has_role('{coordinator,worker,clinician}')$$);
revoke update on employment.employer_meeting from tributary_app;

select kernel.guard('employment.profile', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.support', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.activity', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
select kernel.guard('employment.counselling', $$community_id = app.community() and people.may(client_id, 'employment', organisation_id)$$);
revoke update on employment.support, employment.counselling from tributary_app;

-- A dated table is for everybody of the community to read, and for coordinators and stewards to add.
select kernel.guard('employment.benefit_table', $$community_id = app.community() and app.has_role('{coordinator,worker,clinician,steward}')$$);
revoke update on employment.benefit_table from tributary_app;
