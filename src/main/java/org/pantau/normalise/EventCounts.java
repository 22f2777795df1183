package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Rows;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.normalise.Step.Row;
import org.pantau.normalise.text.Moment;
import org.pantau.read.Reading.Cell;

/**
 * {@code events}: rows are single events, of which only aggregates are kept. Each read counts all of its window anew, per
 * service and day of the date column; reading the same again changes nothing. An answer of which a part was lost counts
 * for nothing; a service of which an event cannot be read keeps what was known. A day of the window without an event is 0,
 * for services the source is known to speak of.
 */
final class EventCounts {

    private static final int LONGEST_WINDOW = 400;

    private EventCounts() {}

    /** First instants of the days an answer reaches over, none where that is not known; days after today are none. */
    static Collection<Instant> daysAsked(Feed feed, Map<String, Object> bindings, Moment asked, Step step) {
        Rows.Events events = feed.rows().events();
        if (events == null) {
            return List.of();
        }
        Instant today = Period.DAY.start(step.slot, step.zone());
        if (events.recount() != null) {
            Instant first = step.slot.minus(events.recount()).plus(Duration.ofDays(1));
            return days(Period.DAY.start(first, step.zone()), today, today, step);
        }
        Instant from = step.time(bindings.get("from"));
        Instant to = step.time(bindings.get("to"));
        if (from != null && to != null) {
            return days(Period.DAY.start(from, step.zone()), Period.DAY.start(to, step.zone()), today, step);
        }
        return asked.at() != null && asked.whole() ? List.of(asked.at()) : List.of();
    }

    private static List<Instant> days(Instant first, Instant last, Instant today, Step step) {
        List<Instant> days = new ArrayList<>();
        for (Instant day = first;
                !day.isAfter(last) && !day.isAfter(today) && days.size() < LONGEST_WINDOW;
                day = Period.DAY.end(day, step.zone())) {
            days.add(day);
        }
        return days;
    }

    static void take(Mapping mapping, Step step) {
        if (!step.isRead()) {
            return;
        }
        if (!step.outcome.ok()) {
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

        Counted(Mapping mapping, Step step) {
            this.mapping = mapping;
            this.step = step;
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
            } else if (end.at() != null) {
                Double value = mapping.measure().kind() == Kind.COUNT ? Double.valueOf(0) : duration(row, cell, end);
                Instant day = Period.DAY.start(end.at(), step.zone());
                if (value != null && step.daysAsked().contains(day)) {
                    double[] sum = days.computeIfAbsent(day, any -> new double[2]);
                    sum[0]++;
                    sum[1] += value;
                }
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
                for (Instant day : step.daysAsked()) {
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
