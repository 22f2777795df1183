package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measures;
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
import org.pantau.normalise.text.TimeParser;
import org.pantau.normalise.text.Values;
import org.pantau.read.Reading.Cell;

/** One slot of one feed in the making: its rows, what they came to so far, and the memory before and after. Mutable. */
final class Step {

    private static final int MOST_PROBLEMS = 100;
    private static final int MOST_UNCONFIRMED = 500;
    /** How far a source's clock may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(5);

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
    /** By measure: rows whose value is there and could not be taken. */
    private final Map<String, List<Row>> flawed = new HashMap<>();
    /** Services of rows that could not be taken at all. */
    private final Set<ScopePath> lost = new HashSet<>();

    private final Map<ScopePath, Unconfirmed> unconfirmed = new LinkedHashMap<>();
    private final Map<ScopePath, Named> seen = new LinkedHashMap<>();
    private final SortedSet<Instant> daysAsked = new TreeSet<>();
    private final Instant dayStart;
    /** How many of our requests were answered. */
    final int exchanges;

    private final TimeParser times;
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
    record Taken(Row row, double value, double weight, Map<Beside, Object> besides) {}

    /** A service as the source names it. */
    record Named(String code, String name) {}

    private record PeriodKey(SeriesKey series, Period period, Instant start) {}

    Step(Feed feed, Memory before, Instant slot, Instant seenAt, Outcome outcome, int exchanges, TimeParser times) {
        this.exchanges = exchanges;
        this.times = times;
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

    /**
     * Whether counts of this slot are already written: it was read before. Never said of what is pushed: several may push,
     * each by a clock of its own.
     */
    boolean repeated() {
        return !feed.isPushed() && before.slot() != null && !slot.isAfter(before.slot());
    }

    /** Whether something pushed was seen no later than what is known. */
    boolean superseded(@Nullable Instant known) {
        return feed.isPushed() && known != null && !slot.isAfter(known);
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

    /** Whether there is still room for what a code leads to that the catalogue does not know. */
    boolean add(Unconfirmed code) {
        if (unconfirmed.size() >= MOST_UNCONFIRMED && !unconfirmed.containsKey(code.path())) {
            problem(feed.id() + "/*/service: more than " + MOST_UNCONFIRMED
                    + " unknown codes; is row.service what tells services apart? Further ones are left out");
            return false;
        }
        unconfirmed.putIfAbsent(code.path(), code);
        return true;
    }

    /** A row spoke of a service. */
    void seen(ScopePath service, String code, @Nullable String name) {
        seen.putIfAbsent(service, new Named(code, name == null ? "" : name));
    }

    /** The services the answer spoke of, and what it called each. */
    Map<ScopePath, Named> seen() {
        return seen;
    }

    /** Days an answer reaches over, whole. */
    void asked(Collection<Instant> days) {
        daysAsked.addAll(days);
    }

    SortedSet<Instant> daysAsked() {
        return daysAsked;
    }

    /** What all rows say of a measure; suspect values are put aside, unreadable ones said so. */
    List<Taken> taken(Mapping mapping) {
        List<Taken> taken = new ArrayList<>(rows.size());
        for (Row row : rows) {
            take(mapping, row, taken);
        }
        return Jumps.believed(mapping, taken, this);
    }

    /** The same, but only of rows that are not about another day. */
    List<Taken> takenNow(Mapping mapping) {
        List<Taken> taken = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!row.at().whole() || dayStart.equals(row.at().at())) {
                take(mapping, row, taken);
            }
        }
        return Jumps.believed(mapping, taken, this);
    }

