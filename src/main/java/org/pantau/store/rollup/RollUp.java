package org.pantau.store.rollup;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.store.Partitions;
import org.pantau.store.pack.Packable;
import org.pantau.store.pack.Packing;

/**
 * Rolls samples up to 5 minutes, hours and days, closed buckets only. How far each level has come is kept in the same
 * transaction as its buckets, so that a run may be cut off anywhere and repeated. What late samples touched is rolled up
 * again. Several Pantau may run it at the same time.
 */
public final class RollUp {

    /** Time for the last samples of a bucket to arrive before it is rolled up. */
    public static final Duration LAG = Duration.ofSeconds(20);

    private static final int DIRTY_AT_ONCE = 500;
    /** A run after a long stop ends after so many steps; the next goes on. */
    private static final int STEPS = 2_000;

    /** Waits for the transactions that write samples now: those that begin later see by the clock that they are late. */
    private static final String BARRIER =
            "begin; set local lock_timeout = '10s'; lock table only sample in share mode; commit";

    private static final String TAKE_DIRTY = """
            with gone as (
                delete from rollup_dirty where (series_id, bucket) in (
                    select series_id, bucket from rollup_dirty where bucket < $1
                    order by series_id, bucket limit %d for update)
                returning series_id, bucket)
            select g.series_id, g.bucket, date_trunc('hour', g.bucket, 'UTC'), date_trunc('day', g.bucket, s.zone),
                h.until, h.running, d.until, d.running
            from gone g join series s on s.id = g.series_id left join rollup_until h on h.level = 1 and h.zone = ''
                left join rollup_until d on d.level = 2 and d.zone = s.zone
            order by g.series_id, g.bucket
            """.formatted(DIRTY_AT_ONCE);

    private final Pool pool;
    private final Partitions partitions;
    private @Nullable Future<Void> running;

    public RollUp(Pool pool, Partitions partitions) {
        this.pool = pool;
        this.partitions = partitions;
    }

    /**
     * Rolls up what is closed at {@code now}; to be called about once a minute. While a run is under way its future is
     * answered again.
     */
    public synchronized Future<Void> run(Instant now) {
        Future<Void> before = running;
        if (before != null && !before.isComplete()) {
            return before;
        }
        Instant closed = Level.FIVE_MINUTES.start(now.minus(LAG), ZoneOffset.UTC);
        Future<Void> run = begin(closed)
                .compose(done -> pool.query(BARRIER).execute())
                .compose(done -> advance(Level.FIVE_MINUTES, "", closed, STEPS))
                .compose(until -> advance(Level.HOUR, "", until, STEPS)
                        .compose(this::days)
                        .compose(done -> Running.advance(pool, Level.HOUR, "", until)))
                .compose(done -> redo(STEPS));
        running = run;
        return run;
    }

    /** Places the first marks: at the oldest sample, or at what is closed where there is none. */
    private Future<Void> begin(Instant closed) {
        return pool.query("select 1 from rollup_until where level = 0")
                .execute()
                .compose(rows -> rows.size() > 0
                        ? Future.<Void>succeededFuture()
                        : pool.query("select min(at) from sample").execute().compose(oldest -> {
                            OffsetDateTime first = oldest.iterator().next().getOffsetDateTime(0);
                            Instant from =
                                    first == null || first.toInstant().isAfter(closed) ? closed : first.toInstant();
                            return mark(Level.HOUR, "", Level.HOUR.start(from, ZoneOffset.UTC))
                                    .compose(done -> mark(
                                            Level.FIVE_MINUTES, "", Level.FIVE_MINUTES.start(from, ZoneOffset.UTC)));
                        }));
    }

    private Future<Void> mark(Level level, String zone, Instant until) {
        return pool.preparedQuery(
                        "insert into rollup_until (level, zone, until) values ($1, $2, $3)" + " on conflict do nothing")
                .execute(Tuple.of((short) level.code(), zone, utc(until)))
                .mapEmpty();
    }

