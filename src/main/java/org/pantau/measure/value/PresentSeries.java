package org.pantau.measure.value;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What history knows of one series now, to rebuild the board and the memory of counters after a start.
 *
 * @param of what a count counts; null for anything else
 * @param last the newest sample, null where there is none within the last days
 * @param today samples since local midnight: increases summed, times with their distribution
 * @param periods period values of today, of every length
 * @param firstAt since when it is watched; null where that is longer ago than was kept
 */
public record PresentSeries(
        SeriesKey key,
        @Nullable String of,
        @Nullable Sample last,
        Aggregate today,
        List<PeriodValue> periods,
        @Nullable Instant firstAt) {

    public PresentSeries(
            SeriesKey key, @Nullable String of, @Nullable Sample last, Aggregate today, List<PeriodValue> periods) {
        this(key, of, last, today, periods, null);
    }

    public PresentSeries {
        periods = List.copyOf(periods);
    }
}
