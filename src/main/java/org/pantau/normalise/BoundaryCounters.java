package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;

/**
 * {@code since_boundary}: what has come together since local midnight (or another boundary), restated until the period is
 * closed. A period value; and for a count, at each slot the difference to what was known, so that the samples of a day
 * add up to its value. A drop inside the period is a correction, never a restart. A mean of the period has no differences.
 *
 * <p>A change of a period that is over goes to its last minutes, if it was watched while it ran: otherwise its samples
 * would hold that change alone. The first reading of a period longer than a day that was not watched from its beginning
 * has no difference: it would put weeks into one slot.
 */
final class BoundaryCounters {

    /** Late changes of one period lie this far before its end at most, in milliseconds; within the last 5-minute bucket. */
    private static final long LATE_SPAN = 240_000;

    /** How long after the boundary a source may still count the period before. */
    private static final Duration SLOW_CLOCK = Duration.ofMinutes(30);

    private BoundaryCounters() {}

    static void take(Mapping mapping, Step step, boolean history) {
        for (Merged each :
                Merged.of(mapping, step.taken(mapping), step, row -> PeriodTotals.named(mapping, row, step))) {
            Instant start = each.start != null ? each.start : implied(mapping, each, step);
            take(mapping, each, start, step, history);
        }
    }

    /** What is now known of the period that begins at {@code start}. */
    static void take(Mapping mapping, Merged each, Instant start, Step step, boolean history) {
        boolean count = mapping.measure().kind() == Kind.COUNT;
        boolean running = step.slot.isBefore(mapping.period().end(start, step.zone()));
        boolean watched = step.before.watched(mapping.period(), start);
        if (count && ((running && history) || (step.repeated() && (running || watched)))) {
            // The difference could not be stored beside what the slot already holds; the next slot will bring it.
            return;
        }
        SeriesKey series = step.series(each.service, mapping);
        PeriodValue known = step.known(series, mapping.period(), start);
        if ((known != null && step.superseded(known.seenAt())) || !PeriodTotals.takes(mapping, each, start, step)) {
            return;
        }
        PeriodTotals.store(mapping, each, start, step);
        if (!count) {
            return;
        }
        if (running) {
            runningDifference(mapping, each, start, known, step);
            step.after.watch(mapping.period(), start);
        } else if (watched && known != null && each.value != known.value()) {
            Instant at = lateInstant(mapping.period().end(start, step.zone()), step.slot);
            step.sample(new Sample(series, at, each.value - known.value(), Quality.RESTATED));
        }
    }

    private static void runningDifference(
            Mapping mapping, Merged each, Instant start, @Nullable PeriodValue known, Step step) {
        if (known == null && isBaseline(mapping.period(), start, step)) {
            return;
        }
        double difference = known == null ? each.value : each.value - known.value();
        Quality quality = difference < 0 ? Quality.OK : step.age(mapping, each.asOf);
        if (quality == Quality.OK) {
            quality = difference < 0
                    ? Quality.RESTATED
                    : each.zeroByRule
                            ? Quality.ZERO_BY_RULE
                            : difference > 0 && step.late() ? Quality.CATCH_UP : Quality.OK;
        }
        step.sample(new Sample(step.series(each.service, mapping), step.slot, difference, quality));
    }

    /** Whether a first reading tells nothing of when its cases came, but that it was within more than a day. */
    private static boolean isBaseline(Period period, Instant start, Step step) {
        if (period == Period.HOUR || period == Period.DAY) {
            return false;
        }
        Instant previous = period.start(start.minusNanos(1), step.zone());
        return !step.before.watched(period, start) && !step.before.watched(period, previous);
    }

    /**
     * The period of figures that do not name it. The source's own time says so, unless the value has dropped since: then
     * it has restarted without saying. Without any time, figures that just after the boundary still stand where they
     * stood before are the previous period's, until they change or the grace has passed.
     */
    private static Instant implied(Mapping mapping, Merged each, Step step) {
        Period period = mapping.period();
        SeriesKey series = step.series(each.service, mapping);
        Instant current = period.start(step.slot, step.zone());
        if (each.asOf != null) {
            Instant said = period.start(each.asOf, step.zone());
            if (!said.isBefore(current)) {
                return current;
            }
            PeriodValue known = step.known(series, period, said);
            boolean dropped = known != null && mapping.measure().kind() == Kind.COUNT && each.value < known.value();
            return dropped ? current : said;
        }
        boolean early = step.slot.isBefore(current.plus(mapping.grace()));
        if (!early || each.value == 0 || step.known(series, period, current) != null) {
            return current;
        }
        Instant previous = period.start(current.minusNanos(1), step.zone());
        PeriodValue known = step.known(series, period, previous);
        if (known == null) {
            return current;
        }
        boolean unchanged = known.value() == each.value && known.weight() == each.weight;
        // A source whose clock is slow goes on counting yesterday for a while; watched all along, it has not dropped.
        boolean growing = mapping.measure().kind() == Kind.COUNT
                && known.value() > 0
                && each.value > known.value()
                && !step.late()
                && step.slot.isBefore(current.plus(SLOW_CLOCK));
        return unchanged || growing ? previous : current;
    }

    /** An instant of its own for each slot, so that a second late change does not meet the first. */
    private static Instant lateInstant(Instant end, Instant slot) {
        return end.minusMillis(1 + Duration.between(end, slot).toSeconds() % LATE_SPAN);
    }
}
