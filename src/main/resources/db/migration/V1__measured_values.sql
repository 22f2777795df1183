-- Measured values. One narrow table of samples, period values beside it, roll-ups of both above it.
-- Every table that grows is partitioned by time; partitions are created ahead and dropped by retention.
-- Tables carry series_id first in their keys, so that a sharded PostgreSQL can distribute them by series.

create table series (
    id            integer generated always as identity primary key,
    subject       text collate "C" not null,   -- 33.08/disdukcapil/ktp-el, or 33.08/disdukcapil/@feed
    measure       text collate "C" not null,
    origin        smallint not null,           -- ordinal of Origin
    counts        text,                        -- what a count counts; null for anything else
    zone          text not null,               -- zone its days are cut in
    every_seconds real not null,               -- rhythm of its feed, for the number of samples to expect
    kind          text not null,               -- Measure.Kind: COUNT, LEVEL, DURATION, STATE, SCORE
    unique (subject, measure, origin)
);

create table sample (
    series_id integer not null,
    at        timestamptz not null,
    value     double precision not null,
    weight    real,                            -- cases a mean stands for; null means 1
    quality   smallint not null,               -- ordinal of Quality; 4 (suspect) enters no total
    as_of     timestamptz,                     -- the source's own time; null where it gives none
    primary key (series_id, at)
) partition by range (at);

create table period_value (
    series_id   integer not null,
    period      smallint not null,             -- ordinal of Period
    start       timestamptz not null,
    value       double precision not null,     -- what is now known
    weight      real,
    quality     smallint not null,
    first_value double precision not null,     -- what was first reported
    first_seen  timestamptz not null,
    seen_at     timestamptz not null,          -- when the present value was first seen
    revision    integer not null default 0,    -- how often it changed since it was first reported
    closed      boolean not null default false,
    primary key (series_id, period, start)
) partition by range (start);

-- What polls that did not end well said, for operators. Plain text without secrets or bodies.
create table poll_failure (
    feed   text not null,
    at     timestamptz not null,
    state  smallint not null,                  -- ordinal of FeedState
    reason text not null,
    primary key (feed, at)
) partition by range (at);

create table status_change (
    service text collate "C" not null,
    at      timestamptz not null,
    status  text not null,
    basis   text not null,
    reason  text not null,
    detail  text not null,
    primary key (service, at)
);

-- Positions of running counters, so that a restart neither loses nor repeats an increase.
create table feed_memory (
    feed   text primary key,
    slot   timestamptz not null,
    memory text not null
);

-- Past days already read once.
create table feed_history (
    feed    text not null,
    day     date not null,
    read_at timestamptz not null,
    primary key (feed, day)
);

create table rollup_5m (
    series_id    integer not null,
    bucket       timestamptz not null,
    n            integer not null,
    weight       double precision not null,
    sum          double precision not null,
    weighted_sum double precision not null,
    min          double precision not null,
    max          double precision not null,
    last         double precision not null,
    expected     real not null,
    sketch       bytea,
    primary key (series_id, bucket)
) partition by range (bucket);
create table rollup_1h (like rollup_5m, primary key (series_id, bucket)) partition by range (bucket);
create table rollup_1d (like rollup_5m, primary key (series_id, bucket)) partition by range (bucket);

-- Up to where each level is rolled up (exclusive); days are cut per zone, the finer levels are the same in all zones.
create table rollup_until (
    level smallint not null,                   -- 0: 5 minutes, 1: hour, 2: day
    zone  text not null,                       -- empty for levels 0 and 1
    until timestamptz not null,
    primary key (level, zone)
);

-- Closed 5-minute buckets that late data touched and that must be rolled up again (and the hour and day above them).
create table rollup_dirty (
    series_id integer not null,
    bucket    timestamptz not null,
    primary key (series_id, bucket)
);
