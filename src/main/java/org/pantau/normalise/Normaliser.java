package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.DayFormat;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.value.Answer;
import org.pantau.normalise.text.Moment;
import org.pantau.normalise.text.ServiceCodes;
import org.pantau.normalise.text.ServiceCodes.Place;
import org.pantau.normalise.text.TimeParser;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;
import org.pantau.read.Readings.Extent;

/**
 * What one feed's answers come to: samples and period values. Pure: time comes from arguments, memory goes in and comes
 * out. Immutable and thread-safe; never throws for what an answer holds.
 *
 * <pre>{@code
 * Normalised now = normaliser.step(memory, answers, readings, slot, seenAt);
 * memory = now.memory();
 * }</pre>
 */
public final class Normaliser {

    private final Feed feed;
    private final ScopePath path;
    private final ScopePath responseSubject;
    private final ServiceCodes codes;
    private final BiPredicate<ScopePath, Instant> offHours;
    private final TimeParser times;
    private final ShapeWatch shape;
    private final @Nullable DayFormat days;
    private final Map<String, String> fingerprints = new HashMap<>();

    /**
     * @param responseSubject where the response time of the feed's exchange belongs
     * @see #of
     */
    public Normaliser(Feed feed, ScopePath responseSubject) {
        this(feed, responseSubject, path -> false);
    }

    /** @param known whether the catalogue holds a service, so that a code that is its name needs no entry in the mapping */
    public Normaliser(Feed feed, ScopePath responseSubject, Predicate<ScopePath> known) {
        this(feed, responseSubject, known, (service, at) -> false);
    }

    /**
     * The same, for services that are not always open.
     *
     * @param offHours when a service is closed or in announced maintenance, so that its state enters no availability
     */
    public Normaliser(
            Feed feed,
            ScopePath responseSubject,
            Predicate<ScopePath> known,
            BiPredicate<ScopePath, Instant> offHours) {
        this.feed = feed;
        this.offHours = offHours;
        this.path = feed.path();
        this.responseSubject = responseSubject;
        this.codes = new ServiceCodes(feed, known);
        this.shape = new ShapeWatch(feed);
        this.times = new TimeParser(feed.zone());
        RequestSpec.Days asked = feed.request().days();
        this.days = asked == null ? null : new DayFormat(asked.format());
        feed.measures().forEach(mapping -> fingerprints.put(mapping.measure().name(), fingerprint(feed, mapping)));
    }

    public static Normaliser of(Feed feed, Catalogue catalogue) {
        return of(feed, catalogue, (service, at) -> false);
    }

    /**
     * The same, for services that may be in maintenance.
     *
     * @param maintenance when a service is in maintenance that was announced beforehand
     */
    public static Normaliser of(Feed feed, Catalogue catalogue, BiPredicate<ScopePath, Instant> maintenance) {
        return new Normaliser(
                feed,
                catalogue.responseSubject(feed),
                path -> catalogue.service(path).isPresent(),
                maintenance.or((service, at) -> !catalogue.openAt(service, at)));
    }

    /**
     * One slot. The poll's outcome is always among the samples; the response time where the endpoint answered (of several
     * exchanges the median one, the lower of two); {@code up} where the feed is a probe that can tell.
     *
     * @param readings what each of {@code answers} says, in the same order
     * @param slot when the poll was due; a slot that was read before brings no counts again
     * @param seenAt when the last answer had come
     */
    public Normalised step(Memory memory, List<Answer> answers, List<Readings> readings, Instant slot, Instant seenAt) {
        Step step = new Step(feed, memory, slot, seenAt, outcome(answers, readings), exchanges(answers), times);
        ownSamples(step, answers);
        addRows(step, answers, readings);
        boolean whole = isWhole(step, answers, readings);
        for (Mapping mapping : feed.measures()) {
            if (!whole && mapping.reduce() == Mapping.Reduce.SUM) {
                step.problem(mapping, "no value, for a sum over a part of the rows is none");
            } else {
                take(mapping, step, whole && readings.stream().noneMatch(each -> each.extent() == Extent.NO_LIST));
            }
        }
        PeriodEnds.take(step);
        SeriesSeen.take(step);
        shape.look(step, readings);
        step.markOffHours(service -> offHours.test(service, slot));
        return step.finish(step.lastSlot(), readings.stream().anyMatch(Readings::slow));
    }

    /**
     * Figures that were pushed, all seen at one instant: only the measures asked for, and nothing of an exchange.
     *
     * @param at when they were seen by who pushed them; what is known of a later instant stays
     * @param which measures are looked at; the positions of other counters stay as they are
     */
    public Normalised pushed(Memory memory, Answer answer, Readings readings, Instant at, Predicate<Mapping> which) {
        Step step = new Step(feed, memory, at, at, outcome(List.of(answer), List.of(readings)), 0, times);
        addRows(step, List.of(answer), List.of(readings));
        feed.measures().stream().filter(which).forEach(mapping -> take(mapping, step, true));
        PeriodEnds.take(step);
        SeriesSeen.takePushed(step);
        return step.finish(step.lastSlot(), false);
    }

