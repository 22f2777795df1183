-- What was added to the catalogue on the page, every revision of it; the highest counts.
create table catalogue_addition (
    name     text collate "C" not null,
    revision integer not null,
    title    text not null,
    yaml     text,                             -- null: removed
    saved_by text not null,                    -- name of the account
    trusted  boolean not null,                 -- saved by an administrator: may reach what the catalogue file may
    saved_at timestamptz not null,
    primary key (name, revision)
);

-- Links that open a form, or let a program send files, without an account. Only the hash of a token is kept.
create table report_link (
    id           text collate "C" primary key,
    token_hash   bytea not null unique,
    feed         text collate "C" not null,
    kind         text not null,                -- form, upload
    holder       text not null,                -- whom it was made for
    created_by   text not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    revoked_by   text,
    last_used_at timestamptz
);
create index report_link_by_feed on report_link (feed);

-- What people reported, as they said it: one row for each time and day. Values are kept as numbers of the day elsewhere;
-- this says who, when, and what was said to be absent.
create table report_submission (
    id     bigint generated always as identity, -- in the order they came: the last word counts
    feed   text collate "C" not null,
    key    text collate "C" not null,          -- tells it from every other, so that it counts once
    day    date not null,
    at     timestamptz not null,
    said_by text not null,
    how    text not null,                      -- form, file
    link   text,                               -- id of the link; null for a person with an account
    figures jsonb not null,                    -- [{service, measure, value (null: absent), before}]
    primary key (feed, key, day)
);
create index report_submission_by_day on report_submission (feed, day, id);

-- Reminders, so that each is sent once.
create table report_reminder (
    feed text collate "C" not null,
    day  date not null,
    kind text not null,                        -- before, after
    at   timestamptz not null,
    recipient text not null,
    sent boolean not null,
    primary key (feed, day, kind, recipient)
);
create index report_reminder_by_time on report_reminder (at);

-- Who did what, when, from where. Only added to.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text not null,                     -- name of the account, or "link:" and the id of a link
    address text not null,                     -- whence; may be empty
    action  text not null,
    subject text collate "C" not null,         -- place or feed it concerns
    detail  text not null
);
create index audit_by_time on audit (at);
