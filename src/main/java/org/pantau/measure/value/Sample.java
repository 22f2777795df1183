package org.pantau.measure.value;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Quality;

/**
 * One normalised value of one series at one instant: a level, a time, {@code up}, or the increase of a counter since the
 * previous reading (negative for a correction).
 *
 * @param at the slot the poll was due (pushed values: their own time)
 * @param value in the base unit of the measure; always finite
 * @param weight how many cases the value stands for; 1 for single values and counts, more for a reported mean
 * @param asOf the source's own time of a level, null where it gives none
 */
public record Sample(
        SeriesKey series,
        Instant at,
        double value,
        double weight,
        Quality quality,
        @Nullable Instant asOf) {
    public Sample {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(quality, "quality");
        if (!Double.isFinite(value) || !(weight > 0)) {
            throw new IllegalArgumentException("value " + value + ", weight " + weight + " of " + series);
        }
    }

    public Sample(SeriesKey series, Instant at, double value, Quality quality) {
        this(series, at, value, 1, quality, null);
    }
}
