-- What is fresh lies in narrow rows, in partitions of a day (hours: of a week). What is older than a few days is packed: one
-- row holds the day (or week) of a series, and the partition it lay in is dropped. Days here are UTC's, as partitions are.

do $$
declare
    moved text;
    part record;
begin
    foreach moved in array array['sample', 'rollup_5m', 'rollup_1h', 'rollup_1d'] loop
        for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = moved::regclass loop
            execute format('alter table %I rename to %I', part.relname, 'before_' || part.relname);
        end loop;
        execute format('alter table %I rename to %I', moved, 'before_' || moved);
        execute format('alter table %I rename constraint %I to %I',
            'before_' || moved, moved || '_pkey', 'before_' || moved || '_pkey');
    end loop;
end $$;

-- Columns stand in an order that leaves no holes between them.
create table sample (
    series_id integer not null,
    quality   smallint not null,               -- ordinal of Quality; 4 (suspect) enters no total
    at        timestamptz not null,
    value     double precision not null,
    weight    real,                            -- cases a mean stands for; null means 1
    as_of     timestamptz,                     -- the source's own time; null where it gives none
    primary key (series_id, at)
) partition by range (at);

create table rollup_5m (
    series_id    integer not null,
    n            integer not null,
    bucket       timestamptz not null,
    sum          double precision not null,
    last         double precision not null,
    expected     real not null,                -- samples there should have been, by the rhythm of that time
    min          double precision,             -- null, like max: all were alike, see last
    max          double precision,
    weight       double precision,             -- null: n
    weighted_sum double precision,             -- null: sum
    sketch       bytea,
    primary key (series_id, bucket)
) partition by range (bucket);
create table rollup_1h (like rollup_5m, primary key (series_id, bucket)) partition by range (bucket);
create table rollup_1d (like rollup_5m, primary key (series_id, bucket)) partition by range (bucket);

-- Arrays hold one entry for each row packed, in order of time, and compress well where neighbours are alike. An array that
-- would say the same of all is null.
create table sample_packed (
    series_id integer not null,
    n         integer not null,                -- how many samples
    start     timestamptz not null,            -- of the UTC day
    divisor   integer,                         -- scaled / divisor are the values, exactly
    gap       bigint[] not null,               -- microseconds since the one before, the first since the day's start
    scaled    integer[],                       -- null where the values are not such fractions:
    value     double precision[],              -- then they stand here
    weight    real[],                          -- null: all null
    quality   smallint[],                      -- null: all 0
    lag       bigint[],                        -- microseconds from the source's own time to the sample's; null: no such time
    primary key (series_id, start)
) partition by range (start);

create table rollup_5m_packed (
    series_id    integer not null,
    n            integer not null,             -- how many buckets
    start        timestamptz not null,         -- of the UTC day; of the week from Monday for hours
    divisor      integer,                      -- of lowest, highest and latest, as for samples
    gap          bigint[] not null,            -- microseconds since the bucket before, the first since the start
    samples      integer[] not null,           -- n of each bucket
    sum          double precision[] not null,
    expected     real[] not null,
    latest       integer[],                    -- last, lowest and highest, each scaled or
    lowest       integer[],                    -- null where they are not such fractions:
    highest      integer[],
    last         double precision[],           -- then they stand here; lowest, highest, min, max are null too where all
    min          double precision[],           -- samples of each bucket were alike
    max          double precision[],
    weight       double precision[],           -- null: all null
    weighted_sum double precision[],           -- null: all null
    sketch       bytea[],                      -- null: all null
    primary key (series_id, start)
) partition by range (start);
create table rollup_1h_packed (like rollup_5m_packed, primary key (series_id, start)) partition by range (start);

-- A partition while it is being packed; moved whole.
create table sample_packing (like sample_packed, primary key (series_id, start));
create table rollup_5m_packing (like rollup_5m_packed, primary key (series_id, start));
create table rollup_1h_packing (like rollup_5m_packed, primary key (series_id, start));

-- What lies before is packed, but for what came late since.
create table packed_until (
    "table" text primary key,                  -- sample, rollup_5m, rollup_1h
    until   timestamptz not null
);

-- Since when a level has roll-ups: older ones are not kept. Minus infinity until the first are dropped.
alter table rollup_until add column since timestamptz not null default '-infinity';

create function unpacked(packed sample_packed)
    returns table (at timestamptz, value double precision, weight real, quality smallint, as_of timestamptz)
    language sql immutable parallel safe as $$
    select x.at, x.value, x.weight, x.quality, x.at - x.lag * interval '1 microsecond'
    from (
        select packed.start
                + sum(u.gap) over (order by u.nth rows unbounded preceding)::bigint * interval '1 microsecond' as at,
            coalesce(u.scaled / packed.divisor::double precision, u.value) as value,
            u.weight, coalesce(u.quality, 0::smallint) as quality, u.lag
        from unnest(packed.gap, packed.scaled, packed.value, packed.weight, packed.quality, packed.lag)
            with ordinality as u (gap, scaled, value, weight, quality, lag, nth)
    ) x
$$;

