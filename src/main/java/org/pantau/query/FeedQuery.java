package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.ScopePath;

/** How polls of a feed ended. */
public final class FeedQuery {

    private static final String FAILURES =
            "select at, state, reason from poll_failure where feed = $1 order by at desc limit $2";
    private static final String POLLS = "select x.at, x.value from series s cross join lateral samples(s.id, $3, $4) x"
            + " where s.subject = $1 and s.measure = $2 order by x.at";

    private final Pool pool;

    public FeedQuery(Pool pool) {
        this.pool = pool;
    }

    /** A poll that did not end well. {@code reason} is plain text for operators. */
    public record Failure(Instant at, FeedState state, String reason) {}

    /** How the poll of a slot ended. */
    public record Poll(Instant at, FeedState state) {}

    /** The latest failures of a feed, the newest first. */
    public Future<List<Failure>> lastFailures(String feed, int most) {
        return pool.preparedQuery(FAILURES)
                .execute(Tuple.of(feed, most))
                .map(rows -> rows.stream()
                        .map(row -> new Failure(
                                row.getOffsetDateTime(0).toInstant(),
                                FeedState.ofCode(row.getShort(1)),
                                row.getString(2)))
                        .toList());
    }

    /** Every poll of a feed within a window, in order of time; {@code feed} is the feed's own path. */
    public Future<List<Poll>> polls(ScopePath feed, Window window) {
        Tuple values = Tuple.of(
                feed.value(),
                Measures.POLL.name(),
                window.from().atOffset(ZoneOffset.UTC),
                window.to().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(POLLS)
                .execute(values)
                .map(rows -> rows.stream()
                        .map(row -> new Poll(
                                row.getOffsetDateTime(0).toInstant(),
                                FeedState.ofCode(row.getDouble(1).intValue())))
                        .toList());
    }
}
