package org.pantau.store.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;

/** A level of roll-up, what it is folded from, and how. Days are cut in the series' zone, the others are the same in all. */
enum Level {
    FIVE_MINUTES(0, "rollup_5m", Duration.ofMinutes(5)),
    HOUR(1, "rollup_1h", Duration.ofHours(1)),
    DAY(2, "rollup_1d", Duration.ofDays(1));

    /** Buckets of every series (of a zone): {@code $1} the first, {@code $2} the last, {@code $3} the zone, null for all. */
    private static final String OF_ALL = "(select id as series_id, bucket from series"
            + " cross join generate_series($1::timestamptz, $2::timestamptz, interval '%d seconds') as bucket"
            + " where $3::text is null or zone = $3)";

    private static final String OF_SOME = "unnest($1::int[], $2::timestamptz[])";

    private final int code;
    private final String table;
    private final Duration length;

    Level(int code, String table, Duration length) {
        this.code = code;
        this.table = table;
        this.length = length;
    }

    int code() {
        return code;
    }

    String table() {
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

    /** What the buckets of all series are folded from. */
    String sourceOfAll() {
        return source(OF_ALL.formatted(length.toSeconds()));
    }

    /** What given buckets are folded from: {@code $1} series, {@code $2} buckets. */
    String sourceOfSome() {
        return source(OF_SOME);
    }

    /** Rows in order of series and time: series, bucket, expected samples, then a sample or an aggregate. */
    private String source(String keys) {
        String values = fromSamples()
                ? "s.kind = 'DURATION', x.value, x.weight"
                : "x.n, x.weight, x.sum, x.weighted_sum, x.min, x.max, x.last, x.sketch";
        String from = fromSamples()
                ? "select at as time, value, weight from sample where series_id = s.id and quality not in ("
                        + Quality.SUSPECT.code() + ", " + Quality.OFF_HOURS.code()
                        + ") and at >= k.bucket and at < k.bucket + "
                : "select *, bucket as time from " + below() + " where series_id = s.id"
                        + " and bucket >= k.bucket and bucket < k.bucket + ";
        return "select s.id, k.bucket, " + length.toSeconds() + " / s.every_seconds, " + values + " from " + keys
                + " as k (series_id, bucket) join series s on s.id = k.series_id cross join lateral (" + from
                + "interval '" + length.toSeconds() + " seconds') x order by s.id, k.bucket, x.time";
    }

    private String below() {
        return this == HOUR ? FIVE_MINUTES.table : HOUR.table;
    }

    /** Writes buckets; may be repeated. */
    String upsert() {
        return "insert into " + table
                + " (series_id, bucket, n, weight, sum, weighted_sum, min, max, last, expected, sketch)"
                + " select * from unnest($1::int[], $2::timestamptz[], $3::int[], $4::float8[], $5::float8[],"
                + " $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::real[], $11::bytea[])"
                + " on conflict (series_id, bucket) do update set n = excluded.n, weight = excluded.weight,"
                + " sum = excluded.sum, weighted_sum = excluded.weighted_sum, min = excluded.min, max = excluded.max,"
                + " last = excluded.last, expected = excluded.expected, sketch = excluded.sketch";
    }
}
