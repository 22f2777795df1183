-- Answers about wide places that are kept: what a bucket of all services below a branch comes to. They are what the same
-- question would be answered without them, so they may be thrown away at any time.
create table branch_total_1h (
    branch  text collate "C" not null,         -- 33, 33.08, 33.08/disdukcapil; empty above all governments
    measure text collate "C" not null,
    counts  text collate "C" not null,         -- what a count counts; empty for anything else
    step    smallint not null,                 -- ordinal of Period: here hours
    start   timestamptz not null,
    newest  integer not null,                  -- highest number of any series when it was made
    made_of bigint not null,                   -- fingerprint of the series it was made of
    seconds double precision not null,         -- covered, over all services
    value   double precision,                  -- null, like all below: nothing was known
    lowest  double precision,
    highest double precision,
    p50     double precision,
    p95     double precision,
    p99     double precision,
    n       bigint,                            -- cases a time rests on, or samples of a state
    sizes   double precision[],                -- of what each origin has said, in order of Origin
    inputs  integer[],                         -- of each origin
    primary key (branch, measure, counts, step, start)
) partition by range (start);

-- Days, weeks and months.
create table branch_total_1d (like branch_total_1h, primary key (branch, measure, counts, step, start))
    partition by range (start);

-- Where a number changed after its bucket had closed: kept answers that rest on it are not used any more.
create table branch_touched (
    series_id integer not null,
    at        timestamptz not null,            -- within the hour, or at the start of the period
    period    smallint not null,               -- ordinal of the shortest Period that rests on it
    primary key (series_id, at, period)
);
