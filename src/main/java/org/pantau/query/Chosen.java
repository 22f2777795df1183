package org.pantau.query;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;

/**
 * The series that have a part in an answer.
 *
 * @param of what they count; null for anything but counts
 * @param places how many subjects they belong to
 */
record Chosen(
        @Nullable String of,
        List<Integer> ids,
        List<Integer> placeOfId,
        List<Short> origins,
        List<Float> every,
        Map<String, Instant> watched,
        int places) {

    /** Of a place with fewer services any answer is a matter of milliseconds. */
    static final int WIDE = 50;

    /** Chooses among the rows of {@link SeriesSql#FIND}. {@code asked}: null for what most of them count. */
    static Chosen of(Iterable<Row> rows, @Nullable String asked, Kind kind) {
        String of = kind == Kind.COUNT ? likeliest(rows, asked) : null;
        List<Integer> ids = new ArrayList<>();
        List<Integer> placeOfId = new ArrayList<>();
        List<Short> origins = new ArrayList<>();
        List<Float> every = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        Map<String, Instant> watched = new HashMap<>();
        for (Row row : rows) {
            if (kind != Kind.COUNT || Objects.equals(of, row.getString(4))) {
                ids.add(row.getInteger(0));
                placeOfId.add(places.computeIfAbsent(row.getString(1), any -> places.size()));
                origins.add(row.getShort(2));
                every.add(row.getFloat(3));
                OffsetDateTime first = row.getOffsetDateTime(5);
                watched.merge(
                        row.getString(1),
                        first == null ? Instant.MIN : first.toInstant(),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return new Chosen(of, ids, placeOfId, origins, every, watched, places.size());
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Whether answers are kept ready. */
    boolean wide() {
        return places >= WIDE;
    }

    Speakers speakers() {
        List<Origin> distinct =
                origins.stream().distinct().sorted().map(Origin::ofCode).toList();
        return new Speakers(distinct, places == 1);
    }

    /** How many samples the liveliest series has in this time. */
    double samples(Duration length) {
        return every.stream()
                .mapToDouble(seconds -> length.toSeconds() / seconds)
                .max()
                .orElse(0);
    }

    private static @Nullable String likeliest(Iterable<Row> rows, @Nullable String asked) {
        if (asked != null) {
            return asked;
        }
        Map<String, Integer> kinds = new HashMap<>();
        String best = null;
        for (Row row : rows) {
            String kind = row.getString(4);
            if (kind != null) {
                int count = kinds.merge(kind, 1, Integer::sum);
                int leader = best == null ? 0 : kinds.getOrDefault(best, 0);
                best = count > leader ? kind : best;
            }
        }
        return best;
    }
}
