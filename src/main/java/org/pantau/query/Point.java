package org.pantau.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;
import org.pantau.measure.value.OriginParts;
import org.pantau.measure.value.OriginShares;

/**
 * One bucket of history. What does not apply is null; a gap has a null {@code value}, never 0.
 *
 * @param from start of the bucket, or the instant of a single sample
 * @param value in the base unit: counts their increase; levels the last; times the weighted mean; {@code up} its share
 * @param min smallest value seen, of one service's levels and of times; likewise {@code max}
 * @param p50 percentile of single values; null where some are only means; likewise {@code p95} and {@code p99}
 * @param n cases a time rests on, or samples of {@code up}
 * @param coverage share of the samples expected in the bucket, 0..1, over all series that have a part in it
 * @param origin who says so, the least automatic of those that have a part in it; null for a gap
 * @param origins the share of each origin, see {@link OriginParts}; null where there is one
 * @param other what the next less automatic origin says of the same bucket; null for totals and where there is none
 */
public record Point(
        Instant from,
        @Nullable Double value,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Long n,
        double coverage,
        @Nullable Origin origin,
        @Nullable OriginShares origins,
        @Nullable Other other) {

    /** The same bucket as another origin tells it. */
    public record Other(Origin origin, double value) {}

    static Point gap(Instant from) {
        return new Point(from, null, null, null, null, null, null, null, 0, null, null, null);
    }
}
