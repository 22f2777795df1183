package org.pantau.query;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.measure.Measure.Kind;

/** The buckets of a window that have begun, with the share of expected samples in each. */
final class Buckets {

    private final Window window;
    private final Step step;
    private final ZoneId zone;
    private final Instant now;
    private final Expected expected;

    /** @param expected how long each bucket should be covered */
    Buckets(Window window, Step step, ZoneId zone, Instant now, Expected expected) {
        this.window = window;
        this.step = step;
        this.zone = zone;
        this.now = now;
        this.expected = expected;
    }

    Step step() {
        return step;
    }

    /** All points in order, gaps where nothing is known. */
    List<Point> points(Map<Instant, Point> known) {
        List<Point> points = new ArrayList<>();
        Instant start = step.floor(window.from(), zone);
        while (start.isBefore(window.to()) && !start.isAfter(now)) {
            points.add(known.getOrDefault(start, Point.gap(start)));
            start = step.next(start, zone);
        }
        return points;
    }

    /** Points of what was put together in SQL. {@code single}: one subject, whose extremes mean something. */
    Map<Instant, Point> numbers(RowSet<Row> rows, Kind kind, boolean single) {
        Map<Instant, Point> points = new HashMap<>();
        boolean extremes = single && (kind == Kind.LEVEL || kind == Kind.SCORE);
        for (Row row : rows) {
            Instant from = row.getOffsetDateTime(0).toInstant();
            points.put(
                    from,
                    new Point(
                            from,
                            row.getDouble(1),
                            extremes ? row.getDouble(2) : null,
                            extremes ? row.getDouble(3) : null,
                            null,
                            null,
                            null,
                            kind == Kind.STATE ? (Long) row.getNumeric(4).longValue() : null,
                            coverage(from, row.getDouble(5))));
        }
        return points;
    }

    /** Share of a bucket that {@code seconds} of samples cover, over all subjects. */
    double coverage(Instant bucket, double seconds) {
        Instant from = bucket.isBefore(window.from()) ? window.from() : bucket;
        Instant end = step.next(bucket, zone);
        end = end.isAfter(window.to()) ? window.to() : end;
        end = end.isAfter(now) ? now : end;
        double due = expected.seconds(from, end);
        return due <= 0 ? 1 : Math.min(1, seconds / due);
    }

    /** Single samples, and a gap after each that was not followed in time. */
    static List<Point> raw(RowSet<Row> rows, Kind kind) {
        List<Point> points = new ArrayList<>();
        Instant last = null;
        for (Row row : rows) {
            Instant at = row.getOffsetDateTime(0).toInstant();
            Duration every = Duration.ofMillis((long) (row.getFloat(3) * 1000));
            if (last != null && Duration.between(last, at).compareTo(every.multipliedBy(2)) >= 0) {
                points.add(Point.gap(last.plus(every)));
            }
            Float weight = row.getFloat(2);
            Long n = kind == Kind.DURATION ? (Long) (weight == null ? 1L : Math.round(weight)) : null;
            points.add(new Point(at, row.getDouble(1), null, null, null, null, null, n, 1));
            last = at;
        }
        return points;
    }
}
