-- Where the app may write in Microsoft Teams, so that it can do so unasked after a restart.
create table teams_conversation (
    channel     text primary key,
    kind        text        not null,
    tenant      text        not null,
    service_url text        not null,
    bot         text        not null,
    team        text,
    person      text,
    gone        text,
    heard_at    timestamptz not null default now()
);

create index teams_conversation_team on teams_conversation (team) where team is not null;
create index teams_conversation_person on teams_conversation (person) where person is not null;

-- The session that was shown last in a thread; a chat has no threads, and there it is the empty one.
create table teams_thread (
    channel    text        not null,
    thread     text        not null,
    session_id text        not null,
    shown_at   timestamptz not null default now(),
    primary key (channel, thread)
);