    /** Days of each zone, as far as the hours have come. */
    private Future<Void> days(Instant hours) {
        return pool.query("select distinct zone from series").execute().compose(zones -> {
            Future<Void> done = Future.succeededFuture();
            for (Row row : zones) {
                String zone = row.getString(0);
                done = done.compose(before -> firstDay(zone, hours))
                        .compose(marked -> advance(Level.DAY, zone, hours, STEPS))
                        .compose(days -> Running.advance(pool, Level.DAY, zone, hours));
            }
            return done;
        });
    }

    private Future<Void> firstDay(String zone, Instant hours) {
        return pool.preparedQuery("select min(bucket) from rollup_1h where not exists ("
                        + "select 1 from rollup_until where level = 2 and zone = $1)")
                .execute(Tuple.of(zone))
                .compose(rows -> {
                    OffsetDateTime oldest = rows.iterator().next().getOffsetDateTime(0);
                    Instant from = oldest == null ? hours : oldest.toInstant();
                    return mark(Level.DAY, zone, Level.DAY.start(from, ZoneId.of(zone)));
                });
    }

    /** Takes a level bucket by bucket up to {@code limit}; the future holds how far it came. */
    private Future<Instant> advance(Level level, String zone, Instant limit, int steps) {
        return until(pool, level, zone, "").compose(until -> {
            if (steps == 0 || until.plus(level.length()).isAfter(limit)) {
                return Future.succeededFuture(until);
            }
            return partitions
                    .ensure(
                            level.table(),
                            List.of(until, until.plus(level.length().multipliedBy(level.together()))))
                    .compose(done -> pool.withTransaction(connection -> step(connection, level, zone, limit)))
                    .compose(done -> advance(level, zone, limit, steps - 1));
        });
    }

    private static Future<Void> step(SqlConnection connection, Level level, String zone, Instant limit) {
        return until(connection, level, zone, " for update").compose(until -> {
            long buckets =
                    Math.min(level.together(), Duration.between(until, limit).dividedBy(level.length()));
            if (buckets < 1) {
                // Another Pantau came first.
                return Future.succeededFuture();
            }
            Instant next = until.plus(level.length().multipliedBy(buckets));
            return Fold.all(
                            connection,
                            level,
                            utc(until),
                            utc(next.minus(level.length())),
                            level == Level.DAY ? zone : null)
                    .compose(done -> connection
                            .preparedQuery("update rollup_until set until = $3 where level = $1 and zone = $2")
                            .execute(Tuple.of((short) level.code(), zone, utc(next))))
                    .mapEmpty();
        });
    }

    private static Future<Instant> until(SqlClient client, Level level, String zone, String lock) {
        return client.preparedQuery("select until from rollup_until where level = $1 and zone = $2" + lock)
                .execute(Tuple.of((short) level.code(), zone))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
    }

    /** Rolls up again what late samples touched: the 5 minutes, their hour and day where these are closed. */
    private Future<Void> redo(int steps) {
        return until(pool, Level.FIVE_MINUTES, "", "")
                .compose(until -> waiting(until)
                        .compose(buckets -> buckets.isEmpty() || steps == 0
                                ? Future.<Void>succeededFuture()
                                : prepare(buckets)
                                        .compose(done -> pool.withTransaction(connection -> Running.hold(connection)
                                                .compose(held -> connection
                                                        .preparedQuery(TAKE_DIRTY)
                                                        .execute(Tuple.of(utc(until))))
                                                .compose(rows ->
                                                        redo(connection, rows, until.minus(Packing.PERHAPS_PACKED)))))
                                        .compose(done -> redo(steps - 1))));
    }

    private Future<List<Instant>> waiting(Instant until) {
        return pool.preparedQuery("select distinct bucket from (select bucket from rollup_dirty where bucket < $1"
                        + " order by series_id, bucket limit " + DIRTY_AT_ONCE + ") chosen")
                .execute(Tuple.of(utc(until)))
                .map(rows -> rows.stream()
                        .map(row -> row.getOffsetDateTime(0).toInstant())
                        .toList());
    }

