-- A session and the command it brings are opened by one function, and what a request leaves is written by plain statements whose plans are kept.

drop function kernel.settle(jsonb, jsonb, uuid, text, bytea, jsonb);

-- Holds a command's key for this transaction: the same command sent meanwhile waits here. `same` is empty when it is new, or says whether it is
-- what was sent before, and `answer` is what was answered then.
drop function kernel.claim(uuid, text, bytea);
create function kernel.claim(p_key uuid, p_operation text, p_hash bytea, out same boolean, out answer jsonb) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(app.account()::text || p_key::text, 740233));
  select i.operation = p_operation and i.input_hash = p_hash, i.answer into same, answer from kernel.idempotency i
    where i.community_id = app.community() and i.account_id = app.account() and i.key = p_key;
end $$;

-- Made anew by the access file, with the command beside the token.
drop function if exists identity.open_session(uuid, bytea);
