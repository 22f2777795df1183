package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measures;
import org.pantau.measure.NodeKind;
import org.pantau.measure.Origin;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.Lasting;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.measure.value.StatusChange;

/** Reads what a start must know of the time before, in seven statements however many feeds there are. */
public final class PresentQuery {

    /** How far back the last sample of a series is looked for. */
    private static final Duration LAST = Duration.ofDays(3);
    /** How far back a day or hour may still change, and a longer period. */
    private static final Duration OPEN = Duration.ofDays(8);

    private static final Duration LONG_OPEN = Duration.ofDays(370);

    private static final String SERIES = """
            select s.id, s.subject, s.measure, s.origin, s.counts, s.kind, s.zone,
                x.at, x.value, x.weight, x.quality, x.as_of, s.first_at
            from series s left join lateral (select * from sample
                where series_id = s.id and at >= $1 and at <= $2 and quality <> %d order by at desc limit 1) x on true
            order by s.id
            """.formatted(Quality.SUSPECT.code());
    private static final String ROLLED_UP = "x.bucket as t, x.n, coalesce(x.weight, x.n), x.sum,"
            + " coalesce(x.weighted_sum, x.sum), coalesce(x.min, x.last), coalesce(x.max, x.last), x.last, x.sketch, false";

    /** Today's samples by series and time, from roll-ups as far as these go: first the day so far, then the hour so far. */
    private static final String TODAY = """
            with mark as materialized (select
                    coalesce((select until from rollup_until where level = 1), '-infinity') as hours,
                    coalesce((select running from rollup_until where level = 1), '-infinity') as hour,
                    coalesce((select until from rollup_until where level = 0), '-infinity') as minutes),
                s as materialized (select s.id, s.kind, t.day, d.running > t.day as rolled_up,
                        case when d.running > t.day then d.running else t.day end as hours,
                        greatest(t.day, case when mark.hour > mark.hours then mark.hour else mark.hours end) as minutes
                    from series s cross join mark
                        cross join lateral (select date_trunc('day', $1::timestamptz, s.zone) as day) t
                        left join rollup_until d on d.level = 2 and d.zone = s.zone and d.until = t.day)
            select s.id, %1$s from s join rollup_running x on x.level = 2 and x.series_id = s.id and x.bucket = s.day
                where s.rolled_up
            union all
            select s.id, %1$s from s cross join mark join rollup_1h x on x.series_id = s.id and x.bucket >= $2
                and x.bucket >= s.hours and x.bucket < mark.hours
            union all
            select s.id, %1$s from s cross join mark join rollup_running x on x.level = 1 and x.series_id = s.id
                and x.bucket = mark.hours and x.bucket >= s.day and mark.hour > mark.hours
            union all
            select s.id, %1$s from s cross join mark join rollup_5m x on x.series_id = s.id and x.bucket >= $2
                and x.bucket >= s.minutes and x.bucket < mark.minutes
            union all
            select s.id, x.at, 1, coalesce(x.weight, 1), x.value, x.value * coalesce(x.weight, 1), x.value, x.value,
                x.value, null, s.kind = 'DURATION' and x.weight is null
            from s cross join mark join sample x on x.series_id = s.id and x.at >= $2 and x.at <= $1
                and x.at >= greatest(s.day, mark.minutes) and x.quality not in (%2$d, %3$d)
            order by 1, 2
            """.formatted(ROLLED_UP, Quality.SUSPECT.code(), Quality.OFF_HOURS.code());

    /** Also those that are closed, for as long as a feed that goes on without a start would know them. */
    private static final String PERIODS = """
            select s.id, p.period, p.start, p.value, p.weight, p.quality, p.seen_at, p.closed,
                p.unconfirmed
            from period_value p join series s on s.id = p.series_id
            where (p.start >= $2 and (p.period >= %d or not p.closed
                    or p.start >= date_trunc('day', $1::timestamptz, s.zone)))
                or (p.start >= $3 and p.period >= %d and not p.closed)
            order by p.series_id, p.start
            """.formatted(Period.DAY.code(), Period.WEEK.code());

    private static final String STATUSES = "select distinct on (service) service, at, status, basis, reason, detail"
            + " from status_change order by service, at desc";
    private static final String MEMORY = "select feed, memory from feed_memory";
    private static final String DAYS = "select feed, day from feed_history";

    private final Pool pool;

    public PresentQuery(Pool pool) {
        this.pool = pool;
    }

    /** What is known at {@code now}. */
    public Future<Present> present(Instant now) {
        OffsetDateTime at = utc(now);
        Future<RowSet<Row>> series = pool.preparedQuery(SERIES).execute(Tuple.of(utc(now.minus(LAST)), at));
        // A day begins at most 24 hours ago, whatever the zone.
        Future<RowSet<Row>> today = pool.preparedQuery(TODAY).execute(Tuple.of(at, utc(now.minus(Duration.ofDays(1)))));
        Future<RowSet<Row>> periods =
                pool.preparedQuery(PERIODS).execute(Tuple.of(at, utc(now.minus(OPEN)), utc(now.minus(LONG_OPEN))));
        Future<RowSet<Row>> statuses = pool.query(STATUSES).execute();
        Future<RowSet<Row>> memory = pool.query(MEMORY).execute();
        Future<RowSet<Row>> days = pool.query(DAYS).execute();
        Future<Map<String, Lasting>> troubles = new LastingQuery(pool).troubles(now, LAST);
        return Future.all(List.of(series, today, periods, statuses, memory, days, troubles))
                .map(all -> {
                    Map<Integer, Known> known = known(series.result());
                    addToday(known, today.result());
                    List<PeriodValue> recent = addPeriods(known, periods.result(), now);
                    return new Present(
                            known.values().stream()
                                    .filter(Known::says)
                                    .map(Known::present)
                                    .toList(),
                            statuses(statuses.result()),
                            memory(memory.result()),
                            recent,
                            lastPolls(known),
                            daysRead(days.result()),
                            troubles.result());
                });
    }

