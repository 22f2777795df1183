package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;

/**
 * {@code windowed}: what happened within the last so many seconds. Of windows that overlap one is taken, and the next that
 * begins where it ended or later: what lies in two windows is never added twice.
 */
final class Windows {

    /** Windows that touch may overlap by so much, since polls are not exactly regular. */
    private static final double SLACK = 0.02;

    private Windows() {}

    static void take(Mapping mapping, Step step) {
        if (step.repeated()) {
            return;
        }
        List<Step.Taken> taken = new ArrayList<>();
        for (Step.Taken each : step.takenNow(mapping)) {
            Duration length = length(mapping, each);
            if (length == null) {
                step.problem(mapping, each.row(), "the row does not say the length of its window");
            } else if (isNew(mapping, each, length, step)) {
                taken.add(each);
            }
        }
        for (Merged each : Merged.of(mapping, taken, step, row -> null)) {
            Instant end = each.asOf == null || each.asOf.isAfter(step.slot) ? step.slot : each.asOf;
            step.after.note(name(mapping, each.service.value()), end.toString());
            Quality age = step.age(mapping, each.asOf);
            step.sample(new Sample(
                    step.series(each.service, mapping),
                    step.slot,
                    each.value,
                    each.weight,
                    age == Quality.OK && each.zeroByRule ? Quality.ZERO_BY_RULE : age,
                    each.asOf));
        }
    }

    private static boolean isNew(Mapping mapping, Step.Taken taken, Duration length, Step step) {
        String last = step.before.note(name(mapping, taken.row().service().value()));
        if (last == null) {
            return true;
        }
        Instant asOf = taken.row().asOf().at();
        Instant end = asOf == null || asOf.isAfter(step.slot) ? step.slot : asOf;
        long slack = (long) (length.toMillis() * SLACK);
        return !end.minus(length).isBefore(Instant.parse(last).minusMillis(slack));
    }

    private static String name(Mapping mapping, String service) {
        return "window|" + mapping.measure().name() + "|" + service;
    }

    private static @Nullable Duration length(Mapping mapping, Step.Taken taken) {
        Object seconds = taken.besides().get(Beside.WINDOW);
        try {
            double said = seconds == null
                    ? Double.NaN
                    : Double.parseDouble(seconds.toString().trim());
            if (said > 0 && said < 1e8) {
                return Duration.ofMillis(Math.round(said * 1000));
            }
        } catch (NumberFormatException e) {
            // The mapping's own length counts.
        }
        return mapping.counting().window();
    }
}
