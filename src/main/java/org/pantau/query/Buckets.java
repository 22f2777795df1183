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
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;
import org.pantau.measure.value.OriginParts;

/** The buckets of a window that have begun, with the share of expected samples in each. */
final class Buckets {

    /** Each is a statement of its own. */
    private static final int MOST_SPANS = 4;

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

    /** All points in order, gaps where nothing is known. */
    List<Point> points(Map<Instant, Total> known) {
        List<Point> points = new ArrayList<>();
        Instant start = step.floor(window.from(), zone);
        while (start.isBefore(window.to()) && !start.isAfter(now)) {
            Total total = known.get(start);
            points.add(total == null || total.isGap() ? Point.gap(start) : point(start, total));
            start = step.next(start, zone);
        }
        return points;
    }

    private Point point(Instant from, Total total) {
        return new Point(
                from,
                total.value(),
                total.min(),
                total.max(),
                total.p50(),
                total.p95(),
                total.p99(),
                total.n(),
                coverage(from, total.seconds()),
                total.parts().least(),
                total.parts().shares(),
                total.other());
    }

    /** What was put together in SQL by {@link SeriesSql#numbers}. */
    static Map<Instant, Total> numbers(RowSet<Row> rows, Kind kind, Speakers speakers) {
        Map<Instant, Total> totals = new HashMap<>();
        // The extremes of one subject mean something, those of a sum do not.
        boolean extremes = speakers.single() && (kind == Kind.LEVEL || kind == Kind.SCORE);
        for (Row row : rows) {
            totals.put(
                    row.getOffsetDateTime(0).toInstant(),
                    new Total(
                            row.getDouble(1),
                            extremes ? row.getDouble(2) : null,
                            extremes ? row.getDouble(3) : null,
                            null,
                            null,
                            null,
                            kind == Kind.STATE ? (Long) row.getNumeric(4).longValue() : null,
                            row.getDouble(5),
                            parts(row, speakers),
                            speakers.rivals() ? rival(row) : null));
        }
        return totals;
    }

    private static OriginParts parts(Row row, Speakers speakers) {
        OriginParts parts = new OriginParts();
        if (!speakers.several()) {
            parts.add(speakers.origins().get(0), 0, 1);
            return parts;
        }
        int column = SeriesSql.SHARES;
        for (Origin origin : speakers.origins()) {
            Double size = row.getDouble(column++);
            parts.add(origin, size == null ? 0 : size, row.getInteger(column++));
        }
        return parts;
    }

    private static Point.@Nullable Other rival(Row row) {
        Short origin = row.getShort(row.size() - 2);
        Double value = row.getDouble(row.size() - 1);
        return origin == null || value == null ? null : new Point.Other(Origin.ofCode(origin), value);
    }

    /** Spans of what {@code kept} leaves to be found out, in order of time; far from each other they are still few. */
    List<Window> rest(Map<Instant, Total> kept) {
        List<Window> spans = new ArrayList<>();
        Instant start = step.floor(window.from(), zone);
        while (start.isBefore(window.to()) && !start.isAfter(now)) {
            Instant next = step.next(start, zone);
            if (!kept.containsKey(start)) {
                Instant from = start.isBefore(window.from()) ? window.from() : start;
                Instant to = next.isAfter(window.to()) ? window.to() : next;
                Window last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                boolean joined = last != null && (last.to().equals(from) || spans.size() == MOST_SPANS);
                if (joined && last != null) {
                    spans.set(spans.size() - 1, new Window(last.from(), to));
                } else {
                    spans.add(new Window(from, to));
                }
            }
            start = next;
        }
        return spans;
    }

    /** Share of a bucket that {@code seconds} of samples cover, over all subjects. */
    double coverage(Instant bucket, double seconds) {
        double due = due(bucket);
        return due <= 0 ? 1 : Math.min(1, seconds / due);
    }

    /** For how many seconds data are expected in the part of a bucket that lies in the window and is over. */
    double due(Instant bucket) {
        Instant from = bucket.isBefore(window.from()) ? window.from() : bucket;
        Instant end = step.next(bucket, zone);
        end = end.isAfter(window.to()) ? window.to() : end;
        end = end.isAfter(now) ? now : end;
        return expected.seconds(from, end);
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
            Origin origin = Origin.ofCode(row.getShort(4));
            points.add(new Point(at, row.getDouble(1), null, null, null, null, null, n, 1, origin, null, null));
            last = at;
        }
        return points;
    }
}
