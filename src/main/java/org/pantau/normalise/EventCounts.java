package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.DateWindow;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Rows;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.normalise.Step.Row;
import org.pantau.normalise.text.Moment;
import org.pantau.normalise.text.Quantity;
import org.pantau.read.Reading.Cell;

/**
 * {@code events}: rows are single events, of which only aggregates are kept. Each read counts all of its window anew, per
 * service and day of the date column; reading the same again changes nothing. An answer of which a part was lost counts
 * for nothing; a service of which an event cannot be read keeps what was known. A day of the window without an event is 0,
 * for services the source is known to speak of.
 *
 * <p>A source cuts its window by one date, that of the first count. What began before the window is not in the answer,
 * though it may have ended within: by any other date, a day is counted only while the window begins nearly where it began
 * on that day. Counted on, the day would lose events as the window leaves them behind.
 */
final class EventCounts {

    private static final int LONGEST_WINDOW = 400;

    private EventCounts() {}

    /** First instants of the days an answer reaches over, none where that is not known; days after today are none. */
    static Collection<Instant> daysAsked(Feed feed, Moment asked, Instant slot) {
        Rows.Events events = feed.rows().events();
        if (events == null) {
            return List.of();
        }
        Instant today = Period.DAY.start(slot, feed.zone());
        Instant recount = events.recount() == null
                ? Instant.MIN
                : Period.DAY.start(slot.minus(events.recount()).plus(Duration.ofDays(1)), feed.zone());
        DateWindow window = feed.request().window();
        if (window != null) {
            Instant from = window.from().at(slot, feed.zone()).toInstant();
            Instant first = Period.DAY.start(from, feed.zone());
            // of a day that began before the window only a part is asked for
            first = first.isBefore(from) ? Period.DAY.end(first, feed.zone()) : first;
            Instant to = window.to().at(slot, feed.zone()).toInstant();
            Instant last = Period.DAY.start(to, feed.zone());
            return days(later(first, recount), earlier(last, today), feed.zone());
        }
        if (events.recount() != null) {
            return days(recount, today, feed.zone());
        }
        return asked.at() != null && asked.whole() && !asked.at().isAfter(today) ? List.of(asked.at()) : List.of();
    }

