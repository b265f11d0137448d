-- What kind of event it is, so that nobody has to parse large bodies to find that they are of another. Rewrites the table.
alter table session_event add column type text generated always as (body->>'type') stored;

-- The latest sessions of a ritual that came to their end.
create index session_done on session (ritual, started_at desc) where status = 'DONE';
