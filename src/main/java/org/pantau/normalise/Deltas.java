package org.pantau.normalise;

import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;

/** {@code delta_read}: what happened since it was last sent. Added as it is; whoever takes it in has left out repeats. */
final class Deltas {

    private Deltas() {}

    static void take(Mapping mapping, Step step) {
        for (Merged each : Merged.of(mapping, step.takenNow(mapping), step, row -> null)) {
            Quality quality = each.zeroByRule ? Quality.ZERO_BY_RULE : Quality.OK;
            step.sample(new Sample(step.series(each.service, mapping), step.slot, each.value, quality));
        }
    }
}
