-- What every request calls keeps one plan for all values, by the index: a plan made while a table was small would read all of it
-- for as long as the connection lives.
alter function kernel.claim(uuid, text, bytea) set plan_cache_mode = force_generic_plan;
alter function kernel.claim(uuid, text, bytea) set enable_seqscan = off;
alter function kernel.settle(jsonb, jsonb, uuid, jsonb) set plan_cache_mode = force_generic_plan;
alter function kernel.settle(jsonb, jsonb, uuid, jsonb) set enable_seqscan = off;
