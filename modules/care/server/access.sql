-- Who may see which row of the shared record: the present truth. The health team's own notes are guarded as health. Contacts, filled forms
-- and what follows from them say which program and which record they belong to, so that a lock holds for all of it.

select kernel.guard('care.contact', $$community_id = app.community() and people.may(client_id, data_class, organisation_id, program_code, id)$$);
select kernel.guard('care.visit_part', $$community_id = app.community() and people.may(client_id, data_class, organisation_id, null, id)
  and exists (select from care.contact c where c.community_id = app.community() and c.id = visit_part.id)$$);
select kernel.guard('care.task', $$community_id = app.community() and people.may(client_id, data_class, organisation_id, program_code, contact_id)$$);
select kernel.guard('care.goal', $$community_id = app.community() and people.may(client_id, 'notes', organisation_id)$$);
select kernel.guard('care.safety_plan', $$community_id = app.community() and people.may(client_id, 'notes', organisation_id)$$);
select kernel.guard('care.history', $$community_id = app.community() and case
  when client_id is not null then people.may(client_id, coalesce(row_before ->> 'data_class', 'notes'), organisation_id, row_before ->> 'program_code',
      coalesce(row_before ->> 'contact_id', row_before ->> 'filled_form_id', row_id::text)::uuid)
    and (table_name <> 'answer' or exists (select from care.filled_form f where f.community_id = app.community() and f.id = (row_before ->> 'filled_form_id')::uuid))
    and (table_name <> 'visit_part' or exists (select from care.contact c where c.community_id = app.community() and c.id = row_id))
  else organisation_id is null or organisation_id = any(app.organisations()) end$$);
revoke update on care.history from tributary_app;

-- Whom the person acting met lately: ids out of their own contacts, each once, so that the question whether a client may be seen is
-- asked once a client where the ids are used, and not once a contact. It tells of nobody whom they did not meet themselves.
create or replace function care.met_lately(p_days integer, p_most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct l.client_id from (
    select c.client_id from care.contact c where c.community_id = app.community() and c.created_by = app.account()
      and c.occurred_at > now() - make_interval(days => p_days)
    order by c.occurred_at desc limit p_most) l
  where app.has_role('{coordinator,worker,clinician}')
$$;
select kernel.hand_over('care.met_lately(integer, integer)', 'tributary_search', 'tributary_app');
select kernel.guard_for('care.contact', 'tributary_search', 'community_id = app.community() and created_by = app.account()', 'select');

-- A crisis: alerts and what was done are guarded as what their author writes; whom to call is for everybody, kept by those who run the place.
select kernel.guard('care.alert', $$community_id = app.community() and people.may(client_id, data_class, organisation_id)$$);
select kernel.guard('care.crisis', $$community_id = app.community() and people.may(client_id, data_class, organisation_id)$$);
revoke update on care.crisis from tributary_app;
select kernel.guard('care.crisis_line', $$community_id = app.community() and app.has_role('{coordinator,steward}')$$);
select kernel.guard_for('care.crisis_line', 'tributary_app', 'community_id = app.community()', 'select');

-- Working together: a hand-over is between two people (and the coordinator of the site); a meeting belongs to its site, each client
-- on its agenda to those who may see that client.
select kernel.guard('care.hand_over', $$community_id = app.community() and organisation_id = any(app.organisations())
  and (app.account() in (from_account_id, to_account_id) or (app.has_role('{coordinator}') and site_id = any(app.sites())))$$);
select kernel.guard('care.hand_over_task', $$community_id = app.community() and people.may(client_id, data_class, organisation_id)
  and exists (select from care.task t where t.community_id = app.community() and t.id = task_id)$$);
revoke update on care.hand_over_task from tributary_app;
select kernel.guard('care.conference', $$community_id = app.community() and site_id = any(app.sites())$$);
select kernel.guard('care.conference_client', $$community_id = app.community() and people.may(client_id, data_class, organisation_id)$$);
select kernel.guard('care.conference_member', $$community_id = app.community() and site_id = any(app.sites())$$);
revoke update on care.conference_member from tributary_app;

-- Groups: the session belongs to its site; who was there is told by contacts, each under its own client's consent.
select kernel.guard('care.group_session', $$community_id = app.community() and organisation_id = any(app.organisations()) and site_id = any(app.sites())$$);

-- Forms: questions and forms of the community are read by everybody there, published by stewards and changed by nobody; a draft is the
-- stewards' own. What a client answered is guarded as the class of data its form says.
select kernel.guard('care.question', 'community_id = app.community()');
revoke update on care.question from tributary_app;
create policy published_by on care.question as restrictive for insert to tributary_app with check (app.has_role('{steward}'));
select kernel.guard('care.form', 'community_id = app.community()');
revoke update on care.form from tributary_app;
create policy published_by on care.form as restrictive for insert to tributary_app with check (app.has_role('{steward}'));
select kernel.guard('care.form_draft', $$community_id = app.community() and app.has_role('{steward}')$$, true);
select kernel.guard('care.filled_form', $$community_id = app.community() and people.may(client_id, data_class, organisation_id, program_code, id)$$);
select kernel.guard('care.answer', $$community_id = app.community() and people.may(client_id, data_class, organisation_id, null, filled_form_id)
  and exists (select from care.filled_form f where f.community_id = app.community() and f.id = filled_form_id)$$);
