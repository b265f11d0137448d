-- What runs by itself. The next due time is worked out by the bot, right across changes of the clocks.
create table schedule (
    id         bigint generated always as identity primary key,
    wish       text        not null unique,
    owner      json        not null,
    asked      json        not null,
    place      json        not null,
    label      text        not null,
    work       json        not null,
    recurrence text        not null,
    zone       text        not null,
    rests      boolean     not null,
    session_id text,
    follow_up  text,
    title      text,
    state      text        not null,
    next_at    timestamptz,
    last_at    timestamptz,
    failures   int         not null default 0,
    reason     text        not null default '',
    set_at     timestamptz not null
);

create index schedule_due on schedule (next_at, id) where state = 'ACTIVE';

-- One due time, or one attempt at it. Its key is that of what is heard for it, so that it is heard once.
create table occurrence (
    key         text primary key,
    schedule_id bigint      not null references schedule (id) on delete cascade,
    due_at      timestamptz not null,
    attempt     int         not null,
    release_at  timestamptz not null,
    state       text        not null,
    session_id  text,
    detail      text        not null default ''
);

create index occurrence_waiting on occurrence (release_at) where state = 'WAITING';
create index occurrence_started on occurrence (due_at) where state = 'STARTED';
create index occurrence_latest on occurrence (schedule_id, due_at desc, attempt desc);

-- From when on a channel or a workspace can be posted to again.
create table lane (
    name    text primary key,
    free_at timestamptz not null
);

create table schedule_note (
    id          bigint generated always as identity primary key,
    schedule_id bigint      not null references schedule (id) on delete cascade,
    kind        text        not null,
    first_at    timestamptz not null,
    last_at     timestamptz not null,
    times       int         not null,
    reason      text        not null,
    told_at     timestamptz
);

create index schedule_note_untold on schedule_note (id) where told_at is null;

-- Why the end of a session did not reach the people; empty where it did.
alter table session add column undelivered text not null default '';
