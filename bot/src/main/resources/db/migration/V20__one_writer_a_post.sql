-- Who may write a post now, until when by the database's clock, and how often it was claimed.
alter table post
    add column writer        text,
    add column claimed_until timestamptz,
    add column tries         bigint  not null default 1,
    -- The latest state that was written, and whether the platform was left expecting more of it.
    add column version       bigint  not null default 0,
    add column streaming     boolean not null default false;
