-- Who may see which row of staffing: the present truth.

-- Whether the actor answers for the people of a site: its coordinator, its lead, or a steward.
create or replace function staffing.runs(p_site uuid) returns boolean language sql stable parallel safe as $$
  select app.has_role('{steward,system,console}') or exists (
    select from identity.role_view r where r.community_id = app.community() and r.account_id = app.account()
      and r.role in ('coordinator', 'lead') and (r.site_id = p_site or (r.site_id is null and r.study_id is null)))
$$;

-- Whether the actor answers for somebody: for a site where that person holds a role.
create or replace function staffing.answers_for(p_account uuid) returns boolean language sql stable parallel safe as $$
  select app.has_role('{steward,system,console}') or exists (
    select from identity.role_view mine join identity.role_view theirs on theirs.community_id = mine.community_id and theirs.site_id is not null
      and (mine.site_id = theirs.site_id or (mine.site_id is null and mine.study_id is null))
    where mine.community_id = app.community() and mine.account_id = app.account() and mine.role in ('coordinator', 'lead') and theirs.account_id = p_account)
$$;

-- Posts and who holds them: everybody who works in the community; changed by those who run the site.
select kernel.guard('staffing.position', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('staffing.position', 'tributary_app', $$community_id = app.community() and app.has_role('{steward,coordinator,worker,clinician,lead}')$$, 'select');
select kernel.guard('staffing.holding', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('staffing.holding', 'tributary_app', $$community_id = app.community() and app.has_role('{steward,coordinator,worker,clinician,lead}')$$, 'select');
-- Who is away: those of the site.
select kernel.guard('staffing.leave', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('staffing.leave', 'tributary_app', 'community_id = app.community() and site_id = any(app.sites())', 'select');

-- Supervision and training: the person, who supervised, and those who answer for them.
select kernel.guard('staffing.supervision', 'community_id = app.community() and (app.account() in (account_id, supervisor_id) or staffing.runs(site_id))');
select kernel.guard('staffing.training', 'community_id = app.community() and (account_id = app.account() or staffing.answers_for(account_id))');
-- Strengths: one's own to say, for everybody who works in the community to find.
select kernel.guard('staffing.strength', 'community_id = app.community() and account_id = app.account()', true);
select kernel.guard_for('staffing.strength', 'tributary_app', $$community_id = app.community() and app.has_role('{steward,coordinator,worker,clinician,lead}')$$, 'select');

-- Earlier versions are added by everybody's changes, read by those who answer for the accounts, and never changed.
select kernel.guard('staffing.history', $$community_id = app.community() and app.has_role('{steward,privacy}')$$);
revoke insert, update on staffing.history from tributary_app;
select kernel.guard_for('staffing.history', 'tributary_app', 'community_id = app.community()', 'insert');

-- How somebody is: that person alone, whatever roles anybody holds.
select kernel.guard('staffing.check_in', 'community_id = app.community() and account_id = app.account()', true);
select kernel.guard('staffing.team_week', 'false');
revoke all on staffing.team_week from tributary_app;
select kernel.guard_for('staffing.team_week', 'tributary_vault', 'community_id = app.community()', 'select, insert, update, delete');

-- How many hours ago a week ended everywhere (half a day after its last Sunday in UTC); negative while it runs.
create or replace function staffing.hours_over(p_week date) returns numeric language sql stable parallel safe
  as $$ select extract(epoch from now() - ((p_week + 7)::timestamp at time zone 'UTC') - interval '12 hours') / 3600 $$;

-- A whole number by chance, as often above nought as below: k comes exp(-0.4 |k|) times as often as 0. It is added once to each sum of a week,
-- so that whoever knows all other answers, this week or the week before, can guess at one that is missing and never know: no answer
-- explains what is told more than exp(1.6), five times, better than another.
create or replace function staffing.chance() returns integer language sql volatile as $$
  select (floor(ln(d.one) / -0.4) - floor(ln(d.other) / -0.4))::int from (
    select (('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint + 1) / 4294967296.0 as one,
      (('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint + 1) / 4294967296.0 as other) d
$$;

-- Adds one answer to a team's week, takes one away, or changes one; and forgets the weeks that ended with fewer than five.
create or replace function staffing.tally(p_site uuid, p_week date, p_question text, p_answered integer, p_total integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if staffing.hours_over(p_week) >= 0 or extract(isodow from p_week) <> 1 or abs(p_answered) > 1 or abs(p_total) > 5 then
    raise exception 'this week takes no answers';
  end if;
  delete from staffing.team_week t where t.community_id = app.community() and t.answered < 5 and staffing.hours_over(t.week_on) >= 0;
  insert into staffing.team_week as t (community_id, site_id, week_on, question, answered, total)
    values (app.community(), p_site, p_week, p_question, 0, staffing.chance())
    on conflict (community_id, site_id, week_on, question) do nothing;
  update staffing.team_week t set answered = t.answered + p_answered, total = t.total + p_total
    where t.community_id = app.community() and t.site_id = p_site and t.week_on = p_week and t.question = p_question;
end $$;
select kernel.hand_over('staffing.tally(uuid, date, text, integer, integer)', 'tributary_vault', 'tributary_app');

-- The averages of a team, for the team itself and stewards: weeks that have been over for an hour (whatever was under way is then done), five
-- answers or more, to the nearest half. How many answered is not told, and no other grouping is, so there are no two groups to take from one
-- another; against two weeks there is the chance in each sum.
create or replace function staffing.team_weeks(p_site uuid) returns table ("weekOn" date, question text, average numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.week_on, t.question, least(5, greatest(1, round(t.total::numeric / t.answered * 2) / 2)) from staffing.team_week t
  where t.community_id = app.community() and t.site_id = p_site and t.answered >= 5 and staffing.hours_over(t.week_on) >= 1
    and (p_site = any(app.sites()) or app.has_role('{steward}'))
  order by t.week_on desc, t.question limit 300
$$;
select kernel.hand_over('staffing.team_weeks(uuid)', 'tributary_vault', 'tributary_app');
