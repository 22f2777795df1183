package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measure;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;

/** Watches one feed from slot to slot, keeping all that was stored as the database would. */
final class Watch {

    final Normaliser normaliser;
    Memory memory = Memory.EMPTY;
    final List<Sample> samples = new ArrayList<>();
    final Map<List<Object>, PeriodValue> periods = new HashMap<>();

    private final Map<List<Object>, Sample> bySlot = new HashMap<>();

    Watch(Normaliser normaliser) {
        this.normaliser = normaliser;
    }

    /** One answer with these rows, asked at {@code slot}. */
    Normalised read(Instant slot, Reading... rows) {
        return readAll(slot, readings(Map.of(), rows));
    }

    Normalised readAll(Instant slot, Readings... each) {
        List<Answer> answers = new ArrayList<>();
        for (Readings readings : each) {
            answers.add(answer(Outcome.OK, Duration.ofMillis(120), readings.bindings()));
        }
        return keep(normaliser.step(memory, answers, List.of(each), slot, slot.plusMillis(150)));
    }

    /** A poll that brought nothing. */
    Normalised fail(Instant slot, FeedState state) {
        Outcome outcome = new Outcome(state, "for the test");
        Answer answer = answer(outcome, state.answered() ? Duration.ofMillis(80) : Duration.ZERO, Map.of());
        Readings nothing = new Readings(outcome, false, List.of(), Map.of(), List.of(), false);
        return keep(normaliser.step(memory, List.of(answer), List.of(nothing), slot, slot.plusMillis(150)));
    }

    Normalised history(Instant slot, Readings readings) {
        Answer answer = answer(Outcome.OK, Duration.ofMillis(120), readings.bindings());
        return keep(normaliser.history(memory, List.of(answer), List.of(readings), slot, slot.plusMillis(150)));
    }

    /** What a restart of the process leaves: the stored memory, and stored period values. */
    void restart() {
        memory = Memory.fromJson(memory.toJson()).recall(periods.values());
    }

    private Normalised keep(Normalised normalised) {
        memory = normalised.memory();
        for (Sample sample : normalised.samples()) {
            // As the table does: the first of a series and instant stays.
            if (bySlot.putIfAbsent(List.of(sample.series(), sample.at()), sample) == null) {
                samples.add(sample);
            }
        }
        normalised
                .periods()
                .forEach(value ->
                        periods.merge(List.of(value.series(), value.period(), value.start()), value, Watch::stored));
        return normalised;
    }

    /** As the table does: the same value again keeps its quality and the time it was first seen. */
    private static PeriodValue stored(PeriodValue known, PeriodValue now) {
        Closing closing = known.closing().compareTo(now.closing()) > 0 ? known.closing() : now.closing();
        return (known.value() == now.value() && known.weight() == now.weight() ? known : now).with(closing);
    }

    /** The values of a measure of the one service, in the order stored. */
    List<Double> values(Measure measure) {
        return of(measure).stream().map(Sample::value).toList();
    }

    List<Sample> of(Measure measure) {
        return samples.stream()
                .filter(sample -> sample.series().measure().equals(measure.name()))
                .toList();
    }

    Optional<PeriodValue> day(Measure measure, Instant start) {
        return period(FeedBuilder.KTP, measure, Period.DAY, start);
    }

    Optional<PeriodValue> period(ScopePath service, Measure measure, Period period, Instant start) {
        SeriesKey series = new SeriesKey(service, measure.name(), Origin.REPORTED);
        return Optional.ofNullable(periods.get(List.of(series, period, start)));
    }

    double sum(Measure measure, Instant from, Instant to) {
        return of(measure).stream()
                .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
                .mapToDouble(Sample::value)
                .sum();
    }

    static Answer answer(Outcome outcome, Duration took, Map<String, Object> bindings) {
        return new Answer(outcome, 200, Map.of(), new byte[0], bindings, Instant.EPOCH, took, null, null);
    }

    static Readings readings(Map<String, Object> bindings, Reading... rows) {
        return new Readings(Outcome.OK, false, List.of(rows), bindings, List.of(), false);
    }

    static Readings zero(Map<String, Object> bindings) {
        return new Readings(Outcome.OK, true, List.of(), bindings, List.of(), false);
    }

    static Reading row(Measure measure, @Nullable Object value) {
        return row("", null, null, "", Map.of(measure.name(), Cell.of(value)));
    }

    static Reading row(
            String code, @Nullable Object at, @Nullable Object asOf, String identity, Map<String, Cell> cells) {
        return new Reading(0, code, null, at, asOf, identity, cells);
    }
}
