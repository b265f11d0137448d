-- Times that decide who works on what are the database's own, so that nodes need not agree on the time.

create table node (
    id      text primary key,
    beat_at timestamptz not null
);

create table session (
    id         text primary key,
    owner      text,
    length     bigint  not null default 0,
    ritual     text,
    intent     text,
    status     text,
    started_at timestamptz,
    settled    boolean not null default false
);

create index session_unsettled on session (owner) where not settled;
create index session_recent on session (started_at desc);

create table receipt (
    session_id  text        not null references session (id),
    seq         bigint      not null,
    source      text        not null,
    tool        text        not null,
    arguments   text        not null,
    actor       text        not null,
    asked_at    timestamptz not null,
    observed_at timestamptz not null,
    latency_ms  bigint      not null,
    cached      boolean     not null,
    outcome     text        not null,
    result      text        not null,
    digest      text        not null,
    link        text,
    rollback    text,
    prev        text        not null,
    hash        text        not null,
    primary key (session_id, seq)
);

-- The log. An answered call names its receipt by `receipt_seq`; the receipt's own fields stand in `receipt` alone.
create table session_event (
    session_id  text        not null references session (id),
    seq         bigint      not null,
    at          timestamptz not null,
    body        json        not null,
    receipt_seq bigint,
    primary key (session_id, seq),
    foreign key (session_id, receipt_seq) references receipt (session_id, seq)
);

-- What people did, kept before it is acknowledged; the key knows a second delivery again.
create table heard (
    key        text primary key,
    session_id text        not null,
    body       json        not null,
    heard_at   timestamptz not null default now(),
    attempts   int         not null default 0,
    handled_at timestamptz
);

create index heard_unhandled on heard (heard_at) where handled_at is null;

-- Every post on a chat platform, known before it is tried and found again after.
create table post (
    session_id text        not null,
    slot       text        not null,
    tried_at   timestamptz not null default now(),
    channel    text,
    message    text,
    primary key (session_id, slot)
);
