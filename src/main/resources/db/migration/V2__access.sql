-- People, what they may see, and their sessions.

create table account (
    username   text collate "C" primary key,
    name       text not null,
    password   text,                           -- Argon2id in its own notation; null: cannot log in with a password
    created_at timestamptz not null
);

-- A role on a place of the tree and everything below it; an empty scope is the whole tree.
create table role_grant (
    username   text collate "C" not null references account on delete cascade,
    role       text not null,
    scope      text collate "C" not null,
    valid_from timestamptz,
    valid_to   timestamptz,
    primary key (username, role, scope)
);

-- Only the hash of a session's token is kept, so that a copy of this table opens no door.
create table session (
    token_hash bytea primary key,
    username   text collate "C" not null references account on delete cascade,
    created_at timestamptz not null,
    seen_at    timestamptz not null
);
create index session_by_account on session (username);
