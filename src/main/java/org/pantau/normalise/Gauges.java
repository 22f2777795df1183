package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;

/**
 * {@code gauge}: a level, time, state or score as it stands. A sample at the slot, with the source's own time beside it;
 * one whose own time is old or ahead is kept and marked stale.
 */
final class Gauges {

    /** How far a source's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private Gauges() {}

    static void take(Mapping mapping, Step step) {
        List<Step.Taken> taken = step.takenNow(mapping);
        if (mapping.measure().kind() == Kind.COUNT && !taken.isEmpty()) {
            // As samples of a count are increases, a running total among them would be added up at every poll.
            step.problem(mapping, "a count needs semantics: since_boundary, since_start or per_period");
            return;
        }
        for (Merged each : Merged.of(mapping, taken, step, row -> null)) {
            step.sample(new Sample(
                    step.series(each.service, mapping),
                    step.slot,
                    each.value,
                    each.weight,
                    quality(mapping, each, step),
                    each.asOf));
        }
    }

    private static Quality quality(Mapping mapping, Merged each, Step step) {
        @Nullable Instant asOf = each.asOf;
        if (asOf != null) {
            if (asOf.isAfter(step.slot.plus(AHEAD))) {
                step.problem(mapping, "the source's clock is ahead by more than 5 minutes");
                return Quality.STALE;
            }
            Duration allowed = step.feed.every().multipliedBy(3).plus(step.feed.timeout());
            if (asOf.isBefore(step.slot.minus(allowed))) {
                return Quality.STALE;
            }
        }
        return each.zeroByRule ? Quality.ZERO_BY_RULE : Quality.OK;
    }
}
