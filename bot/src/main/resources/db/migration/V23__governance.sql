-- What governs acts, the same for every node of a cluster.

-- The kill switch: a row while it is on.
create table halt (
    one     boolean primary key default true check (one),
    by_name text not null,
    actor   text not null,
    since   timestamptz not null,
    reason  text not null
);

-- Policies set in chat; each stands before those of the file.
create table policy_override (
    tool        text not null,
    environment text not null,
    mode        text not null,
    actor       text not null,
    by_name     text not null,
    at          timestamptz not null,
    primary key (tool, environment)
);

-- Freezes set in chat, in the words that FreezeWords reads.
create table change_freeze (
    id      bigint generated always as identity primary key,
    rule    text not null,
    actor   text not null,
    by_name text not null,
    at      timestamptz not null
);

-- Every change of the above, by whom; never changed.
create table governance_log (
    id      bigint generated always as identity primary key,
    key     text not null unique,
    at      timestamptz not null,
    actor   text not null,
    by_name text not null,
    what    text not null
);
