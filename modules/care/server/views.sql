-- What modules to the right may count.

create or replace view care.contact_fact with (security_invoker = true) as
  select c.community_id, c.id, c.client_id, c.organisation_id, c.site_id, c.program_code, c.team, c.kind_code, c.place_code, c.outcome_code, c.reached,
    c.next_step_code, c.next_step_code is not null as has_next_step, c.minutes, c.occurred_on
  from care.contact c
  where not exists (select from care.visit_part p where p.community_id = c.community_id and p.id = c.id and p.visit_id <> p.id);
comment on view care.contact_fact is 'Contacts with clients, each visit once however many recorded it. Day: occurred_on.';

create or replace view care.task_fact with (security_invoker = true) as
  select t.community_id, t.id, t.client_id, t.organisation_id, t.site_id, t.step_code, t.owner_team, pathway.day_of(t.created_at) as made_on, t.due_on,
    pathway.day_of(t.done_at) as done_on
  from care.task t;
comment on view care.task_fact is 'Next steps. Days: made_on, due_on, done_on.';

create or replace view care.first_contact_fact with (security_invoker = true) as
  select r.community_id, r.id, r.client_id, r.organisation_id, r.site_id, r.program_code, r.received_on, first.contact_on as first_contact_on
  from pathway.referral_fact r left join lateral (
    select c.occurred_on as contact_on from care.contact c
    where c.community_id = r.community_id and c.client_id = r.client_id and c.occurred_on >= r.received_on and c.reached
    order by c.occurred_at limit 1) first on true;
comment on view care.first_contact_fact is 'Referrals to programs with the first time the client was reached. Days: received_on, first_contact_on (empty while there is none).';

create or replace view care.crisis_fact with (security_invoker = true) as
  select c.community_id, c.id, c.client_id, c.organisation_id, c.site_id, c.team, c.escalated, pathway.day_of(c.happened_at) as happened_on
  from care.crisis c;
comment on view care.crisis_fact is 'Crises of clients. Day: happened_on.';

create or replace view care.worked_fact with (security_invoker = true) as
  select c.community_id, c.id, c.client_id, c.organisation_id, c.site_id, c.created_by as account_id, c.reached, c.occurred_on from care.contact c;
comment on view care.worked_fact is 'Who worked with which client. Day: occurred_on.';

create or replace view care.goal_fact with (security_invoker = true) as
  select g.community_id, g.id, g.client_id, g.organisation_id, g.site_id, g.area_code, g.state, g.set_on, g.state_on from care.goal g;
comment on view care.goal_fact is 'Goals of clients, without their words. Days: set_on, state_on.';

create or replace view care.conference_fact with (security_invoker = true) as
  select c.community_id, c.id, c.organisation_id, c.site_id, c.held_on, c.minutes,
    (select count(*)::int from care.conference_member m where m.community_id = c.community_id and m.conference_id = c.id and m.team = 'clinician') as clinicians,
    c.minutes * (select count(*)::int from care.conference_member m where m.community_id = c.community_id and m.conference_id = c.id and m.team = 'clinician')
      as clinician_minutes
  from care.conference c where c.state = 'held';
comment on view care.conference_fact is 'Case conferences that were held, with the time of clinicians in them. Day: held_on.';

create or replace view care.session_fact with (security_invoker = true) as
  select s.community_id, s.id, s.organisation_id, s.site_id, s.program_code, s.kind, s.minutes, s.named + s.unnamed as attended, s.held_on from care.group_session s;
comment on view care.session_fact is 'Workshops, groups and peer sessions. Day: held_on.';

create or replace view care.form_fact with (security_invoker = true) as
  select f.community_id, f.id, f.client_id, f.organisation_id, f.site_id, f.program_code, f.form_key, f.form_version, f.state, f.asked_on from care.filled_form f;
comment on view care.form_fact is 'Forms asked of clients, begun or complete. Day: asked_on.';

create or replace view care.answer_fact with (security_invoker = true) as
  select a.community_id, a.id, a.client_id, a.organisation_id, a.site_id, f.program_code, f.form_key, a.question_code, a.question_version,
    chosen.code as choice_code, a.amount, a.declined, f.asked_on as answered_on
  from care.answer a
  join care.filled_form f on f.community_id = a.community_id and f.id = a.filled_form_id and f.state = 'complete'
  left join lateral unnest(a.choices) as chosen(code) on true
  where a.declined or a.amount is not null or chosen.code is not null;
comment on view care.answer_fact is 'Answers of complete forms that can be counted, one row for each choice; one series for a question, whatever form it was asked in. Day: answered_on.';

grant select on care.form_fact, care.answer_fact to tributary_app;
grant select on care.session_fact, care.worked_fact, care.goal_fact, care.conference_fact, care.crisis_fact, care.contact_fact, care.task_fact, care.first_contact_fact to tributary_app;
