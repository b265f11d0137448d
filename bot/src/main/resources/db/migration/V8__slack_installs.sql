-- Where the Slack app is installed: a workspace, or a whole organisation of Enterprise Grid. Tokens are sealed.
create table slack_install (
    tenant       text        primary key,
    kind         text        not null check (kind in ('team', 'org')),
    name         text        not null,
    app_id       text        not null,
    bot_user     text        not null,
    scopes       text[]      not null,
    installed_by text        not null,
    installed_at timestamptz not null,
    sealed       bytea       not null,
    expires_at   timestamptz,
    check ((kind = 'org') = (tenant like 'E%'))
);

-- Which organisation a workspace belongs to, so that an install of the organisation serves it.
create table slack_team (
    team text primary key check (team not like 'E%'),
    org  text not null check (org like 'E%')
);

-- Installs that were begun. The digest of the state is kept, not the state.
create table slack_oauth_state (
    digest   text        primary key,
    verifier bytea,
    until    timestamptz not null
);

-- Tells a node that its keyset is not the one that sealed what is stored here.
create table vault_seal (
    one    boolean primary key default true check (one),
    sealed bytea   not null
);