    /** What adds up the rows of one slot where they may be millions; empty where each of them must be kept. */
    public Optional<RowFold> fold(Instant slot) {
        return RowFold.suits(feed) ? Optional.of(new RowFold(feed, codes, times, slot)) : Optional.empty();
    }

    private void take(Mapping mapping, Step step, boolean whole) {
        switch (mapping.semantics()) {
            case GAUGE, COUNTDOWN -> Gauges.take(mapping, step);
            case WINDOWED -> Windows.take(mapping, step);
            case DELTA_READ -> Deltas.take(mapping, step);
            case EVENTS -> EventCounts.take(mapping, step, whole);
            case SINCE_START, TOTAL_FOREVER ->
                RunningCounters.take(
                        mapping, fingerprints.getOrDefault(mapping.measure().name(), ""), step);
            case SINCE_BOUNDARY -> BoundaryCounters.take(mapping, step, false);
            case PER_PERIOD -> PeriodTotals.take(mapping, step);
        }
    }

    /**
     * Past days read in the background: values of periods that are over, and nothing of the slot itself (no outcome, no
     * response time, no levels).
     */
    public Normalised history(
            Memory memory, List<Answer> answers, List<Readings> readings, Instant slot, Instant seenAt) {
        Step step = new Step(feed, memory, slot, seenAt, outcome(answers, readings), exchanges(answers), times);
        addRows(step, answers, readings);
        boolean whole = isWhole(step, answers, readings);
        for (Mapping mapping : feed.measures()) {
            if (!whole && mapping.reduce() == Mapping.Reduce.SUM) {
                continue;
            }
            if (mapping.semantics() == Semantics.SINCE_BOUNDARY) {
                BoundaryCounters.take(mapping, step, true);
            } else if (mapping.semantics() == Semantics.PER_PERIOD) {
                PeriodTotals.take(mapping, step);
            }
        }
        return step.finish(memory.slot(), false);
    }

    /** A slot that was not polled, through our own fault: a gap, neither up nor down. */
    public Normalised missed(Memory memory, Instant slot) {
        Outcome missed = new Outcome(FeedState.UNMONITORED, "");
        Step step = new Step(feed, memory, slot, slot, missed, 0, times);
        step.sample(path, Measures.POLL.name(), Origin.MEASURED, missed.state().code());
        return step.finish(memory.slot(), false);
    }

    private static int exchanges(List<Answer> answers) {
        return (int) answers.stream()
                .filter(answer -> answer.outcome().state().answered())
                .count();
    }

