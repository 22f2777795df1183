package org.pantau.query;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.OriginParts;
import org.pantau.measure.value.Sketch;

/**
 * Puts parts of times together to one distribution per bucket. Parts come in order of bucket, place, origin, and what was
 * reported of a whole day after what was seen.
 */
final class Times {

    private static final int NOBODY = -1;

    private final Step step;
    private final Map<Instant, Total> totals = new HashMap<>();

    private @Nullable Instant bucket;
    private Aggregate whole = new Aggregate();
    private double seconds;
    private int place = NOBODY;
    private int origin;
    private boolean seen;
    private double seenSeconds;
    private double weight;
    private OriginParts parts = new OriginParts();
    private final boolean rivals;
    private int rival = NOBODY;
    private boolean rivalSeen;
    private double rivalWeight;
    private double rivalSum;

    /** @param rivals whether to look at what the next less automatic origin says */
    Times(Step step, boolean rivals) {
        this.step = step;
        this.rivals = rivals;
    }

    Map<Instant, Total> merge(RowSet<Row> rows) {
        for (Row row : rows) {
            take(row);
        }
        finish();
        return totals;
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
        if (row.getShort(1) != origin) {
            // A more automatic origin has said it already.
            compare(row, told);
            return;
        }
        if (told && seen) {
            // So have the samples themselves.
            return;
        }
        whole.merge(part(row, told));
        double limit = step.longest().toSeconds();
        seenSeconds = told ? limit : Math.min(limit, seenSeconds + row.getDouble(2));
        seen |= !told;
        weight += row.getDouble(5);
    }

    private void compare(Row row, boolean told) {
        int who = row.getShort(1);
        if (!rivals || (rival != NOBODY && rival != who) || (told && rivalSeen)) {
            return;
        }
        rival = who;
        rivalSeen |= !told;
        rivalWeight += row.getDouble(5);
        rivalSum += row.getDouble(7);
    }

    private static Aggregate part(Row row, boolean told) {
        Buffer sketch = row.getBuffer(11);
        double cases = row.getDouble(5);
        if (sketch == null && row.getInteger(4) == 1) {
            Aggregate single = new Aggregate();
            // A mean of many says nothing about how they spread.
            single.add(row.getDouble(10), cases, cases == 1 && !told);
            return single;
        }
        return Aggregate.of(
                row.getInteger(4),
                cases,
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getDouble(10),
                0,
                sketch == null ? null : sketch.getBytes());
    }

    private void closePlace() {
        if (place != NOBODY) {
            parts.add(Origin.ofCode(origin), weight, 1);
        }
        seconds += seenSeconds;
        seenSeconds = 0;
        weight = 0;
    }

    private void finish() {
        closePlace();
        if (bucket != null && whole.n() > 0) {
            Sketch sketch = whole.distribution();
            boolean single = sketch != null && sketch.count() >= whole.n();
            totals.put(
                    bucket,
                    new Total(
                            whole.mean(),
                            whole.min(),
                            whole.max(),
                            quantile(single, sketch, 0.5),
                            quantile(single, sketch, 0.95),
                            quantile(single, sketch, 0.99),
                            Math.round(whole.weight()),
                            seconds,
                            parts,
                            rivalWeight > 0 ? new Point.Other(Origin.ofCode(rival), rivalSum / rivalWeight) : null));
        }
        whole = new Aggregate();
        parts = new OriginParts();
        seconds = 0;
        place = NOBODY;
        rival = NOBODY;
        rivalSeen = false;
        rivalWeight = 0;
        rivalSum = 0;
    }

    private static @Nullable Double quantile(boolean single, @Nullable Sketch sketch, double q) {
        return single && sketch != null ? (Double) sketch.quantile(q) : null;
    }
}
