package org.pantau.query;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.database.TestDatabase;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.Sketch;

/** Samples and period values as they were recorded: in the database, with roll-ups up to given marks, and in memory. */
final class Recorded {

    private static final List<String> TABLES =
            List.of("sample", "rollup_5m", "period_value", "rollup_1h", "rollup_1d", "poll_failure");

    record Series(
            int id,
            String subject,
            String measure,
            Origin origin,
            @Nullable String of,
            ZoneId zone,
            int every) {}

    record Value(Series series, Instant at, double value, double weight) {}

    private final Pool pool;
    private final List<Series> series = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    Recorded(Pool pool, LocalDate from, LocalDate to) {
        this.pool = pool;
        TABLES.forEach(table -> partition(table, from, to));
    }

    List<Value> values() {
        return values;
    }

    Series series(String subject, String measure, Origin origin, @Nullable String of, String zone, int every) {
        Kind kind = Measures.standard().get(measure).kind();
        TestDatabase.done(pool.preparedQuery("insert into series (id, subject, measure, origin, counts, zone,"
                        + " every_seconds, kind) overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8)")
                .execute(Tuple.tuple()
                        .addValue(series.size() + 1)
                        .addValue(subject)
                        .addValue(measure)
                        .addValue((short) origin.code())
                        .addValue(of)
                        .addValue(zone)
                        .addValue((float) every)
                        .addValue(kind.name())));
        Series added = new Series(series.size() + 1, subject, measure, origin, of, ZoneId.of(zone), every);
        series.add(added);
        return added;
    }

    void add(Series one, Instant at, double value, double weight) {
        values.add(new Value(one, at, value, weight));
    }

    void period(Series one, Period period, Instant start, double value, boolean closed) {
        TestDatabase.done(pool.preparedQuery("insert into period_value (series_id, period, start, value, quality,"
                        + " first_value, first_seen, seen_at, closed) values ($1, $2, $3, $4, 0, $4, $3, $3, $5)")
                .execute(Tuple.of(one.id(), (short) period.code(), start.atOffset(ZoneOffset.UTC), value, closed)));
    }

    /** One that no total may hold. */
    void suspect(Series one, Instant at, double value) {
        write(List.of(new Value(one, at, value, 1)), Quality.SUSPECT);
    }

    /** A state seen while the service was closed. */
    void offHours(Series one, Instant at, double value) {
        write(List.of(new Value(one, at, value, 1)), Quality.OFF_HOURS);
    }

    void watchedSince(Series one, Instant first) {
        TestDatabase.done(pool.preparedQuery("update series set first_at = $2 where id = $1")
                .execute(Tuple.of(one.id(), first.atOffset(ZoneOffset.UTC))));
    }

    /** Writes the samples and rolls them up to each level's mark. */
    void write(Instant fiveMinutes, Instant hours, Instant days) {
        write(values, Quality.OK);
        rollUp("rollup_5m", Step.FIVE_MINUTES, fiveMinutes);
        rollUp("rollup_1h", Step.HOUR, hours);
        rollUp("rollup_1d", Step.DAY, days);
        mark(0, "", fiveMinutes);
        mark(1, "", hours);
        series.stream().map(Series::zone).distinct().forEach(zone -> mark(2, zone.getId(), days));
    }

    private void write(List<Value> rows, Quality quality) {
        List<Tuple> batch = rows.stream()
                .map(row -> Tuple.of(
                        row.series().id(),
                        row.at().atOffset(ZoneOffset.UTC),
                        row.value(),
                        row.weight() == 1 ? null : (Float) (float) row.weight(),
                        (short) quality.code()))
                .toList();
        for (int i = 0; i < batch.size(); i += 1000) {
            TestDatabase.done(pool.preparedQuery(
                            "insert into sample (series_id, at, value, weight, quality) values ($1, $2, $3, $4, $5)")
                    .executeBatch(batch.subList(i, Math.min(batch.size(), i + 1000))));
        }
    }

    private void rollUp(String table, Step step, Instant mark) {
        Map<Series, Map<Instant, Aggregate>> buckets = new LinkedHashMap<>();
        values.stream().sorted((one, other) -> one.at().compareTo(other.at())).forEach(row -> {
            Instant bucket = step.floor(row.at(), row.series().zone());
            if (step.next(bucket, row.series().zone()).isAfter(mark)) {
                return;
            }
            boolean time = Measures.standard().get(row.series().measure()).kind() == Kind.DURATION;
            buckets.computeIfAbsent(row.series(), any -> new TreeMap<>())
                    .computeIfAbsent(bucket, any -> new Aggregate())
                    .add(row.value(), row.weight(), time && row.weight() == 1);
        });
        List<Tuple> rows = new ArrayList<>();
        buckets.forEach((one, starts) -> starts.forEach((start, sum) -> rows.add(row(one, start, sum, step))));
        for (int i = 0; i < rows.size(); i += 1000) {
            TestDatabase.done(pool.preparedQuery("insert into " + table + " (series_id, bucket, n, weight, sum,"
                            + " weighted_sum, min, max, last, expected, sketch)"
                            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
                    .executeBatch(rows.subList(i, Math.min(rows.size(), i + 1000))));
        }
    }

    private static Tuple row(Series one, Instant start, Aggregate sum, Step step) {
        Sketch sketch = sum.distribution();
        return Tuple.tuple()
                .addValue(one.id())
                .addValue(start.atOffset(ZoneOffset.UTC))
                .addValue((int) sum.n())
                .addValue(sum.weight())
                .addValue(sum.sum())
                .addValue(sum.weightedSum())
                .addValue(sum.min())
                .addValue(sum.max())
                .addValue(sum.last())
                .addValue(step.longest().toSeconds() / (float) one.every())
                .addValue(sketch == null ? null : Buffer.buffer(sketch.encode()));
    }

    private void mark(int level, String zone, Instant until) {
        TestDatabase.done(pool.preparedQuery("insert into rollup_until (level, zone, until) values ($1, $2, $3)")
                .execute(Tuple.of((short) level, zone, until.atOffset(ZoneOffset.UTC))));
    }

    private void partition(String table, LocalDate from, LocalDate to) {
        TestDatabase.done(pool.query("create table " + table + "_" + from.toEpochDay() + " partition of " + table
                        + " for values from ('" + from + " 00:00+00') to ('" + to + " 00:00+00')")
                .execute());
    }

    /** Length of a span in seconds. */
    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