    private static Map<Integer, Known> known(RowSet<Row> rows) {
        Map<Integer, Known> known = new LinkedHashMap<>();
        for (Row row : rows) {
            SeriesKey key =
                    new SeriesKey(ScopePath.of(row.getString(1)), row.getString(2), Origin.ofCode(row.getShort(3)));
            Known one = new Known(key, row.getString(4), ZoneId.of(row.getString(6)), row.getOffsetDateTime(12));
            OffsetDateTime at = row.getOffsetDateTime(7);
            if (at != null) {
                OffsetDateTime asOf = row.getOffsetDateTime(11);
                one.last = new Sample(
                        key,
                        at.toInstant(),
                        row.getDouble(8),
                        weight(row.getFloat(9)),
                        Quality.ofCode(row.getShort(10)),
                        asOf == null ? null : asOf.toInstant());
            }
            known.put(row.getInteger(0), one);
        }
        return known;
    }

    private static void addToday(Map<Integer, Known> known, RowSet<Row> rows) {
        for (Row row : rows) {
            Known one = known.get(row.getInteger(0));
            if (one == null) {
                continue;
            }
            if (row.getBoolean(10)) {
                one.today.add(row.getDouble(8), 1, true);
                continue;
            }
            Buffer sketch = row.getBuffer(9);
            one.today.merge(Aggregate.of(
                    row.getInteger(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5),
                    row.getDouble(6),
                    row.getDouble(7),
                    row.getDouble(8),
                    0,
                    sketch == null ? null : sketch.getBytes()));
        }
    }

    /** Adds those of today to their series; returns those that may still change. */
    private static List<PeriodValue> addPeriods(Map<Integer, Known> known, RowSet<Row> rows, Instant now) {
        List<PeriodValue> recent = new ArrayList<>();
        for (Row row : rows) {
            Known one = known.get(row.getInteger(0));
            if (one == null) {
                continue;
            }
            PeriodValue value = new PeriodValue(
                    one.key,
                    Period.ofCode(row.getShort(1)),
                    row.getOffsetDateTime(2).toInstant(),
                    row.getDouble(3),
                    weight(row.getFloat(4)),
                    Quality.ofCode(row.getShort(5)),
                    row.getOffsetDateTime(6).toInstant(),
                    row.getBoolean(7) ? Closing.CLOSED : row.getBoolean(8) ? Closing.UNCONFIRMED : Closing.OPEN);
            if (!value.start().isBefore(Period.DAY.start(now, one.zone))) {
                one.periods.add(value);
            }
            if (!value.closed() || value.period() != Period.HOUR) {
                recent.add(value);
            }
        }
        return recent;
    }

    private static List<StatusChange> statuses(RowSet<Row> rows) {
        List<StatusChange> statuses = new ArrayList<>();
        for (Row row : rows) {
            statuses.add(new StatusChange(
                    ScopePath.of(row.getString(0)),
                    row.getOffsetDateTime(1).toInstant(),
                    Status.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)));
        }
        return statuses;
    }

    private static Map<String, String> memory(RowSet<Row> rows) {
        Map<String, String> memory = new HashMap<>();
        rows.forEach(row -> memory.put(row.getString(0), row.getString(1)));
        return memory;
    }

    private static Map<String, Set<LocalDate>> daysRead(RowSet<Row> rows) {
        Map<String, Set<LocalDate>> days = new HashMap<>();
        rows.forEach(row ->
                days.computeIfAbsent(row.getString(0), any -> new HashSet<>()).add(row.getLocalDate(1)));
        return days;
    }

    private static Map<String, Instant> lastPolls(Map<Integer, Known> known) {
        Map<String, Instant> polls = new HashMap<>();
        for (Known one : known.values()) {
            ScopePath subject = one.key.subject();
            if (one.last != null
                    && subject.kind() == NodeKind.FEED
                    && one.key.measure().equals(Measures.POLL.name())) {
                polls.put(subject.value().substring(subject.value().indexOf('@') + 1), one.last.at());
            }
        }
        return polls;
    }

    private static double weight(@Nullable Float stored) {
        return stored == null ? 1 : stored;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** What is gathered of one series. */
    private static final class Known {
        private final SeriesKey key;
        private final @Nullable String of;
        private final ZoneId zone;
        private final @Nullable Instant firstAt;
        private final Aggregate today = new Aggregate();
        private final List<PeriodValue> periods = new ArrayList<>();
        private @Nullable Sample last;

        Known(SeriesKey key, @Nullable String of, ZoneId zone, @Nullable OffsetDateTime firstAt) {
            this.firstAt = firstAt == null ? null : firstAt.toInstant();
            this.key = key;
            this.of = of;
            this.zone = zone;
        }

        boolean says() {
            return last != null || !periods.isEmpty();
        }

        PresentSeries present() {
            return new PresentSeries(key, of, last, today, periods, firstAt);
        }
    }
}
