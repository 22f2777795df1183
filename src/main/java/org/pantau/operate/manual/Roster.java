package org.pantau.operate.manual;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has reported and who has not: today and over months in two statements, however many feeds; and a feed's days in one,
 * however many days.
 */
public final class Roster {

    static final int MONTHS = 6;

    /** First and last report of each feed for one day, and of all days the first and the last. */
    private static final String OF_DAY = """
            select f.feed, d.first_at, d.last_at, d.said_by, d.times, a.first_day, a.last_day, l.made_on
            from unnest($1::text[]) as f (feed)
            left join lateral (select min(at) as first_at, max(at) as last_at, count(*)::int as times,
                    (array_agg(said_by order by id desc))[1] as said_by
                from report_submission r where r.feed = f.feed and r.day = $2) d on true
            left join lateral (select min(day) as first_day, max(day) filter (where day <= $2) as last_day
                from report_submission r where r.feed = f.feed) a on true
            left join lateral (select %s as made_on) l on true
            """.formatted(madeOn("f.feed"));
    /** When each day of each feed was reported first. */
    private static final String FIRST = """
            select feed, day, min(at) from report_submission
            where feed = any($1) and day >= $2 and day <= $3 group by feed, day
            """;

    /** Each day of a feed, the newest first; those nobody reported too. */
    private static final String DAYS = """
            select g.day::date as day, r.first_at, r.last_at, r.said_by, r.how, coalesce(r.times, 0) as times,
                a.first_day, l.made_on
            from generate_series($2::date::timestamp, $3::date::timestamp, interval '1 day') as g (day)
            cross join (select min(day) as first_day from report_submission where feed = $1) a
            cross join (select %s as made_on) l
            left join (select day, min(at) as first_at, max(at) as last_at, count(*)::int as times,
                    (array_agg(said_by order by id desc))[1] as said_by, (array_agg(how order by id desc))[1] as how
                from report_submission where feed = $1 and day between $2 and $3 group by day) r on r.day = g.day::date
            order by g.day desc
            """.formatted(madeOn("$1"));

    private final Pool pool;

    public Roster(Pool pool) {
        this.pool = pool;
    }

    /** When somebody was asked first to report for a feed: by a link, or by making it on the page. */
    private static String madeOn(String feed) {
        return "least((select min(created_at) from report_link where report_link.feed = " + feed
                + "), (select min(saved_at) from catalogue_addition where name = " + feed + "))";
    }

    /** How a day's report stands. */
    public enum State {
        /** It came by its due time. */
        REPORTED,
        /** It came after its due time. */
        LATE,
        /** It is not due yet. */
        WAITING,
        /** Its due time has passed without it. */
        MISSING,
        /** Nothing is due on that day. */
        OFF;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How many reports of a month were due, and how they came; days that are not over are not in it. */
    public record Month(YearMonth month, int due, int onTime, int late, int missing) {}

    /**
     * A feed's row.
     *
     * @param due null where nothing is due on that day
     * @param reportedAt when the day was reported first; null where it was not
     * @param corrections reports of the day after the first
     * @param lastDay the latest day, up to the one asked for, that was reported; null for none
     * @param months the last six, the oldest first; none from before it was made on the page, its first link or report
     */
    public record Line(
            ReportForm form,
            @Nullable Instant due,
            State state,
            @Nullable Instant reportedAt,
            @Nullable String reportedBy,
            int corrections,
            @Nullable LocalDate lastDay,
            List<Month> months) {}

    /**
     * A day of a feed.
     *
     * @param due null where nothing is due on that day
     * @param reportedAt when it was reported first; null where it was not
     * @param correctedAt when it was reported last, where that was not the first time
     * @param reportedBy who had the last word
     * @param how the last word came: {@code form} or {@code file}
     * @param corrections reports after the first
     */
    public record Day(
            LocalDate day,
            @Nullable Instant due,
            State state,
            @Nullable Instant reportedAt,
            @Nullable Instant correctedAt,
            @Nullable String reportedBy,
            @Nullable String how,
            int corrections) {}

    /** How each day of a feed stands, {@code from} and {@code to} included, the newest first. */
    public Future<List<Day>> days(ReportForm form, LocalDate from, LocalDate to, Instant now) {
        return pool.preparedQuery(DAYS)
                .execute(Tuple.of(form.feed().id(), from, to))
                .map(rows -> {
                    List<Day> days = new ArrayList<>();
                    rows.forEach(row -> days.add(day(form, row, now)));
                    return days;
                });
    }

