-- Alerts and the incidents that they belong to. Times are the bot's own, as they are compared with each other only.

create table alert_incident (
    session_id text primary key,
    place      text        not null,
    opened_at  timestamptz not null,
    last_at    timestamptz not null,
    closed_at  timestamptz,
    turn       bigint      not null default 0
);

create index alert_incident_latest on alert_incident (place, last_at desc);

create table alert (
    place      text    not null,
    id         text    not null,
    session_id text    not null references alert_incident (session_id),
    service    text,
    firing     boolean not null,
    primary key (place, id)
);

create index alert_session on alert (session_id);
