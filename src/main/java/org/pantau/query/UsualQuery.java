package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;

/** What days' figures of services usually are. One statement, however many services and measures. */
public final class UsualQuery {

    /** Counts as reported of whole days, anything else as it was last on a day; the most automatic origin first. */
    private static final String DAYS = """
            select distinct on (subject, measure, day) subject, measure, day, value from (
                select s.subject, s.measure, s.origin, (p.start at time zone $5)::date as day, p.value
                from series s join period_value p on p.series_id = s.id and p.period = %d and p.quality <> %d
                    and p.start >= $3 and p.start < $4
                where s.subject = any($1) and s.measure = any($2)
                union all
                select s.subject, s.measure, s.origin, (r.bucket at time zone $5)::date, r.last
                from series s join rollup_1d r on r.series_id = s.id and r.bucket >= $3 and r.bucket < $4
                where s.subject = any($1) and s.measure = any($2) and s.kind = 'LEVEL') known
            order by subject, measure, day, origin
            """.formatted(Period.DAY.code(), Quality.SUSPECT.code());

    private final Pool pool;

    public UsualQuery(Pool pool) {
        this.pool = pool;
    }

    /** A service and one of its measures. */
    public record Of(ScopePath service, String measure) {}

    /** What is usual on this day; what too little is known of is not in it. */
    public Future<Map<Of, Usual>> on(
            LocalDate day, ZoneId zone, Collection<ScopePath> services, Collection<String> measures) {
        LocalDate from = day.minusWeeks(Usual.WEEKS);
        return pool.preparedQuery(DAYS)
                .execute(Tuple.tuple()
                        .addArrayOfString(
                                services.stream().map(ScopePath::value).toArray(String[]::new))
                        .addArrayOfString(measures.toArray(String[]::new))
                        .addOffsetDateTime(from.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                        .addString(zone.getId()))
                .map(rows -> {
                    Map<Of, Map<LocalDate, Double>> known = new HashMap<>();
                    for (Row row : rows) {
                        known.computeIfAbsent(
                                        new Of(ScopePath.of(row.getString(0)), row.getString(1)),
                                        any -> new HashMap<>())
                                .put(row.getLocalDate(2), row.getDouble(3));
                    }
                    Map<Of, Usual> usual = new HashMap<>();
                    known.forEach((of, days) -> Usual.of(days, day).ifPresent(found -> usual.put(of, found)));
                    return usual;
                });
    }
}
