package org.pantau.normalise;

import java.util.List;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;

/**
 * {@code gauge} and {@code countdown}: a level, time, state or score as it stands. A sample at the slot, with the source's own time beside it;
 * one whose own time is old or ahead is kept and marked stale.
 */
final class Gauges {

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
        Quality age = step.age(mapping, each.asOf);
        return age == Quality.OK && each.zeroByRule ? Quality.ZERO_BY_RULE : age;
    }
}
