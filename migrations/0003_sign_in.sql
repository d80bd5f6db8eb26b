-- Ways to prove who one is: passwords, one-time codes, passkeys, invitations; and what keeps strangers from trying for long.
-- Rows that exist before anybody is known stand under the community 00000000-…, which is nobody's.

select kernel.keep_history('identity.organisation');
select kernel.keep_history('identity.site');
select kernel.keep_history('identity.account');
select kernel.keep_history('identity.assignment');

create table identity.password (
  community_id uuid not null,
  id uuid not null,
  hash text not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, id) references identity.account (community_id, id)
);
select kernel.describe('identity.password', 'The password of an account, under the account''s id.', '{
  "id": "B account", "hash": "A argon2id hash with its salt and cost"}');

create table identity.totp (
  community_id uuid not null,
  id uuid not null,
  secret_sealed bytea not null,
  last_step bigint not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  foreign key (community_id, id) references identity.account (community_id, id)
);
select kernel.describe('identity.totp', 'The one-time code generator of an account, under the account''s id.', '{
  "id": "B account", "secret_sealed": "A+ shared secret, sealed", "last_step": "B the 30-second step of the last code that was taken; that one and earlier ones are refused"}');

create table identity.passkey (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  label text not null,
  rp_id text not null,
  used_at timestamptz,
  removed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (community_id, id),
  unique (community_id, credential_id),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index passkey_credential on identity.passkey (credential_id);
create index passkey_account on identity.passkey (community_id, account_id);
select kernel.describe('identity.passkey', 'A passkey of an account: its public half.', '{
  "account_id": "B who", "credential_id": "B id the authenticator gave it", "public_key": "B public key, COSE", "counter": "B signatures made, as last reported",
  "transports": "B how the authenticator is reached", "label": "B browser and system it was made on", "rp_id": "B host name it is good for",
  "used_at": "B last used", "removed_at": "B when it was taken back"}');

create table identity.challenge (
  community_id uuid not null,
  id uuid not null,
  account_id uuid,
  purpose text not null check (purpose in ('sign_in', 'register', 'single')),
  hash bytea not null,
  facts jsonb not null default '{}',
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (community_id, id)
);
create index challenge_hash on identity.challenge (community_id, hash);
create index challenge_expires on identity.challenge (expires_at);
select kernel.describe('identity.challenge', 'Something to be signed or sent back once, within minutes; removed when it is.', '{
  "account_id": "B who was asked, when known", "purpose": "B sign_in, register or single sign-on", "hash": "B SHA-256 of the challenge",
  "facts": "B what has to come back with it: an id, a nonce, a code verifier", "expires_at": "B good until"}');

create table identity.invitation (
  community_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (community_id, id),
  unique (community_id, token_hash),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
create index invitation_account on identity.invitation (community_id, account_id);
select kernel.describe('identity.invitation', 'A link that lets one person choose how to sign in, once. Only a hash of it is kept.', '{
  "account_id": "B whom it lets in", "token_hash": "B SHA-256 of the link''s token", "expires_at": "B good until", "accepted_at": "B when it was used", "revoked_at": "B when it was taken back"}');

create table identity.throttle (
  community_id uuid not null default '00000000-0000-0000-0000-000000000000',
  key bytea not null,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz,
  primary key (community_id, key)
);
create index throttle_last on identity.throttle (last_at);
select kernel.describe('identity.throttle', 'Failed tries to get in, by keyed hashes of where they came from and whom they named.', '{
  "key": "B keyed hash", "failures": "B failures in a row", "last_at": "B last failure", "blocked_until": "B no try is looked at before"}');

create table identity.known_place (
  community_id uuid not null,
  account_id uuid not null,
  hash bytea not null,
  kind text not null check (kind in ('device', 'address')),
  seen_at timestamptz not null default now(),
  primary key (community_id, account_id, hash),
  foreign key (community_id, account_id) references identity.account (community_id, id)
);
select kernel.describe('identity.known_place', 'Browsers and network addresses an account has signed in from, so that strangers'' failures do not keep it out.', '{
  "account_id": "B who", "hash": "B keyed hash of the address or of the browser''s own token", "kind": "B device or address", "seen_at": "B last sign-in from there; forgotten after 90 days, an address after 30"}');
