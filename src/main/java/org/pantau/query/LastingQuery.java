package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.value.Lasting;

/** Since when feeds that do not answer well have been in their state: what every poll leaves behind says it. */
final class LastingQuery {

    /** No longer is looked back: that it is long is all that matters then. */
    private static final Duration LONGEST = Duration.ofDays(90);

    /**
     * Polls are read backwards to the last one in another state, then the first after it is taken: at most the length of the
     * trouble, for feeds in trouble alone.
     */
    private static final String TROUBLES =
            """
            with trouble as materialized (
                select s.id, s.subject, x.at, x.value from series s cross join lateral (
                    select at, value from sample where series_id = s.id and at >= $1 and at <= $2 and value <> %1$d
                    order by at desc limit 1) x
                where s.measure = '%2$s' and x.value <> %3$d)
            select t.subject, t.value, t.at, (
                select at from sample where series_id = t.id and value = t.value and at <= t.at and at >= $3
                    and at > coalesce((
                        select at from sample where series_id = t.id and at >= $3 and at < t.at
                            and value not in (%1$d, t.value)
                        order by at desc limit 1), '-infinity')
                order by at limit 1)
            from trouble t
            """.formatted(FeedState.UNMONITORED.code(), Measures.POLL.name(), FeedState.OK.code());

    private final Pool pool;

    LastingQuery(Pool pool) {
        this.pool = pool;
    }

    /** By id of the feed; {@code recent}: what nobody has looked at for longer than that may have changed meanwhile. */
    Future<Map<String, Lasting>> troubles(Instant now, Duration recent) {
        Tuple times = Tuple.of(
                now.minus(recent).atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC),
                now.minus(LONGEST).atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(TROUBLES).execute(times).map(LastingQuery::byFeed);
    }

    private static Map<String, Lasting> byFeed(RowSet<Row> rows) {
        Map<String, Lasting> feedToLasting = new HashMap<>();
        for (Row row : rows) {
            String subject = row.getString(0);
            Instant until = row.getOffsetDateTime(2).toInstant();
            Lasting lasting = new Lasting(
                    FeedState.ofCode(row.getDouble(1).intValue()),
                    row.getOffsetDateTime(3).toInstant(),
                    until);
            // a feed that went to another agency has polls under both
            feedToLasting.merge(
                    subject.substring(subject.indexOf('@') + 1),
                    lasting,
                    (one, other) -> one.until().isBefore(other.until()) ? other : one);
        }
        return feedToLasting;
    }
}
