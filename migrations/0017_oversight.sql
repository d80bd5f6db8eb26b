-- The privacy officer's desk. It keeps nothing of its own: it reads the audit trail and the queue of failed work.

create schema oversight;
grant usage on schema oversight to tributary_app;