    /** Rows in the order of what they are about; those that name no time stay where they are. */
    void sortRows() {
        if (rows.stream().allMatch(row -> row.at().at() != null)) {
            rows.sort(
                    Comparator.comparing(row -> Objects.requireNonNull(row.at().at())));
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** A time as the source writes it; null where there is none, or none that can be read. */
    @Nullable
    Instant time(@Nullable Object raw) {
        return times.parse(raw, slot).at();
    }

    Moment moment(@Nullable Object raw) {
        return times.parse(raw, slot);
    }

    /** STALE for figures whose own time is old or ahead, else OK. One that is ahead is said so. */
    Quality age(Mapping mapping, @Nullable Instant asOf) {
        if (asOf == null) {
            return Quality.OK;
        }
        if (asOf.isAfter(slot.plus(AHEAD))) {
            problem(mapping, "the source's clock is ahead by more than 5 minutes");
            return Quality.STALE;
        }
        Duration declared = mapping.counting().staleAfter();
        Duration allowed =
                declared != null ? declared : feed.every().multipliedBy(3).plus(feed.timeout());
        return asOf.isBefore(slot.minus(allowed)) ? Quality.STALE : Quality.OK;
    }

    /** Keeps a value apart, in no total. */
    void doubt(Mapping mapping, ScopePath service, double value, String why) {
        problem(mapping, service + ": " + why + " (" + shown(value) + ")");
        suspects.add(new Sample(series(service, mapping), slot, value, Quality.SUSPECT));
    }

    /** Keeps a taken value apart, in no total. */
    void doubt(Mapping mapping, Taken taken, String why) {
        flaw(mapping, taken.row());
        problem(mapping, taken.row(), "suspect: " + shown(taken.value()) + ", " + why + "; kept apart, in no total");
        suspects.add(new Sample(
                series(taken.row().service(), mapping),
                slot,
                taken.value(),
                taken.weight(),
                Quality.SUSPECT,
                taken.row().asOf().at()));
    }

    /** A suspect value for its owner: short, and never a long number whole, which may be a person's. */
    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private void take(Mapping mapping, Row row, List<Taken> taken) {
        Cell cell = row.cells().get(mapping.measure().name());
        if (cell == null) {
            return;
        }
        Quantity quantity = Values.read(mapping, cell);
        switch (quantity.kind()) {
            case NOTHING -> {}
            case OK -> {
                Taken one = new Taken(row, quantity.value(), quantity.weight(), cell.besides());
                Claims.compare(mapping, one, this);
                taken.add(one);
            }
            case SUSPECT ->
                doubt(mapping, new Taken(row, quantity.value(), quantity.weight(), cell.besides()), quantity.problem());
            case UNREADABLE -> {
                flaw(mapping, row);
                if (!quantity.problem().isEmpty()) {
                    problem(mapping, row, quantity.problem());
                }
            }
        }
    }

    /** Whether a value of this measure could not be taken, so that what is missing may be there all the same. */
    boolean flawed(Mapping mapping) {
        return flawed.containsKey(mapping.measure().name());
    }

    /** The rows whose value of this measure could not be taken. */
    List<Row> flaws(Mapping mapping) {
        return flawed.getOrDefault(mapping.measure().name(), List.of());
    }

    private void flaw(Mapping mapping, Row row) {
        flawed.computeIfAbsent(mapping.measure().name(), any -> new ArrayList<>())
                .add(row);
    }

    /** A row of a service could not be taken: what it was about is not known. */
    void lost(ScopePath service) {
        lost.add(service);
    }

    boolean hasLost(ScopePath service) {
        return lost.contains(service);
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
        boolean later = before.slot() == null || slot.isAfter(before.slot());
        return read && later ? slot : before.slot();
    }

    /** States seen while a service is closed, or in announced maintenance, enter no availability. */
    void markOffHours(Predicate<ScopePath> off) {
        samples.replaceAll(sample -> sample.series().measure().equals(Measures.UP.name())
                        && sample.quality().counts()
                        && off.test(sample.series().subject())
                ? new Sample(
                        sample.series(), sample.at(), sample.value(), sample.weight(), Quality.OFF_HOURS, sample.asOf())
                : sample);
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
