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
     * The last poll in another state is looked for, then the first in this one after it, for feeds in trouble alone. Of what
     * is packed, a day's array says whether it holds such a state; one day, at most two, are unpacked.
     */
    private static final String TROUBLES =
            """
            with trouble as materialized (
                select s.id, s.subject, x.at, x.value from series s cross join lateral (
                    select at, value from sample where series_id = s.id and at >= $1 and at <= $2 and value <> %1$d
                    order by at desc limit 1) x
                where s.measure = '%2$s' and x.value <> %3$d),
            before as materialized (
                select t.*, coalesce(greatest(
                    (select at from sample where series_id = t.id and at >= $3 and at < t.at
                        and value not in (%1$d, t.value) order by at desc limit 1),
                    (select max(x.at) from (
                        select p as day from sample_packed p where p.series_id = t.id and p.start >= $3 and p.start < t.at
                            and (p.scaled is null or exists (select from unnest(p.scaled) as state
                                where state / p.divisor::float8 not in (%1$d, t.value)))
                        order by p.start desc limit 1) packed cross join lateral unpacked(packed.day) x
                    where x.at >= $3 and x.value not in (%1$d, t.value))), '-infinity') as other
                from trouble t)
            select b.subject, b.value, b.at, least(
                (select at from sample where series_id = b.id and value = b.value and at <= b.at and at >= $3
                    and at > b.other order by at limit 1),
                (select min(x.at) from (
                    select p as day from sample_packed p where p.series_id = b.id and p.start >= $3 and p.start < b.at
                        and p.start > b.other - interval '1 day'
                        and (p.scaled is null or exists (select from unnest(p.scaled) as state
                            where state / p.divisor::float8 = b.value))
                    order by p.start limit 2) packed cross join lateral unpacked(packed.day) x
                where x.at > b.other and x.value = b.value))
            from before b
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