    private static List<Instant> days(Instant first, Instant last, ZoneId zone) {
        Instant longest = Period.DAY.start(last.minus(Duration.ofDays(LONGEST_WINDOW)), zone);
        List<Instant> days = new ArrayList<>();
        for (Instant day = later(first, longest); !day.isAfter(last); day = Period.DAY.end(day, zone)) {
            days.add(day);
        }
        return days;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The days of the window that count for a measure. */
    private static SortedSet<Instant> days(Mapping mapping, Step step) {
        Rows.Events events = step.feed.rows().events();
        DateWindow window = step.feed.request().window();
        Mapping first = step.feed.measures().get(0);
        boolean cutBy = mapping.sources().get(0).equals(first.sources().get(0));
        if (cutBy || window == null || (events != null && events.recount() != null)) {
            return step.daysAsked();
        }
        Instant begins = window.from().at(step.slot, step.zone()).toInstant();
        Duration most = Duration.between(begins, step.slot).dividedBy(2);
        SortedSet<Instant> days = new TreeSet<>();
        for (Instant day : step.daysAsked()) {
            Instant end = earlier(step.slot, Period.DAY.end(day, step.zone()).minusMillis(1));
            Instant began = window.from().at(end, step.zone()).toInstant();
            if (Duration.between(began, begins).compareTo(most) <= 0) {
                days.add(day);
            }
        }
        return days;
    }

    /** @param whole whether the answers hold all there is */
    static void take(Mapping mapping, Step step, boolean whole) {
        if (!step.isRead()) {
            return;
        }
        if (!step.outcome.ok() || !whole) {
            step.problem(mapping, "a part of the events is missing, so that none of this read counts");
            return;
        }
        if (step.daysAsked().isEmpty()) {
            step.problem(mapping, "the window of the events is not known; say it with request.window or recount");
            return;
        }
        Counted counted = new Counted(mapping, step);
        lastOfEachId(step).forEach(counted::add);
        counted.store();
    }

    /** An event that comes on two pages counts once, as it was said last. */
    private static Collection<Row> lastOfEachId(Step step) {
        Map<String, Row> byId = new LinkedHashMap<>();
        int without = 0;
        for (Row row : step.rows()) {
            String id = row.identity().isEmpty() ? "\n" + without++ : row.identity();
            byId.put(row.service() + "\t" + id, row);
        }
        return byId.values();
    }

    /** The events of one measure by service and day. */
    private static final class Counted {

        private final Mapping mapping;
        private final Step step;
        private final Map<ScopePath, Map<Instant, double[]>> byService = new TreeMap<>();
        private final Set<ScopePath> unreadable = new HashSet<>();
        private final SortedSet<Instant> counting;

        Counted(Mapping mapping, Step step) {
            this.mapping = mapping;
            this.step = step;
            this.counting = days(mapping, step);
        }

        void add(Row row) {
            Map<Instant, double[]> days = byService.computeIfAbsent(row.service(), any -> new TreeMap<>());
            Cell cell = row.cells().get(mapping.measure().name());
            if (row.zero()) {
                return;
            }
            if (cell == null || !cell.problem().isEmpty() || row.identity().isEmpty()) {
                refuse(row, row.identity().isEmpty() ? "an event without id" : "the date cannot be read");
                return;
            }
            Moment end = step.moment(cell.value());
            if (end.flawed()) {
                refuse(row, end.problem());
            } else if (end.at() != null && cell.weight() instanceof Quantity many) {
                addToDay(days, end.at(), many.weight(), many.value());
            } else if (end.at() != null) {
                Double value = mapping.measure().kind() == Kind.COUNT ? Double.valueOf(0) : duration(row, cell, end);
                if (value != null) {
                    addToDay(days, end.at(), 1, value);
                }
            }
        }

        private void addToDay(Map<Instant, double[]> days, Instant at, double events, double value) {
            Instant day = Period.DAY.start(at, step.zone());
            if (counting.contains(day)) {
                double[] sum = days.computeIfAbsent(day, any -> new double[2]);
                sum[0] += events;
                sum[1] += value;
            }
        }

        /** Milliseconds; null where the event says none, or one that cannot be. */
        private @Nullable Double duration(Row row, Cell cell, Moment end) {
            Moment begin = step.moment(cell.besides().get(Beside.FROM));
            Instant from = begin.at();
            Instant to = end.at();
            if (from == null || to == null) {
                if (begin.flawed()) {
                    step.problem(mapping, row, begin.problem());
                }
                return null;
            }
            if (to.isBefore(from)) {
                step.problem(mapping, row, "suspect: it ends before it begins; left out");
                return null;
            }
            return (double) Duration.between(from, to).toMillis();
        }

        private void refuse(Row row, String why) {
            step.problem(mapping, row, why + "; nothing of " + row.service() + " is counted in this read");
            unreadable.add(row.service());
        }

        void store() {
            boolean count = mapping.measure().kind() == Kind.COUNT;
            if (count) {
                addKnownServices();
            }
            byService.keySet().removeAll(unreadable);
            byService.forEach((service, days) -> {
                for (Instant day : counting) {
                    double[] sum = days.get(day);
                    if (count) {
                        put(Merged.counted(service, day, sum == null ? 0 : sum[0], 1));
                    } else if (sum != null) {
                        put(Merged.counted(service, day, sum[1] / sum[0], sum[0]));
                    }
                }
            });
        }

        private void put(Merged each) {
            Instant day = Objects.requireNonNull(each.start);
            BoundaryCounters.take(mapping, each, day, step, false);
        }

        /** Services that this answer does not name, but that the feed is known to tell of. */
        private void addKnownServices() {
            ScopePath only = step.feed.service();
            if (only != null) {
                byService.computeIfAbsent(only, any -> new TreeMap<>());
            }
            String measure = mapping.measure().name();
            for (Map.Entry<?, List<PeriodValue>> each : step.before.periods().entrySet()) {
                PeriodValue value = each.getValue().get(0);
                if (value.series().measure().equals(measure)) {
                    byService.computeIfAbsent(value.series().subject(), any -> new TreeMap<>());
                }
            }
        }
    }
}