    private static Day day(ReportForm form, Row row, Instant now) {
        LocalDate day = row.getLocalDate("day");
        Instant at = instant(row, "first_at");
        Instant due = due(form, since(form, row), day);
        int corrections = Math.max(0, row.getInteger("times") - 1);
        return new Day(
                day,
                due,
                state(due, at, now),
                at,
                corrections == 0 ? null : instant(row, "last_at"),
                row.getString("said_by"),
                row.getString("how"),
                corrections);
    }

    /** The roster of a day. */
    public Future<List<Line>> of(List<ReportForm> forms, LocalDate day, Instant now) {
        String[] feeds = forms.stream().map(form -> form.feed().id()).toArray(String[]::new);
        LocalDate from = YearMonth.from(day).minusMonths(MONTHS - 1L).atDay(1);
        var known = pool.preparedQuery(OF_DAY)
                .execute(Tuple.tuple().addArrayOfString(feeds).addLocalDate(day));
        var first = pool.preparedQuery(FIRST)
                .execute(
                        Tuple.tuple().addArrayOfString(feeds).addLocalDate(from).addLocalDate(day));
        return Future.all(known, first).map(both -> {
            Map<String, Row> feedToRow = new HashMap<>();
            known.result().forEach(row -> feedToRow.put(row.getString(0), row));
            Map<String, Map<LocalDate, Instant>> feedToDays = new HashMap<>();
            first.result()
                    .forEach(row -> feedToDays
                            .computeIfAbsent(row.getString(0), any -> new HashMap<>())
                            .put(row.getLocalDate(1), row.getOffsetDateTime(2).toInstant()));
            List<Line> lines = new ArrayList<>();
            for (ReportForm form : forms) {
                Row row = feedToRow.get(form.feed().id());
                if (row != null) {
                    lines.add(
                            line(form, row, feedToDays.getOrDefault(form.feed().id(), Map.of()), day, now));
                }
            }
            return lines;
        });
    }

    private static Line line(ReportForm form, Row row, Map<LocalDate, Instant> reported, LocalDate day, Instant now) {
        Instant at = instant(row, "first_at");
        LocalDate since = since(form, row);
        Instant due = due(form, since, day);
        return new Line(
                form,
                due,
                state(due, at, now),
                at,
                row.getString("said_by"),
                Math.max(0, row.getInteger("times") - 1),
                row.getLocalDate("last_day"),
                since == null ? List.of() : months(form, since, reported, day, now));
    }

    /** The first day anybody was asked to report, or did; null where neither is known. */
    private static @Nullable LocalDate since(ReportForm form, Row row) {
        LocalDate firstDay = row.getLocalDate("first_day");
        Instant made = instant(row, "made_on");
        LocalDate madeOn = made == null ? null : made.atZone(form.zone()).toLocalDate();
        return firstDay == null ? madeOn : madeOn == null || firstDay.isBefore(madeOn) ? firstDay : madeOn;
    }

    /** Nobody is late who had not been asked yet. */
    private static @Nullable Instant due(ReportForm form, @Nullable LocalDate since, LocalDate day) {
        return since != null && day.isBefore(since) ? null : form.dueOn(day);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    static State state(@Nullable Instant due, @Nullable Instant at, Instant now) {
        if (at != null) {
            return due != null && at.isAfter(due) ? State.LATE : State.REPORTED;
        }
        if (due == null) {
            return State.OFF;
        }
        return now.isBefore(due) ? State.WAITING : State.MISSING;
    }

    /** Days that are due from {@code since} up to {@code day}, but for those whose due time is still to come. */
    private static List<Month> months(
            ReportForm form, LocalDate since, Map<LocalDate, Instant> reported, LocalDate day, Instant now) {
        Map<YearMonth, int[]> counts = new TreeMap<>();
        LocalDate first = YearMonth.from(day).minusMonths(MONTHS - 1L).atDay(1);
        for (LocalDate each = since.isBefore(first) ? first : since; !each.isAfter(day); each = each.plusDays(1)) {
            Instant due = form.dueOn(each);
            State state = state(due, reported.get(each), now);
            if (due != null && state != State.WAITING) {
                int[] month = counts.computeIfAbsent(YearMonth.from(each), any -> new int[4]);
                month[0]++;
                month[state == State.REPORTED ? 1 : state == State.LATE ? 2 : 3]++;
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Month(
                        entry.getKey(),
                        entry.getValue()[0],
                        entry.getValue()[1],
                        entry.getValue()[2],
                        entry.getValue()[3]))
                .toList();
    }
}
