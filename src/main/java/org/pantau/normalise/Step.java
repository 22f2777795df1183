package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.normalise.text.Moment;
import org.pantau.normalise.text.Quantity;
import org.pantau.normalise.text.Values;
import org.pantau.read.Reading.Cell;

/** One slot of one feed in the making: its rows, what they came to so far, and the memory before and after. Mutable. */
final class Step {

    private static final int MOST_PROBLEMS = 100;

    final Feed feed;
    final Memory before;
    final Memory.Draft after;
    final Instant slot;
    final Instant seenAt;
    /** What the answers were: all good, or the first that was not. */
    final Outcome outcome;

    private final List<Row> rows = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Sample> suspects = new ArrayList<>();
    private final Map<PeriodKey, PeriodValue> periods = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> flawed = new HashSet<>();
    private final Map<ScopePath, Unconfirmed> unconfirmed = new LinkedHashMap<>();
    private final Instant dayStart;
    private boolean read;

    /**
     * A row whose service and times are known.
     *
     * @param at what it is about; none means the time of the poll
     * @param zero made up from the feed's rule that the answer means zero
     */
    record Row(
            int number,
            ScopePath service,
            Moment at,
            Moment asOf,
            String identity,
            Map<String, Cell> cells,
            boolean zero) {}

    /** A cell that holds a value, in the base unit. */
    record Taken(Row row, double value, double weight) {}

    private record PeriodKey(SeriesKey series, Period period, Instant start) {}

    Step(Feed feed, Memory before, Instant slot, Instant seenAt, Outcome outcome) {
        this.feed = feed;
        this.before = before;
        this.after = new Memory.Draft(before);
        this.slot = slot;
        this.seenAt = seenAt;
        this.outcome = outcome;
        this.dayStart = Period.DAY.start(slot, feed.zone());
    }

    ZoneId zone() {
        return feed.zone();
    }

    SeriesKey series(ScopePath service, Mapping mapping) {
        return new SeriesKey(service, mapping.measure().name(), feed.origin());
    }

    /** Whether counts of this slot are already written: it was read before. */
    boolean repeated() {
        return before.slot() != null && !slot.isAfter(before.slot());
    }

    /** Whether slots were missed since the last one that was read. */
    boolean late() {
        return before.slot() == null
                || Duration.between(before.slot(), slot).toMillis() * 2
                        > feed.every().toMillis() * 3;
    }

    /** An answer was good. */
    void read() {
        read = true;
    }

    /** Whether any answer was good, so that the slot counts as read. */
    boolean isRead() {
        return read;
    }

    void add(Row row) {
        rows.add(row);
    }

    void add(Unconfirmed code) {
        unconfirmed.putIfAbsent(code.path(), code);
    }

    /** What all rows say of a measure; suspect values are put aside, unreadable ones said so. */
    List<Taken> taken(Mapping mapping) {
        List<Taken> taken = new ArrayList<>(rows.size());
        for (Row row : rows) {
            take(mapping, row, taken);
        }
        return taken;
    }

    /** The same, but only of rows that are not about another day. */
    List<Taken> takenNow(Mapping mapping) {
        List<Taken> taken = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!row.at().whole() || dayStart.equals(row.at().at())) {
                take(mapping, row, taken);
            }
        }
        return taken;
    }

    private void take(Mapping mapping, Row row, List<Taken> taken) {
        Cell cell = row.cells().get(mapping.measure().name());
        if (cell == null) {
            return;
        }
        Quantity quantity = Values.read(mapping, cell);
        switch (quantity.kind()) {
            case NOTHING -> {}
            case OK -> taken.add(new Taken(row, quantity.value(), quantity.weight()));
            case SUSPECT -> {
                flawed.add(mapping.measure().name());
                problem(mapping, row, "suspect: " + quantity.problem() + "; kept apart, in no total");
                suspects.add(new Sample(
                        series(row.service(), mapping),
                        slot,
                        quantity.value(),
                        quantity.weight(),
                        Quality.SUSPECT,
                        row.asOf().at()));
            }
            case UNREADABLE -> {
                flawed.add(mapping.measure().name());
                if (!quantity.problem().isEmpty()) {
                    problem(mapping, row, quantity.problem());
                }
            }
        }
    }

    /** Whether a value of this measure could not be taken, so that what is missing may be there all the same. */
    boolean flawed(Mapping mapping) {
        return flawed.contains(mapping.measure().name());
    }

    void sample(ScopePath subject, String measure, Origin origin, double value) {
        samples.add(new Sample(new SeriesKey(subject, measure, origin), slot, value, Quality.OK));
    }

    void sample(Sample sample) {
        samples.add(sample);
    }

    /** Whether this period was already given by other rows of the same answer. */
    boolean given(SeriesKey series, Period period, Instant start) {
        return periods.containsKey(new PeriodKey(series, period, start));
    }

    void period(PeriodValue value) {
        periods.put(new PeriodKey(value.series(), value.period(), value.start()), value);
    }

    void problem(Mapping mapping, Row row, String text) {
        problem(feed.id() + "/" + row.number() + "/" + mapping.measure().name() + ": " + text);
    }

    void problem(Mapping mapping, String text) {
        problem(feed.id() + "/*/" + mapping.measure().name() + ": " + text);
    }

    void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(text);
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(feed.id() + "/*/*: more problems than " + MOST_PROBLEMS);
        }
    }

    /** The slot that now counts as the last one read. */
    @Nullable
    Instant lastSlot() {
        return read && !repeated() ? slot : before.slot();
    }

    /** @param last the slot that counts as the last one read from now on */
    Normalised finish(@Nullable Instant last, boolean slow) {
        suspects.forEach(this::addUnlessPresent);
        if (last != null) {
            after.forget(last, zone());
        }
        Memory memory = after.finish(last);
        return new Normalised(
                outcome,
                samples,
                List.copyOf(periods.values()),
                memory,
                after.changed(),
                problems,
                List.copyOf(unconfirmed.values()),
                slow);
    }

    private void addUnlessPresent(Sample suspect) {
        boolean present = samples.stream()
                .anyMatch(other ->
                        other.series().equals(suspect.series()) && other.at().equals(suspect.at()));
        if (!present) {
            samples.add(suspect);
        }
    }

    /** What is known from before of a period; null where nothing is. */
    @Nullable
    PeriodValue known(SeriesKey series, Period period, Instant start) {
        return before.last(series, period, start);
    }
}
