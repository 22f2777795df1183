package org.pantau.measure.value;

import java.time.Instant;
import java.util.Objects;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;

/**
 * What is now known of a named day or hour of one series. The store keeps beside it what was first reported and counts
 * the revisions; writing the same value again changes nothing.
 *
 * @param period length of the period
 * @param start its first instant (local midnight for a day)
 * @param value in the base unit of the measure; for a duration the mean of the period
 * @param weight cases a mean stands for; 1 for counts
 * @param seenAt when it was read
 * @param closed whether the period is over, its grace has passed and a read after that confirmed it
 */
public record PeriodValue(
        SeriesKey series,
        Period period,
        Instant start,
        double value,
        double weight,
        Quality quality,
        Instant seenAt,
        boolean closed) {
    public PeriodValue {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(seenAt, "seenAt");
        if (!Double.isFinite(value) || !(weight > 0)) {
            throw new IllegalArgumentException("value " + value + ", weight " + weight + " of " + series);
        }
    }
}
