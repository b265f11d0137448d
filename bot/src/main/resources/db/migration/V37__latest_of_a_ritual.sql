-- With the id in it, so that it is read instead of all sessions of the time, of which a ritual may have had few or none.
drop index session_done;
create index session_done on session (ritual, started_at desc) include (id) where status = 'DONE';
