package org.pantau.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Quality;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.SeriesKey;

/**
 * {@code per_period}: the total of the day, month or hour the row names. A period value only: what is reported later for
 * the same period replaces it, and is closed by a read after its grace.
 */
final class PeriodTotals {

    private PeriodTotals() {}

    static void take(Mapping mapping, Step step) {
        for (Merged each : Merged.of(mapping, step.taken(mapping), step, row -> named(mapping, row, step))) {
            Instant start = each.start;
            if (start == null && step.feed.rows().at() != null) {
                step.problem(mapping, "a row does not name its period");
                continue;
            }
            Instant period = start != null ? start : mapping.period().start(step.slot, step.zone());
            PeriodValue known = step.known(step.series(each.service, mapping), mapping.period(), period);
            boolean superseded = known != null && step.superseded(known.seenAt());
            if (!superseded && takes(mapping, each, period, step)) {
                store(mapping, each, period, step);
            }
        }
    }

    /** First instant of the period a row is about; null where it names none. */
    static @Nullable Instant named(Mapping mapping, Step.Row row, Step step) {
        Instant at = row.at().at();
        return at == null ? null : mapping.period().start(at, step.zone());
    }

    /** Whether a value may be stored for a period: it has begun, and came once in this answer. */
    static boolean takes(Mapping mapping, Merged each, Instant start, Step step) {
        if (start.isAfter(step.slot)) {
            // Where the source's clock is ahead, the same comes again when our day has begun too.
            step.problem(mapping, "a period that has not begun");
            return false;
        }
        if (step.given(step.series(each.service, mapping), mapping.period(), start)) {
            step.problem(mapping, "one period twice in one answer; the first counts");
            return false;
        }
        return true;
    }

    /** Stores what is now known of a period. */
    static void store(Mapping mapping, Merged each, Instant start, Step step) {
        SeriesKey series = step.series(each.service, mapping);
        PeriodValue known = step.known(series, mapping.period(), start);
        Instant end = mapping.period().end(start, step.zone());
        boolean over = !step.slot.isBefore(end.plus(mapping.grace()));
        boolean same = known != null && known.value() == each.value && known.weight() == each.weight;
        if (known != null && same && known.closed()) {
            return;
        }
        Quality age = step.slot.isBefore(end) ? step.age(mapping, each.asOf) : Quality.OK;
        Quality quality = known != null && same && known.quality() != Quality.STALE
                ? known.quality()
                : quality(mapping, each, known, end, step);
        PeriodValue value = new PeriodValue(
                series,
                mapping.period(),
                start,
                each.value,
                each.weight,
                age == Quality.STALE ? age : quality,
                step.seenAt,
                over ? Closing.CLOSED : known == null ? Closing.OPEN : known.closing());
        step.period(value);
        // Of what is pushed it matters when it was seen last, for what was seen before may still come.
        boolean news = known == null || !same || value.closing() != known.closing() || step.feed.isPushed();
        if (news && !end.plus(Memory.RECENT).isBefore(step.slot)) {
            step.after.remember(value);
        }
    }

    private static Quality quality(Mapping mapping, Merged each, @Nullable PeriodValue known, Instant end, Step step) {
        boolean over = !step.slot.isBefore(end);
        boolean changed = known != null && known.value() != each.value;
        boolean dropped = known != null && mapping.measure().kind() == Kind.COUNT && each.value < known.value();
        if (dropped || (changed && over)) {
            return Quality.RESTATED;
        }
        return each.zeroByRule ? Quality.ZERO_BY_RULE : Quality.OK;
    }
}
