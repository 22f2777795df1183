package org.pantau.store.rollup;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.Sketch;

/** Folds a stream of ordered rows into buckets and writes them, a few thousand rows in memory at a time. */
final class Fold {

    private static final int ROWS = 4_000;
    private static final int BUCKETS = 1_000;

    private final SqlConnection connection;
    private final Level level;
    private final String upsert;
    private final List<Bucket> full = new ArrayList<>();
    private @Nullable Bucket current;

    private Fold(SqlConnection connection, Level level, String upsert) {
        this.connection = connection;
        this.level = level;
        this.upsert = upsert;
    }

    /** Rolls up the buckets of all series (of a zone, where it is not null) that begin from {@code first} to {@code last}. */
    static Future<Void> all(
            SqlConnection connection, Level level, OffsetDateTime first, OffsetDateTime last, @Nullable String zone) {
        return new Fold(connection, level, level.upsert()).run(level.sourceOfAll(), Tuple.of(first, last, zone));
    }

    /** Rolls up the named buckets. */
    static Future<Void> some(SqlConnection connection, Level level, List<Key> keys) {
        return keys.isEmpty()
                ? Future.succeededFuture()
                : new Fold(connection, level, level.upsert()).run(level.sourceOfSome(), named(keys));
    }

    /** Rolls up the bucket of all series (of a zone, where it is not null) that runs, as far as it has come. */
    static Future<Void> running(
            SqlConnection connection, Level level, OffsetDateTime bucket, OffsetDateTime until, @Nullable String zone) {
        return new Fold(connection, level, level.upsertRunning())
                .run(level.sourceOfRunning(), Tuple.of(bucket, until, zone));
    }

    /** Rolls up the named buckets that run, each as far as it has come. */
    static Future<Void> running(SqlConnection connection, Level level, List<Key> keys, List<OffsetDateTime> until) {
        return keys.isEmpty()
                ? Future.succeededFuture()
                : new Fold(connection, level, level.upsertRunning())
                        .run(
                                level.sourceOfSomeRunning(),
                                named(keys).addArrayOfOffsetDateTime(until.toArray(OffsetDateTime[]::new)));
    }

    private static Tuple named(List<Key> keys) {
        return Tuple.tuple()
                .addArrayOfInteger(keys.stream().map(Key::series).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(keys.stream().map(Key::bucket).toArray(OffsetDateTime[]::new));
    }

    /** A bucket of a series. */
    record Key(int series, OffsetDateTime bucket) {}

    private record Bucket(Key key, Aggregate aggregate) {}

    private Future<Void> run(String source, Tuple values) {
        return connection
                .prepare(source)
                .compose(statement -> {
                    Cursor cursor = statement.cursor(values);
                    return read(cursor).compose(done -> cursor.close());
                })
                .compose(done -> {
                    finish();
                    return flush();
                });
    }

    private Future<Void> read(Cursor cursor) {
        return cursor.read(ROWS).compose(rows -> {
            for (Row row : rows) {
                take(row);
            }
            Future<Void> flushed = full.size() >= BUCKETS ? flush() : Future.succeededFuture();
            return cursor.hasMore() ? flushed.compose(done -> read(cursor)) : flushed;
        });
    }

    private void take(Row row) {
        Key key = new Key(row.getInteger(0), row.getOffsetDateTime(1));
        Bucket bucket = current;
        if (bucket == null || !bucket.key().equals(key)) {
            finish();
            bucket = new Bucket(key, new Aggregate());
            bucket.aggregate().expect(row.getDouble(2));
            current = bucket;
        }
        if (level.fromSamples()) {
            Float weight = row.getFloat(5);
            // A mean of many says nothing about how they spread.
            bucket.aggregate().add(row.getDouble(4), weight == null ? 1 : weight, row.getBoolean(3) && weight == null);
        } else {
            bucket.aggregate().merge(stored(row));
        }
    }

    /** Without what it expected: the longer bucket expects as many as its own length asks for. */
    private static Aggregate stored(Row row) {
        Buffer sketch = row.getBuffer(10);
        return Aggregate.of(
                row.getInteger(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                0,
                sketch == null ? null : sketch.getBytes());
    }

    private void finish() {
        if (current != null) {
            full.add(current);
            current = null;
        }
    }

    private Future<Void> flush() {
        if (full.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfInteger(array(bucket -> bucket.key().series(), Integer[]::new))
                .addArrayOfOffsetDateTime(array(bucket -> bucket.key().bucket(), OffsetDateTime[]::new))
                .addArrayOfInteger(array(bucket -> (int) bucket.aggregate().n(), Integer[]::new))
                .addArrayOfDouble(array(bucket -> bucket.aggregate().weight(), Double[]::new))
                .addArrayOfDouble(array(bucket -> bucket.aggregate().sum(), Double[]::new))
                .addArrayOfDouble(array(bucket -> bucket.aggregate().weightedSum(), Double[]::new))
                .addArrayOfDouble(array(bucket -> bucket.aggregate().min(), Double[]::new))
                .addArrayOfDouble(array(bucket -> bucket.aggregate().max(), Double[]::new))
                .addArrayOfDouble(array(bucket -> bucket.aggregate().last(), Double[]::new))
                .addArrayOfFloat(array(bucket -> (float) bucket.aggregate().expected(), Float[]::new))
                .addArrayOfBuffer(array(bucket -> sketch(bucket.aggregate()), Buffer[]::new));
        full.clear();
        return connection.preparedQuery(upsert).execute(values).mapEmpty();
    }

    private static @Nullable Buffer sketch(Aggregate aggregate) {
        Sketch sketch = aggregate.distribution();
        return sketch == null ? null : Buffer.buffer(sketch.encode());
    }

    private <V> V[] array(Function<Bucket, ? extends @Nullable V> value, IntFunction<V[]> newArray) {
        V[] values = newArray.apply(full.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(full.get(i));
        }
        return values;
    }
}
