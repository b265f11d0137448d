-- Workflows that run by themselves. Times are the bot's own, as they are compared with each other only.

-- Whether the triggers of a workflow count, where somebody said so.
create table automation_switch (
    name    text primary key,
    enabled boolean     not null,
    key     text        not null,
    actor   text        not null,
    by_name text        not null,
    at      timestamptz not null
);

-- Workflows that were kept from the drafts of rituals.
create table automation_saved (
    name       text primary key,
    yaml       text        not null,
    session_id text        not null,
    actor      text        not null,
    by_name    text        not null,
    at         timestamptz not null
);

-- Every run. One that waits for its turn keeps what its session will hear.
create table automation_run (
    session_id text primary key,
    key        text        not null unique,
    automation text        not null,
    cause      text        not null,
    signal     json        not null,
    state      text        not null check (state in ('QUEUED', 'RUNNING', 'ENDED')),
    status     text,
    asked_at   timestamptz not null,
    begun_at   timestamptz,
    ended_at   timestamptz
);

create index automation_run_open on automation_run (automation, asked_at) where state <> 'ENDED';
create index automation_run_latest on automation_run (automation, asked_at desc);

-- Sessions that have ended, until it is known whether anything follows from it.
create table session_outcome (
    session_id text primary key references session (id),
    at         timestamptz not null default now()
);
