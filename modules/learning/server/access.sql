-- Who may see which row of learning: everybody who works in the community, for these rows hold nobody's record.

select kernel.guard('learning.factor', 'community_id = app.community()');
select kernel.guard('learning.strategy', 'community_id = app.community()');
select kernel.guard('learning.trial', 'community_id = app.community()');
select kernel.guard('learning.history', 'community_id = app.community()');
