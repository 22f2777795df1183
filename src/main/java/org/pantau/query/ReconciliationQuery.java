package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Measures;

/** Compares what should have been stored with what was. One statement, however many feeds. */
public final class ReconciliationQuery {

    private static final String POLLS = "select s.subject, s.first_at, coalesce(sum(r.n), 0)::bigint from series s"
            + " left join lateral rollups_1h(s.id, $2, $3) r on true where s.measure = '" + Measures.POLL.name()
            + "' and s.subject = any($1) group by s.id";

    private final Pool pool;

    public ReconciliationQuery(Pool pool) {
        this.pool = pool;
    }

    private record Known(Instant first, long stored) {}

    /**
     * Compares a window of whole hours that are rolled up.
     *
     * @param feeds those of the catalogue; what is pushed or typed has no slots and is left out
     */
    public Future<Reconciliation> of(Window window, Collection<Feed> feeds) {
        List<Feed> asked = feeds.stream().filter(feed -> !feed.isPushed()).toList();
        String[] paths = asked.stream().map(feed -> feed.path().value()).toArray(String[]::new);
        return pool.preparedQuery(POLLS)
                .execute(Tuple.tuple()
                        .addArrayOfString(paths)
                        .addOffsetDateTime(window.from().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(window.to().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<String, Known> known = new HashMap<>();
                    for (Row row : rows) {
                        OffsetDateTime first = row.getOffsetDateTime(1);
                        known.put(
                                row.getString(0),
                                new Known(first == null ? Instant.MIN : first.toInstant(), row.getLong(2)));
                    }
                    return compared(window, asked, known);
                });
    }

    private static Reconciliation compared(Window window, List<Feed> feeds, Map<String, Known> known) {
        List<Reconciliation.Missing> all = new ArrayList<>();
        // Nothing tells since when a feed that was never stored should be there: since anything was, at most.
        Known never = new Known(
                known.values().stream()
                        .map(Known::first)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX),
                0);
        long expected = 0;
        long stored = 0;
        for (Feed feed : feeds) {
            String path = feed.path().value();
            Known polls = known.getOrDefault(path, never);
            long due = due(window, polls.first(), feed.every());
            expected += due;
            stored += polls.stored();
            all.add(new Reconciliation.Missing(path, due, polls.stored()));
        }
        return new Reconciliation(window, all, expected, stored);
    }

    private static long due(Window window, Instant first, Duration every) {
        Instant from = first.isAfter(window.from()) ? first : window.from();
        return from.isBefore(window.to()) ? Duration.between(from, window.to()).dividedBy(every) : 0;
    }
}
