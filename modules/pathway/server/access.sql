-- Who may see which row of the pathway: the present truth.
-- A referral belongs to both sides: who sent it and who is asked to answer.

select kernel.guard('pathway.referral', $$community_id = app.community()
  and (people.may(client_id, 'referral', organisation_id) or (to_organisation_id is not null and people.may(client_id, 'referral', to_organisation_id)))$$);
select kernel.guard('pathway.screening', $$community_id = app.community() and people.may(client_id, 'referral', organisation_id)$$);
revoke update on pathway.screening from tributary_app;
select kernel.guard('pathway.waitlist_entry', $$community_id = app.community() and people.may(client_id, 'referral', organisation_id)$$);
select kernel.guard('pathway.enrolment', $$community_id = app.community() and people.may(client_id, 'referral', organisation_id)$$);
-- Whoever sees a referral sees its steps: the referrer is owed the answer and its reason.
select kernel.guard('pathway.change', $$community_id = app.community() and (people.may(client_id, 'referral', organisation_id)
  or (subject = 'referral' and exists (select from pathway.referral r where r.community_id = app.community() and r.id = subject_id)))$$);
revoke update on pathway.change from tributary_app;
select kernel.guard('pathway.target', $$community_id = app.community()$$);
select kernel.guard('pathway.agreement', $$community_id = app.community()$$);
select kernel.guard('pathway.adoption', $$community_id = app.community()$$);
select kernel.guard('pathway.site_sentence', $$community_id = app.community()$$);
revoke update on pathway.site_sentence from tributary_app;
grant update (valid_to, version) on pathway.site_sentence to tributary_app;
select kernel.guard('pathway.capacity_input', $$community_id = app.community()$$);
select kernel.guard('pathway.history', $$community_id = app.community()
  and (client_id is null or people.may(client_id, 'referral', organisation_id) or people.may(client_id, 'referral', (row_before ->> 'to_organisation_id')::uuid))$$);
revoke update on pathway.history from tributary_app;
