package org.pantau.query;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.Sketch;

/**
 * Puts parts of times together to one distribution per bucket. Parts come in order of bucket, place, origin, and what was
 * reported of a whole day after what was seen.
 */
final class Times {

    private final Buckets buckets;
    private final Map<Instant, Point> points = new HashMap<>();

    private @Nullable Instant bucket;
    private Aggregate whole = new Aggregate();
    private double seconds;
    private int place = -1;
    private int origin;
    private boolean seen;
    private double seenSeconds;

    Times(Buckets buckets) {
        this.buckets = buckets;
    }

    Map<Instant, Point> merge(RowSet<Row> rows) {
        for (Row row : rows) {
            take(row);
        }
        finish();
        return points;
    }

    private void take(Row row) {
        Instant start = row.getOffsetDateTime(3).toInstant();
        if (!start.equals(bucket)) {
            finish();
            bucket = start;
        }
        if (row.getInteger(0) != place) {
            closePlace();
            place = row.getInteger(0);
            origin = row.getShort(1);
            seen = false;
        }
        boolean told = row.getBoolean(12);
        if (row.getShort(1) != origin || (told && seen)) {
            // A more automatic origin, or the samples themselves, have said it already.
            return;
        }
        whole.merge(part(row, told));
        double limit = buckets.step().longest().toSeconds();
        seenSeconds = told ? limit : Math.min(limit, seenSeconds + row.getInteger(4) * row.getFloat(2));
        seen |= !told;
    }

    private static Aggregate part(Row row, boolean told) {
        Buffer sketch = row.getBuffer(11);
        double weight = row.getDouble(5);
        if (sketch == null && row.getInteger(4) == 1) {
            Aggregate single = new Aggregate();
            // A mean of many says nothing about how they spread.
            single.add(row.getDouble(10), weight, weight == 1 && !told);
            return single;
        }
        return Aggregate.of(
                row.getInteger(4),
                weight,
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getDouble(10),
                0,
                sketch == null ? null : sketch.getBytes());
    }

    private void closePlace() {
        seconds += seenSeconds;
        seenSeconds = 0;
    }

    private void finish() {
        closePlace();
        if (bucket != null && whole.n() > 0) {
            Sketch sketch = whole.distribution();
            boolean single = sketch != null && sketch.count() >= whole.n();
            points.put(
                    bucket,
                    new Point(
                            bucket,
                            whole.mean(),
                            whole.min(),
                            whole.max(),
                            quantile(single, sketch, 0.5),
                            quantile(single, sketch, 0.95),
                            quantile(single, sketch, 0.99),
                            Math.round(whole.weight()),
                            buckets.coverage(bucket, seconds)));
        }
        whole = new Aggregate();
        seconds = 0;
        place = -1;
    }

    private static @Nullable Double quantile(boolean single, @Nullable Sketch sketch, double q) {
        return single && sketch != null ? (Double) sketch.quantile(q) : null;
    }
}
