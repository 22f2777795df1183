-- Who looks after an account, whether it may log in, and how often it was changed.
alter table account
    add column home        text collate "C" not null default '', -- administrators of this place look after it
    add column disabled_at timestamptz,        -- null: may log in
    add column must_change boolean not null default false,       -- the password was made up by somebody else
    add column created_by  text not null default '',
    add column revision    integer not null default 1;           -- counts changes, so that two do not undo each other's

alter table role_grant
    add column capacity   text not null default 'definitive',    -- definitive, plt, plh, pj, pjs
    add column granted_by text not null default '';

-- A name for a session that opens nothing, and whence it was opened.
alter table session
    add column id      text not null default gen_random_uuid()::text,
    add column address text not null default '',
    add column agent   text not null default '';

-- Keys for programs that read. Only the hash is kept.
create table api_token (
    id           text collate "C" primary key,
    token_hash   bytea not null unique,
    username     text collate "C" not null references account on delete cascade,
    name         text not null,
    scope        text collate "C" not null,    -- sees what the account sees within
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
create index api_token_by_account on api_token (username);

-- Regencies and cities that let their province look after their feeds too, not only see figures and status.
create table opened_government (
    code      text collate "C" primary key,
    opened_by text not null,
    opened_at timestamptz not null
);

-- Where it happened, for those who may read of that place; empty: what concerns all.
alter table audit add column place text collate "C" not null default '';
create index audit_by_place on audit (place, id);

-- Only added to: of the last year nothing is changed or taken away by anybody, Pantau included.
create function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '1 year' then
        return old;
    end if;
    raise exception 'the audit is only added to' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_stays before update or delete on audit for each row execute function audit_stays();
create trigger audit_is_not_emptied before truncate on audit for each statement execute function audit_stays();
