-- The hour and the day that still run, of each series: what has closed of them so far, so that the present of a whole
-- province need not be put together from all its 5 minutes. Rows are written over; those of a bucket that has closed since
-- are not looked at.
create table rollup_running (
    series_id    integer not null,
    level        smallint not null,            -- as in rollup_until: 1 hours, 2 days
    n            integer not null,
    bucket       timestamptz not null,
    sum          double precision not null,
    last         double precision not null,
    expected     real not null,                -- of the whole bucket
    min          double precision,
    max          double precision,
    weight       double precision,
    weighted_sum double precision,
    sketch       bytea,
    primary key (series_id, level)
) with (fillfactor = 40);

-- Up to where the bucket that begins at "until" is in rollup_running.
alter table rollup_until add column running timestamptz not null default '-infinity';
