package org.pantau.normalise;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;

/**
 * What one slot of a feed comes to.
 *
 * @param outcome OK when every answer was good, else the first that was not
 * @param samples at most one per series and instant; those of unconfirmed services among them
 * @param periods at most one per series, period and start
 * @param memory what to go on with at the next slot
 * @param memoryChanged whether the memory must be stored with the values; if not, what is stored still serves
 * @param problems what could not be taken, each starting with {@code feed/row/field}; never with a value in it
 * @param unconfirmed codes that lead to no service of the catalogue
 * @param slow a probe answered as expected, but slower than its limit
 */
public record Normalised(
        Outcome outcome,
        List<Sample> samples,
        List<PeriodValue> periods,
        Memory memory,
        boolean memoryChanged,
        List<String> problems,
        List<Unconfirmed> unconfirmed,
        boolean slow) {

    public Normalised {
        samples = List.copyOf(samples);
        periods = List.copyOf(periods);
        problems = List.copyOf(problems);
        unconfirmed = List.copyOf(unconfirmed);
    }

    /** Places whose values must stay out of every board and total. */
    public Set<ScopePath> unconfirmedPaths() {
        return unconfirmed.stream().map(Unconfirmed::path).collect(Collectors.toUnmodifiableSet());
    }

    /** All of it as the store takes it; the memory as JSON where it changed. */
    public Batch batch(String feed, Instant slot) {
        @Nullable String changed = memoryChanged ? memory.toJson() : null;
        return new Batch(feed, slot, outcome, samples, periods, changed);
    }
}
