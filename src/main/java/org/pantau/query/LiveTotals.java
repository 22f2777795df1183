package org.pantau.query;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.pantau.measure.Measure.Kind;
import org.pantau.query.Levels.Marks;
import org.pantau.query.Levels.Piece;

/**
 * Puts buckets together from samples and roll-ups. One statement for each span, however many series.
 *
 * @param speakers whose words to tell apart
 * @param step hours or longer, or 5 minutes
 * @param zone zone buckets are cut in
 */
record LiveTotals(Kind kind, Chosen chosen, Speakers speakers, Step step, ZoneId zone, Marks marks) {

    /** What is known of each bucket that begins in or reaches into one of the spans; no two may share one. */
    Future<Map<Instant, Total>> read(SqlClient client, List<Window> spans) {
        Map<Instant, Total> known = new ConcurrentHashMap<>();
        return Future.all(spans.stream()
                        .map(span -> read(client, span).onSuccess(known::putAll))
                        .toList())
                .map(done -> known);
    }

    /**
     * The same in one statement for all spans, which come in order of time. Of what was told of whole periods it may also
     * know buckets between them.
     */
    Future<Map<Instant, Total>> together(SqlClient client, List<Window> spans) {
        if (spans.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        List<Piece> pieces = spans.stream()
                .flatMap(span -> Levels.pieces(span, step, marks, zone).stream())
                .toList();
        Window whole =
                new Window(spans.get(0).from(), spans.get(spans.size() - 1).to());
        return read(client, whole, pieces);
    }

    private Future<Map<Instant, Total>> read(SqlClient client, Window span) {
        return read(client, span, Levels.pieces(span, step, marks, zone));
    }

    private Future<Map<Instant, Total>> read(SqlClient client, Window span, List<Piece> pieces) {
        if (chosen.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        if (kind == Kind.DURATION) {
            return client.preparedQuery(SeriesSql.times(step, pieces))
                    .execute(values(chosen, zone, span, pieces))
                    .compose(rows -> besideTheLoop(() -> new Times(step, speakers.rivals()).merge(rows)));
        }
        return client.preparedQuery(SeriesSql.numbers(kind, step, pieces, speakers))
                .execute(values(chosen, zone, span, pieces))
                .map(rows -> Buckets.numbers(rows, kind, speakers));
    }

    /** The parameters of all statements of {@link SeriesSql} that read values. */
    static Tuple values(Chosen chosen, ZoneId zone, Window window, List<Piece> pieces) {
        Tuple values = Tuple.of(
                chosen.ids().toArray(Integer[]::new),
                chosen.placeOfId().toArray(Integer[]::new),
                chosen.origins().toArray(Short[]::new),
                chosen.every().toArray(Float[]::new),
                zone.getId(),
                utc(window.from()),
                utc(window.to()));
        for (Piece piece : pieces) {
            values.addValue(utc(piece.from())).addValue(utc(piece.to()));
        }
        return values;
    }

    /** Thousands of distributions take longer to put together than an event loop may be held. */
    private static <T> Future<T> besideTheLoop(Callable<T> work) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "answers of the pool come on a context");
        return context.executeBlocking(work, false);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
