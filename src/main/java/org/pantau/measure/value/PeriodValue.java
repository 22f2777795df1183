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
 * @param closing whether the period is over and its value final
 */
public record PeriodValue(
        SeriesKey series,
        Period period,
        Instant start,
        double value,
        double weight,
        Quality quality,
        Instant seenAt,
        Closing closing) {

    /** How final a value is. Declared in the order it comes about. */
    public enum Closing {
        /** The period runs, or what it comes to may still be restated. */
        OPEN,
        /** Over and its grace passed, but no read after that confirmed it: the value last seen, at {@code seenAt}. */
        UNCONFIRMED,
        /** Over, its grace passed, and a read after that confirmed it. */
        CLOSED
    }

    public PeriodValue(
            SeriesKey series,
            Period period,
            Instant start,
            double value,
            double weight,
            Quality quality,
            Instant seenAt,
            boolean closed) {
        this(series, period, start, value, weight, quality, seenAt, closed ? Closing.CLOSED : Closing.OPEN);
    }

    /** Whether it is over and confirmed. */
    public boolean closed() {
        return closing == Closing.CLOSED;
    }

    /** The same value, final in another degree. */
    public PeriodValue with(Closing other) {
        return new PeriodValue(series, period, start, value, weight, quality, seenAt, other);
    }

    public PeriodValue {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(seenAt, "seenAt");
        Objects.requireNonNull(closing, "closing");
        if (!Double.isFinite(value) || !(weight > 0)) {
            throw new IllegalArgumentException("value " + value + ", weight " + weight + " of " + series);
        }
    }
}
