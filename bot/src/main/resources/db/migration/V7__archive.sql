-- What lists of sessions show and search; it all stands in the log too.
alter table session
    add column headline      text not null default '',
    add column surface       text,
    add column workspace     text,
    add column channel       text,
    add column thread        text,
    add column actor_surface text,
    add column actor_id      text,
    add column actor_name    text;

update session s
set surface       = e.body -> 'place' ->> 'surface',
    workspace     = e.body -> 'place' ->> 'workspace',
    channel       = e.body -> 'place' ->> 'channel',
    thread        = e.body -> 'place' ->> 'thread',
    actor_surface = e.body -> 'actor' ->> 'surface',
    actor_id      = e.body -> 'actor' ->> 'id',
    actor_name    = e.body -> 'actor' ->> 'name'
from session_event e
where e.session_id = s.id
  and e.body ->> 'type' = 'Started';

update session s
set headline = verdict.text
from (select distinct on (session_id) session_id, body -> 'finding' ->> 'text' as text
      from session_event
      where body ->> 'type' = 'FindingMade' and body -> 'finding' ->> 'id' = 'verdict'
      order by session_id, seq desc) verdict
where verdict.session_id = s.id;

-- Words are what stands between punctuation, so that "checkout-api" is found by "checkout" and by "api".
alter table session
    add column words tsvector generated always as (
        to_tsvector('simple', regexp_replace(coalesce(intent, '') || ' ' || headline, '[!-/:-@\[-`{-~]+', ' ', 'g'))
    ) stored;

create index session_words on session using gin (words);
-- Takes the place of an index by the time alone.
drop index session_recent;
create index session_in_order on session (started_at desc, id desc) where started_at is not null;
create index session_live on session (started_at desc, id desc) where status not in ('DONE', 'FAILED', 'CANCELLED');
create index session_at on session (channel, thread, started_at desc) where thread is not null;

-- The last reading of each source; a tool is named server/tool.
create index receipt_latest on receipt (split_part(tool, '/', 1), asked_at desc);
