package org.pantau.store.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;
import org.pantau.store.Table;

/** A level of roll-up, what it is folded from, and how. Days are cut in the series' zone, the others are the same in all. */
enum Level {
    FIVE_MINUTES(0, Table.ROLLUP_5M, Duration.ofMinutes(5)),
    HOUR(1, Table.ROLLUP_1H, Duration.ofHours(1)),
    DAY(2, Table.ROLLUP_1D, Duration.ofDays(1));

    /** Buckets of every series (of a zone): {@code $1} the first, {@code $2} the last, {@code $3} the zone, null for all. */
    private static final String OF_ALL = "(select id, bucket, bucket + interval '%1$d seconds' from series"
            + " cross join generate_series($1::timestamptz, $2::timestamptz, interval '%1$d seconds') as bucket"
            + " where $3::text is null or zone = $3)";

    private static final String OF_SOME =
            "(select *, bucket + interval '%d seconds' from unnest($1::int[], $2::timestamptz[]) as t (id, bucket))";

    /** The bucket of every series (of a zone) that runs: {@code $1} its start, {@code $2} how far it has come. */
    private static final String RUNNING_OF_ALL =
            "(select id, $1::timestamptz, $2::timestamptz from series where $3::text is null or zone = $3)";

    private static final String RUNNING_OF_SOME = "unnest($1::int[], $2::timestamptz[], $3::timestamptz[])";

    private static final String COLUMNS =
            "series_id, bucket, n, weight, sum, weighted_sum, min, max, last, expected, sketch";

    private static final String VALUES = "series_id, bucket, n, nullif(weight, n), sum, nullif(weighted_sum, sum),"
            + " case when min <> last or max <> last then min end, case when min <> last or max <> last then max end,"
            + " last, expected, sketch from unnest($1::int[], $2::timestamptz[], $3::int[], $4::float8[], $5::float8[],"
            + " $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::real[], $11::bytea[]) as t (" + COLUMNS
            + ")";

    private static final String REPLACED = "n = excluded.n, weight = excluded.weight, sum = excluded.sum,"
            + " weighted_sum = excluded.weighted_sum, min = excluded.min, max = excluded.max, last = excluded.last,"
            + " expected = excluded.expected, sketch = excluded.sketch";

    private final int code;
    private final Table table;
    private final Duration length;

    Level(int code, Table table, Duration length) {
        this.code = code;
        this.table = table;
        this.length = length;
    }

    int code() {
        return code;
    }

    Table table() {
        return table;
    }

    /** Indonesian zones have no summer time: every day has 24 hours. */
    Duration length() {
        return length;
    }

    /** How many buckets in a row one transaction may hold: many short ones, when it has to catch up. */
    int together() {
        return this == FIVE_MINUTES ? 12 : 1;
    }

    Instant start(Instant time, ZoneId zone) {
        return switch (this) {
            case FIVE_MINUTES ->
                Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length.toSeconds()) * length.toSeconds());
            case HOUR -> Period.HOUR.start(time, zone);
            case DAY -> Period.DAY.start(time, zone);
        };
    }

    /** Whether it is folded from single samples. */
    boolean fromSamples() {
        return this == FIVE_MINUTES;
    }

    /** What the buckets of all series are folded from: they have just closed, so that everything is fresh. */
    String sourceOfAll() {
        return source(OF_ALL.formatted(length.toSeconds()), fresh());
    }

    /** What given buckets, which may be old, are folded from: {@code $1} series, {@code $2} buckets. */
    String sourceOfSome() {
        return source(
                OF_SOME.formatted(length.toSeconds()),
                "(select s.id as series_id, * from "
                        + (fromSamples() ? "samples" : below().replace("rollup", "rollups"))
                        + "(s.id, k.bucket, k.until))");
    }

    /** What the buckets that run are folded from, see {@link #RUNNING_OF_ALL}. */
    String sourceOfRunning() {
        return source(RUNNING_OF_ALL, fresh());
    }

    /** What given buckets that run are folded from: {@code $1} series, {@code $2} buckets, {@code $3} how far they have come. */
    String sourceOfSomeRunning() {
        return source(RUNNING_OF_SOME, fresh());
    }

    /** Rows in order of series and time: series, bucket, expected samples, then a sample or an aggregate. */
    private String source(String keys, String table) {
        String values = fromSamples()
                ? "s.kind = 'DURATION', x.value, x.weight"
                : "x.n, coalesce(x.weight, x.n), x.sum, coalesce(x.weighted_sum, x.sum), coalesce(x.min, x.last),"
                        + " coalesce(x.max, x.last), x.last, x.sketch";
        String from = fromSamples()
                ? "select at as time, value, weight from " + table + " t where series_id = s.id and quality not in ("
                        + Quality.SUSPECT.code() + ", " + Quality.OFF_HOURS.code()
                        + ") and at >= k.bucket and at < k.until"
                : "select *, bucket as time from " + table + " t where series_id = s.id"
                        + " and bucket >= k.bucket and bucket < k.until";
        return "select s.id, k.bucket, " + length.toSeconds() + " / s.every_seconds, " + values + " from " + keys
                + " as k (series_id, bucket, until) join series s on s.id = k.series_id cross join lateral (" + from
                + ") x order by s.id, k.bucket, x.time";
    }

    private String fresh() {
        return fromSamples() ? "sample" : below();
    }

    private String below() {
        return (this == HOUR ? FIVE_MINUTES : HOUR).table.tableName();
    }

    /** Writes buckets; may be repeated. */
    String upsert() {
        return "insert into " + table.tableName() + " (" + COLUMNS + ") select " + VALUES
                + " on conflict (series_id, bucket) do update set " + REPLACED;
    }

    /** Writes buckets that run over those that ran before. */
    String upsertRunning() {
        return "insert into rollup_running (level, " + COLUMNS + ") select " + code + ", " + VALUES
                + " on conflict (series_id, level) do update set bucket = excluded.bucket, " + REPLACED;
    }
}