    private static Outcome outcome(List<Answer> answers, List<Readings> readings) {
        if (answers.size() != readings.size()) {
            throw new IllegalArgumentException(answers.size() + " answers, but readings of " + readings.size());
        }
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).outcome().ok()) {
                return answers.get(i).outcome();
            }
            if (!readings.get(i).outcome().ok()) {
                return readings.get(i).outcome();
            }
        }
        return Outcome.OK;
    }

    /** Whether the answers hold all pages, and all their rows; says which pages are missing otherwise, once. */
    private boolean isWhole(Step step, List<Answer> answers, List<Readings> readings) {
        List<String> missing = answers.stream()
                .filter(answer -> !answer.complete())
                .map(Answer::incomplete)
                .distinct()
                .toList();
        missing.forEach(why -> step.problem(feed.id() + "/*/pages: partial: " + why));
        return missing.isEmpty() && readings.stream().noneMatch(each -> each.extent() == Extent.DAMAGED);
    }

    private void ownSamples(Step step, List<Answer> answers) {
        FeedState state = step.outcome.state();
        step.sample(path, Measures.POLL.name(), Origin.MEASURED, state.code());
        List<Duration> exchanges = answers.stream()
                .filter(answer -> answer.outcome().state().answered())
                .map(Answer::took)
                .filter(took -> !took.isZero())
                .sorted()
                .toList();
        if (!exchanges.isEmpty()) {
            Duration median = exchanges.get((exchanges.size() - 1) / 2);
            // Whole microseconds: finer is noise, and would take three times the disk.
            double millis = Math.round(median.toNanos() / 1e3) / 1e3;
            step.sample(responseSubject, Measures.RESPONSE.name(), Origin.MEASURED, millis);
        }
        ScopePath service = feed.service();
        if (feed.isProbe() && service != null && !answers.isEmpty()) {
            ProbeSays.up(state).ifPresent(up -> step.sample(service, Measures.UP.name(), Origin.MEASURED, up));
        }
    }

    private void addRows(Step step, List<Answer> answers, List<Readings> readings) {
        for (int i = 0; i < readings.size(); i++) {
            Readings each = readings.get(i);
            each.problems().forEach(step::problem);
            if (!answers.get(i).outcome().ok() || !each.outcome().ok()) {
                continue;
            }
            step.read();
            step.asked(EventCounts.daysAsked(feed, askedDay(each.bindings(), step), step.slot));
            if (each.zero()) {
                addZeros(step, each);
            } else {
                Moment asked = askedDay(each.bindings(), step);
                String keys = keys(each.bindings());
                each.rows().forEach(row -> addRow(step, row, asked, keys));
            }
        }
        step.sortRows();
    }

    private void addRow(Step step, Reading row, Moment asked, String keys) {
        Optional<Place> place = codes.place(row.code());
        if (place.isEmpty()) {
            step.problem(feed.id() + "/" + row.row() + "/service: the row names no service");
            return;
        }
        Moment at = times.parse(row.at(), step.slot);
        Moment asOf = times.parse(row.asOf(), step.slot);
        if (at.flawed()) {
            step.problem(feed.id() + "/" + row.row() + "/at: " + at.problem());
            step.lost(place.get().path());
            return;
        }
        if (asOf.flawed()) {
            step.problem(feed.id() + "/" + row.row() + "/as_of: " + asOf.problem());
        }
        ScopePath service = place.get().path();
        if (!place.get().confirmed()) {
            if (!step.add(new Unconfirmed(row.code(), row.name(), service))) {
                return;
            }
        }
        step.seen(service, row.code(), row.name());
        step.add(new Step.Row(
                row.row(),
                service,
                at.at() == null ? asked : at,
                asOf.at() == null && !at.whole() ? at : asOf,
                feed.rows().events() == null ? row.identity() + keys : row.identity(),
                row.cells(),
                false));
    }

    /** A zero for every count and level of the services the answer was about. */
    private void addZeros(Step step, Readings readings) {
        Map<String, Cell> zeros = new HashMap<>();
        for (Mapping mapping : feed.measures()) {
            Kind kind = mapping.measure().kind();
            if (kind == Kind.COUNT || kind == Kind.LEVEL) {
                zeros.put(mapping.measure().name(), new Cell(0, 1, ""));
            }
        }
        Moment asked = askedDay(readings.bindings(), step);
        Collection<ScopePath> services = askedServices(readings.bindings());
        if (services.isEmpty()) {
            step.problem(feed.id() + "/*/service: an answer that means zero names no service");
        }
        services.forEach(service ->
                step.add(new Step.Row(0, service, asked, Moment.NONE, keys(readings.bindings()), zeros, true)));
    }

    /** The services a request was about, where its answer has no rows to say so. */
    private Collection<ScopePath> askedServices(Map<String, Object> bindings) {
        if (feed.service() != null) {
            return List.of(feed.service());
        }
        Optional<String> asked = Reader.codeAskedFor(feed, bindings);
        if (asked.isPresent()) {
            return codes.place(asked.get()).filter(Place::confirmed).map(Place::path).stream()
                    .toList();
        }
        return feed.request().keys().isEmpty()
                ? feed.services().values().stream().distinct().sorted().toList()
                : List.of();
    }

    /** The day that was asked for, where the request names one. */
    private Moment askedDay(Map<String, Object> bindings, Step step) {
        RequestSpec.Days asked = feed.request().days();
        Object day = asked == null ? null : bindings.get(asked.name());
        if (day == null) {
            return Moment.NONE;
        }
        if (days != null && day instanceof String text) {
            // Written another way than asked: the usual forms may still tell.
            return times.parse(
                    days.read(text, feed.zone()).<Object>map(date -> date).orElse(text), step.slot);
        }
        return times.parse(day, step.slot);
    }

    /** What tells rows of one request of a fan-out from those of another. */
    private String keys(Map<String, Object> bindings) {
        if (feed.request().keys().isEmpty()) {
            return "";
        }
        StringBuilder keys = new StringBuilder();
        feed.request().keys().forEach(key -> keys.append('|').append(bindings.getOrDefault(key.name(), "")));
        return keys.toString();
    }

    /** Changes with whatever makes positions of running counters incomparable: the request, the rows, the value. */
    private static String fingerprint(Feed feed, Mapping mapping) {
        List<String> parts = new ArrayList<>(List.of(
                feed.request().url(),
                feed.request().method(),
                String.valueOf(feed.request().body()),
                feed.request().keys().toString(),
                new TreeMap<>(feed.vars()).toString(),
                mapping.unit().symbol(),
                mapping.reduce().name()));
        parts.addAll(feed.rows().sources());
        parts.addAll(mapping.sources());
        parts.add(mapping.semantics().word());
        return Integer.toHexString(String.join("\n", parts).hashCode());
    }
}
