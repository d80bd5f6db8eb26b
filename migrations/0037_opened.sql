-- The list of who opened a record, given to the client by a link that works once.

create table oversight.opened_link (
  community_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  token_hash bytea not null,
  content bytea,
  expires_at timestamptz not null,
  opened_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, token_hash),
  check (expires_at <= created_at + interval '14 days'),
  foreign key (community_id, client_id) references people.client (community_id, id),
  foreign key (community_id, organisation_id) references identity.organisation (community_id, id)
);
select kernel.describe('oversight.opened_link', 'A list of who opened a client''s record, given to the client by a link that works once.', '{
  "token_hash": "A hash of the secret in the link", "content": "A+ the list, sealed with the secret in the link; emptied when it was opened",
  "expires_at": "B until when the link works, 14 days at most", "opened_at": "B when it was opened"}');
