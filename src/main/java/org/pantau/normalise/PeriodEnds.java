package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;

/**
 * Closes periods that are over and that no read confirms any more: at once where the feed tells only of the present,
 * after a day where it could tell of the past. The value last seen stays, with its time, marked unconfirmed.
 */
final class PeriodEnds {

    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(1);

    private PeriodEnds() {}

    /** Looked at once an hour. */
    static void take(Step step) {
        Instant last = step.before.slot();
        boolean looked =
                last != null && Period.HOUR.start(last, step.zone()).equals(Period.HOUR.start(step.slot, step.zone()));
        if (looked || !step.isRead() || step.repeated()) {
            return;
        }
        step.before
                .periods()
                .forEach((series, values) -> step.feed.measures().stream()
                        .filter(mapping -> mapping.measure().name().equals(series.measure()))
                        .forEach(mapping -> values.stream()
                                .filter(value -> value.period() == mapping.period() && value.closing() == Closing.OPEN)
                                .filter(value -> !step.given(series, value.period(), value.start()))
                                .filter(value -> over(mapping, value, step))
                                .forEach(value -> {
                                    PeriodValue closed = value.with(Closing.UNCONFIRMED);
                                    step.period(closed);
                                    step.after.remember(closed);
                                })));
    }

    private static boolean over(Mapping mapping, PeriodValue value, Step step) {
        boolean history = step.feed.request().days() != null
                || step.feed.rows().at() != null
                || step.feed.rows().events() != null;
        Instant end = value.period().end(value.start(), step.zone()).plus(mapping.grace());
        return !step.slot.isBefore(history ? end.plus(CONFIRMED_WITHIN) : end);
    }
}
