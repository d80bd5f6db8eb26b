-- Who may see which row of groundwork: the present truth. Written by those who run a site (staffing.runs); read by those who work there.

select kernel.guard('groundwork.plan', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('groundwork.plan', 'tributary_app', 'community_id = app.community() and site_id = any(app.sites())', 'select');
-- A step is also moved along by the person who answers for it.
select kernel.guard('groundwork.step', 'community_id = app.community() and (staffing.runs(site_id) or (account_id = app.account() and site_id = any(app.sites())))');
select kernel.guard_for('groundwork.step', 'tributary_app', 'community_id = app.community() and site_id = any(app.sites())', 'select');
select kernel.guard('groundwork.entry', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('groundwork.entry', 'tributary_app', 'community_id = app.community() and site_id = any(app.sites())', 'select');

-- Funding and need: people of funders read what is meant for them, and nothing else of this schema.
select kernel.guard('groundwork.funding', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('groundwork.funding', 'tributary_app',
  $$community_id = app.community() and (site_id = any(app.sites()) or (for_funder and not withdrawn and app.has_role('{funder}')))$$, 'select');
select kernel.guard('groundwork.need', 'community_id = app.community() and staffing.runs(site_id)');
select kernel.guard_for('groundwork.need', 'tributary_app',
  $$community_id = app.community() and (site_id = any(app.sites()) or (for_funder and not withdrawn and app.has_role('{funder}')))$$, 'select');

-- Published rates: read by everybody of the community, written by those who answer for figures.
select kernel.guard('groundwork.rate', $$community_id = app.community() and app.has_role('{steward,coordinator,lead,system,console}')$$);
select kernel.guard_for('groundwork.rate', 'tributary_app', 'community_id = app.community()', 'select');

-- Earlier versions are added by everybody's changes, read by those who answer for the accounts, and never changed.
select kernel.guard('groundwork.history', $$community_id = app.community() and app.has_role('{steward,privacy}')$$);
revoke insert, update on groundwork.history from tributary_app;
select kernel.guard_for('groundwork.history', 'tributary_app', 'community_id = app.community()', 'insert');