create function unpacked(packed rollup_5m_packed)
    returns table (bucket timestamptz, n integer, sum double precision, last double precision, expected real,
        min double precision, max double precision, weight double precision, weighted_sum double precision, sketch bytea)
    language sql immutable parallel safe as $$
    select packed.start
            + sum(u.gap) over (order by u.nth rows unbounded preceding)::bigint * interval '1 microsecond',
        u.samples, u.sum, coalesce(u.latest / packed.divisor::double precision, u.last), u.expected,
        coalesce(u.lowest / packed.divisor::double precision, u.min),
        coalesce(u.highest / packed.divisor::double precision, u.max), u.weight, u.weighted_sum, u.sketch
    from unnest(packed.gap, packed.samples, packed.sum, packed.expected, packed.latest, packed.lowest, packed.highest,
            packed.last, packed.min, packed.max, packed.weight, packed.weighted_sum, packed.sketch)
        with ordinality as u (gap, samples, sum, expected, latest, lowest, highest, last, min, max, weight, weighted_sum,
            sketch, nth)
$$;

-- The samples of a series in [since, until), and its roll-ups whose buckets begin there, wherever they lie. These must be
-- such that a query takes them in as a part of itself: only so are all tables locked before it looks at any.
create function samples(wanted integer, since timestamptz, until timestamptz)
    returns table (at timestamptz, value double precision, weight real, quality smallint, as_of timestamptz)
    language sql stable parallel safe as $$
    select s.at, s.value, s.weight, s.quality, s.as_of
    from sample s where s.series_id = wanted and s.at >= since and s.at < until
    union all
    select x.at, x.value, x.weight, x.quality, x.as_of
    from sample_packed p cross join lateral unpacked(p) x
    where p.series_id = wanted and p.start > since - interval '1 day' and p.start < until
        and x.at >= since and x.at < until
$$;

create function rollups_5m(wanted integer, since timestamptz, until timestamptz)
    returns table (bucket timestamptz, n integer, sum double precision, last double precision, expected real,
        min double precision, max double precision, weight double precision, weighted_sum double precision, sketch bytea)
    language sql stable parallel safe as $$
    select r.bucket, r.n, r.sum, r.last, r.expected, r.min, r.max, r.weight, r.weighted_sum, r.sketch
    from rollup_5m r where r.series_id = wanted and r.bucket >= since and r.bucket < until
    union all
    select x.bucket, x.n, x.sum, x.last, x.expected, x.min, x.max, x.weight, x.weighted_sum, x.sketch
    from rollup_5m_packed p cross join lateral unpacked(p) x
    where p.series_id = wanted and p.start > since - interval '1 day' and p.start < until
        and x.bucket >= since and x.bucket < until
$$;

create function rollups_1h(wanted integer, since timestamptz, until timestamptz)
    returns table (bucket timestamptz, n integer, sum double precision, last double precision, expected real,
        min double precision, max double precision, weight double precision, weighted_sum double precision, sketch bytea)
    language sql stable parallel safe as $$
    select r.bucket, r.n, r.sum, r.last, r.expected, r.min, r.max, r.weight, r.weighted_sum, r.sketch
    from rollup_1h r where r.series_id = wanted and r.bucket >= since and r.bucket < until
    union all
    select x.bucket, x.n, x.sum, x.last, x.expected, x.min, x.max, x.weight, x.weighted_sum, x.sketch
    from rollup_1h_packed p cross join lateral unpacked(row(p.*)::rollup_5m_packed) x
    where p.series_id = wanted and p.start > since - interval '7 days' and p.start < until
        and x.bucket >= since and x.bucket < until
$$;

create function rollups_1d(wanted integer, since timestamptz, until timestamptz)
    returns table (bucket timestamptz, n integer, sum double precision, last double precision, expected real,
        min double precision, max double precision, weight double precision, weighted_sum double precision, sketch bytea)
    language sql stable parallel safe as $$
    select r.bucket, r.n, r.sum, r.last, r.expected, r.min, r.max, r.weight, r.weighted_sum, r.sketch
    from rollup_1d r where r.series_id = wanted and r.bucket >= since and r.bucket < until
$$;

-- What was there before goes into the new tables.
do $$
declare
    moved record;
    starting date;
begin
    for moved in select * from (values
            ('sample', 'at', 'day', '1 day', 'series_id, quality, at, value, weight, as_of'),
            ('rollup_5m', 'bucket', 'day', '1 day', null), ('rollup_1h', 'bucket', 'week', '7 days', null),
            ('rollup_1d', 'bucket', 'year', '1 year', null)) as t ("table", "time", part, length, columns) loop
        for starting in execute format('select distinct date_trunc(%L, %I at time zone ''UTC'')::date from %I',
                moved.part, moved."time", 'before_' || moved."table") loop
            execute format('create table %I partition of %I for values from (%L) to (%L)',
                moved."table" || '_' || to_char(starting, 'YYYYMMDD'), moved."table",
                starting || ' 00:00+00', (starting + moved.length::interval)::date || ' 00:00+00');
        end loop;
        if moved.columns is not null then
            execute format('insert into %1$I (%2$s) select %2$s from %3$I',
                moved."table", moved.columns, 'before_' || moved."table");
        else
            execute format('insert into %1$I (series_id, n, bucket, sum, last, expected, min, max, weight, weighted_sum, sketch)
                    select series_id, n, bucket, sum, last, expected, case when min <> last or max <> last then min end,
                        case when min <> last or max <> last then max end, nullif(weight, n), nullif(weighted_sum, sum),
                        sketch from %2$I', moved."table", 'before_' || moved."table");
        end if;
        execute format('drop table %I', 'before_' || moved."table");
    end loop;
end $$;