    /** Creating a table inside the transaction would make writers wait for its end. */
    private Future<Void> prepare(List<Instant> buckets) {
        // A local day begins up to 9 hours before its UTC day.
        List<Instant> days = buckets.stream()
                .flatMap(bucket -> List.of(bucket, bucket.minus(Duration.ofDays(1))).stream())
                .toList();
        return partitions
                .ensure(Level.FIVE_MINUTES.table(), buckets)
                .compose(done -> partitions.ensure(Level.HOUR.table(), buckets))
                .compose(done -> partitions.ensure(Level.DAY.table(), days));
    }

    private static Future<Void> redo(SqlConnection connection, RowSet<Row> dirty, Instant old) {
        Set<Fold.Key> buckets = new LinkedHashSet<>();
        Set<Fold.Key> hours = new LinkedHashSet<>();
        Set<Fold.Key> days = new LinkedHashSet<>();
        Set<Fold.Key> perhapsPacked = new LinkedHashSet<>();
        Running.Changed runningHours = new Running.Changed();
        Running.Changed runningDays = new Running.Changed();
        for (Row row : dirty) {
            int series = row.getInteger(0);
            Fold.Key bucket = new Fold.Key(series, row.getOffsetDateTime(1));
            Fold.Key hour = new Fold.Key(series, row.getOffsetDateTime(2));
            if (bucket.bucket().toInstant().isBefore(old)) {
                perhapsPacked.add(bucket);
                // The others of its hour may not be kept any longer; the samples are.
                buckets.addAll(within(hour));
            } else {
                buckets.add(bucket);
            }
            Fold.Key day = new Fold.Key(series, row.getOffsetDateTime(3));
            addClosed(hours, hour, row.getOffsetDateTime(4));
            addClosed(days, day, row.getOffsetDateTime(6));
            runningHours.add(hour, row.getOffsetDateTime(4), row.getOffsetDateTime(5));
            runningDays.add(day, row.getOffsetDateTime(6), row.getOffsetDateTime(7));
        }
        return touch(connection, dirty)
                .compose(done -> unpack(connection, Packable.FIVE_MINUTES, perhapsPacked))
                .compose(done -> unpack(connection, Packable.HOURS, perhapsPacked))
                .compose(done -> Fold.some(connection, Level.FIVE_MINUTES, List.copyOf(buckets)))
                .compose(done -> Fold.some(connection, Level.HOUR, List.copyOf(hours)))
                .compose(done -> Fold.some(connection, Level.DAY, List.copyOf(days)))
                .compose(done -> runningHours.again(connection, Level.HOUR))
                .compose(done -> runningDays.again(connection, Level.DAY));
    }

    /** What is rolled up again changes answers that may be kept. */
    private static Future<Void> touch(SqlConnection connection, RowSet<Row> dirty) {
        Tuple values = Tuple.tuple()
                .addArrayOfInteger(dirty.stream().map(row -> row.getInteger(0)).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(
                        dirty.stream().map(row -> row.getOffsetDateTime(2)).toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(Touched.HOURS).execute(values).mapEmpty();
    }

    private static List<Fold.Key> within(Fold.Key hour) {
        return Stream.iterate(hour.bucket(), bucket -> bucket.plus(Level.FIVE_MINUTES.length()))
                .limit(Level.HOUR.length().dividedBy(Level.FIVE_MINUTES.length()))
                .map(bucket -> new Fold.Key(hour.series(), bucket))
                .toList();
    }

    private static Future<Void> unpack(SqlConnection connection, Packable table, Set<Fold.Key> buckets) {
        Map<Integer, Set<Instant>> seriesToTimes = new LinkedHashMap<>();
        buckets.forEach(key -> seriesToTimes
                .computeIfAbsent(key.series(), any -> new LinkedHashSet<>())
                .add(key.bucket().toInstant()));
        return buckets.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(table.unpack())
                        .execute(table.named(seriesToTimes))
                        .mapEmpty();
    }

    /** The others are rolled up when they close. */
    private static void addClosed(Set<Fold.Key> keys, Fold.Key key, @Nullable OffsetDateTime until) {
        if (until != null && key.bucket().isBefore(until)) {
            keys.add(key);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
