package org.pantau.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.live.state.Tally;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Trust;
import org.pantau.measure.value.OriginParts;
import org.pantau.measure.value.OriginShares;

/**
 * A value shown to a person, with its trust mark.
 *
 * @param value in the base unit of the measure; null where nothing is known, never 0 then. Counts: since local midnight;
 *     levels and scores: now; durations: median of today, or the weighted mean where only means are reported;
 *     availability: share of today within service hours. Above services, availability is weighted by probes answered or
 *     failed.
 * @param unit symbol of the unit
 * @param of what a count counts; null for anything else
 * @param asOf slot of the latest data in it; null where there is none
 * @param coverage share of expected samples (service) or of inputs (above) it rests on, 0..1
 * @param origin who says so; above services the least automatic of the inputs that are known
 * @param origins the share of each origin behind a total, see {@link OriginParts}; null where all of it has one origin
 * @param missing services whose part is unknown or too old, at most {@link Tally#MISSING_LIMIT}
 * @param period {@code today} or {@code now}
 * @param p95 null where single values are not known
 * @param n cases a duration rests on, or up and down samples of an availability; null for anything else
 * @param alternative what another origin says of the same number; null where there is none
 */
public record Figure(
        String measure,
        @Nullable Double value,
        String unit,
        @Nullable String of,
        Trust trust,
        @Nullable Instant asOf,
        double coverage,
        Origin origin,
        @Nullable OriginShares origins,
        List<ScopePath> missing,
        String period,
        @Nullable Double p95,
        @Nullable Long n,
        @Nullable Alternative alternative) {

    public Figure {
        missing = List.copyOf(missing);
    }

    /** The same number as another origin tells it, with the slot of its latest data. */
    public record Alternative(
            Origin origin, double value, @Nullable Instant asOf) {}

    static Figure of(Tally tally) {
        Kind kind = tally.measure().kind();
        boolean weighed = kind == Kind.DURATION || kind == Kind.STATE;
        Tally.Other other = tally.other();
        OriginParts parts = tally.parts();
        return new Figure(
                tally.measure().name(),
                orNull(tally.value()),
                tally.measure().unit().symbol(),
                tally.of(),
                tally.trust(),
                tally.asOf(),
                tally.coverage(),
                tally.origin(),
                parts == null ? null : parts.shares(),
                tally.missing(),
                kind == Kind.LEVEL || kind == Kind.SCORE ? "now" : "today",
                orNull(tally.p95()),
                weighed && tally.known() ? (Long) Math.round(tally.weight()) : null,
                other == null ? null : new Alternative(other.origin(), other.value(), other.asOf()));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
