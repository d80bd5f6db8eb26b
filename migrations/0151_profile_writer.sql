-- Whoever saves a profile second learns who was first, and when.
alter table employment.profile
  add column changed_by uuid,
  add column changed_at timestamptz;
select kernel.describe('employment.profile', 'What a client hopes for at work, can do and needs, as they and their worker know it now.', '{
  "body": "A+ each part, sealed", "reviewed_on": "A day it was last gone through",
  "changed_by": "B account that wrote it last; empty where that was before this was kept", "changed_at": "B when"}');
