-- Who may see which row of the pathway: the present truth.
-- A referral belongs to both sides: who sent it and who is asked to answer.

select kernel.guard('pathway.referral', $$community_id = app.community()
  and (people.may(client_id, 'referral', organisation_id, program_code, null)
    or (to_organisation_id is not null and people.may(client_id, 'referral', to_organisation_id, program_code, null)))$$);
select kernel.guard('pathway.screening', $$community_id = app.community() and people.may(client_id, 'referral', organisation_id, program_code, null)$$);
revoke update on pathway.screening from tributary_app;
select kernel.guard('pathway.waitlist_entry', $$community_id = app.community() and people.may(client_id, 'referral', organisation_id, program_code, null)$$);
select kernel.guard('pathway.enrolment', $$community_id = app.community() and people.may(client_id, 'referral', organisation_id, program_code, null)$$);
-- Whoever sees a referral sees its steps: the referrer is owed the answer and its reason.
select kernel.guard('pathway.change', $$community_id = app.community() and case subject
  when 'referral' then exists (select from pathway.referral r where r.community_id = app.community() and r.id = subject_id)
  when 'waitlist' then people.may(client_id, 'referral', organisation_id)
    and exists (select from pathway.waitlist_entry w where w.community_id = app.community() and w.id = subject_id)
  else people.may(client_id, 'referral', organisation_id) and exists (select from pathway.enrolment e where e.community_id = app.community() and e.id = subject_id) end$$);
revoke update on pathway.change from tributary_app;
select kernel.guard('pathway.target', $$community_id = app.community()$$);
select kernel.guard('pathway.agreement', $$community_id = app.community()$$);
select kernel.guard('pathway.adoption', $$community_id = app.community()$$);
select kernel.guard('pathway.site_sentence', $$community_id = app.community()$$);
revoke update on pathway.site_sentence from tributary_app;
grant update (valid_to, version) on pathway.site_sentence to tributary_app;
select kernel.guard('pathway.capacity_input', $$community_id = app.community()$$);
select kernel.guard('pathway.history', $$community_id = app.community()
  and (client_id is null or people.may(client_id, 'referral', organisation_id, row_before ->> 'program_code', null)
    or people.may(client_id, 'referral', (row_before ->> 'to_organisation_id')::uuid, row_before ->> 'program_code', null))$$);
revoke update on pathway.history from tributary_app;

-- Pages where anybody may ask: whoever works at the site sees what came; nobody but the door writes it, and the door reads no answer.
select kernel.guard('pathway.entrance', $$community_id = app.community()$$);
select kernel.guard_for('pathway.entrance', 'tributary_door', 'closed_at is null', 'select');
-- Once it is linked to a client it is seen by those who see the referral it became.
select kernel.guard('pathway.self_referral', $$community_id = app.community() and site_id = any(people.my_sites()) and app.has_role('{coordinator,worker,clinician}')
  and (referral_id is null or exists (select from pathway.referral r where r.community_id = app.community() and r.id = referral_id))$$);
revoke insert, update on pathway.self_referral from tributary_app;
grant update (state, client_id, referral_id, reason_code, version) on pathway.self_referral to tributary_app;
grant usage on schema pathway to tributary_door;
select kernel.guard_for('pathway.self_referral', 'tributary_door', $$community_id = app.community() and state = 'new' and client_id is null$$, 'insert');
select kernel.guard('pathway.contact_point', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id)$$);
select kernel.guard('pathway.attempt', $$community_id = app.community() and people.may(client_id, 'identity', organisation_id)$$);
revoke update on pathway.attempt from tributary_app;

-- Where some of those who wait stand in line. It counts everybody who waits, seen or not, and tells the place of those asked for only.
create or replace function pathway.places_in_line(p_site uuid, p_program text, p_latest_first boolean, p_ids uuid[])
returns table (id uuid, place integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select line.id, line.place::int from (
    select w.id, row_number() over (order by w.rank, case when p_latest_first then -extract(epoch from w.joined_at) else extract(epoch from w.joined_at) end, w.id) as place
    from pathway.waitlist_entry w where w.community_id = app.community() and w.site_id = p_site and w.site_id = any(people.my_sites())
      and w.program_code = p_program and w.state in ('waiting', 'offered')) line
  where line.id = any(p_ids) and app.has_role('{coordinator,worker,clinician}')
$$;
select kernel.hand_over('pathway.places_in_line(uuid, text, boolean, uuid[])', 'tributary_search', 'tributary_app');
select kernel.guard_for('pathway.waitlist_entry', 'tributary_search', 'community_id = app.community()', 'select');
