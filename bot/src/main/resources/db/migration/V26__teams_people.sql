-- What Teams says of people with each message they send, so that it is known when they are not heard from.
create table teams_person (
    person   text primary key,
    zone     text        not null,
    heard_at timestamptz not null default now()
);
