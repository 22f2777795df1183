package org.pantau.store.rollup;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hour and the day that still run, as far as the finer level has closed: the hour up to the last 5 minutes, the day up to
 * the last hour. Whoever rolls them up holds their mark, so that bucket and mark always say the same.
 */
final class Running {

    private static final String MARK =
            "select until, running from rollup_until where level = $1 and zone = $2 for update";

    private Running() {}

    /** Takes the bucket that runs up to {@code limit}, to where the finer level has come; may be repeated. */
    static Future<Void> advance(Pool pool, Level level, String zone, Instant limit) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(MARK)
                .execute(Tuple.of((short) level.code(), zone))
                .compose(rows -> {
                    Row mark = rows.iterator().next();
                    OffsetDateTime bucket = mark.getOffsetDateTime(0);
                    boolean further =
                            limit.isAfter(bucket.toInstant()) && limit.isAfter(instant(mark.getOffsetDateTime(1)));
                    boolean runs = limit.isBefore(bucket.toInstant().plus(level.length()));
                    if (!further || !runs) {
                        return Future.succeededFuture();
                    }
                    OffsetDateTime until = limit.atOffset(ZoneOffset.UTC);
                    return Fold.running(connection, level, bucket, until, level == Level.DAY ? zone : null)
                            .compose(done -> connection
                                    .preparedQuery(
                                            "update rollup_until set running = $3 where level = $1 and zone = $2")
                                    .execute(Tuple.of((short) level.code(), zone, until)))
                            .mapEmpty();
                }));
    }

    /** Keeps all marks where they are until the transaction ends. */
    static Future<Void> hold(SqlConnection connection) {
        return connection
                .query("select from rollup_until where level > 0 order by level, zone for update")
                .execute()
                .mapEmpty();
    }

    /** Buckets that run, and how far they have come; they are rolled up again together. */
    static final class Changed {

        private final Map<Fold.Key, OffsetDateTime> keyToUntil = new LinkedHashMap<>();

        /** Takes a bucket if it is the one that {@code runs} and something of it has closed. */
        void add(Fold.Key key, @Nullable OffsetDateTime runs, @Nullable OffsetDateTime until) {
            if (runs != null && until != null && key.bucket().isEqual(runs) && until.isAfter(runs)) {
                keyToUntil.put(key, until);
            }
        }

        Future<Void> again(SqlConnection connection, Level level) {
            return Fold.running(connection, level, List.copyOf(keyToUntil.keySet()), List.copyOf(keyToUntil.values()));
        }
    }

    /** Minus infinity comes long before anything. */
    private static Instant instant(OffsetDateTime time) {
        return time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
    }
}
