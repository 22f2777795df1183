-- What was pushed and may be pushed again: written in one transaction with the values, kept for a day.
create table push_key (
    feed   text not null,
    key    text collate "C" not null,          -- hash of an Idempotency-Key, or of one increase (of what, since, until)
    at     timestamptz not null,               -- when it came first
    body   text,                               -- hash of the body that came with it; null for an increase
    answer text,                               -- what was answered; null for an increase
    primary key (feed, key)
);
create index push_key_by_time on push_key (at);
