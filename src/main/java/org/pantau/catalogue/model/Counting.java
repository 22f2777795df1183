package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;

/**
 * The rarer things a mapping says of how its value counts.
 *
 * @param besides expressions over the row besides the value itself
 * @param exclude a row for which this holds does not count; null means none is left out
 * @param unitDeclared whether the mapping names a unit, which then stands where the column of {@link Beside#UNIT} is empty
 * @param window how long a value of the last so many seconds covers, at least the feed's rhythm for counts; null where the row says it
 * @param guessStart whether a counter's start may be taken from the metrics document itself
 * @param wrap bits after which a counter begins again at 0: 32, 64, or 0 for never
 * @param ownPolls whether our own requests are among what is counted, and are taken off
 * @param range plausible values, in the source's unit; null for any
 * @param staleAfter age of the source's own time from which on a value is not live; null for three polls and the timeout
 * @param jumps whether a jump of all values by about 1000, as after a switch from s to ms, is believed
 */
public record Counting(
        Map<Beside, Expression> besides,
        @Nullable Expression exclude,
        boolean unitDeclared,
        @Nullable Duration window,
        boolean guessStart,
        int wrap,
        boolean ownPolls,
        @Nullable Range range,
        @Nullable Duration staleAfter,
        boolean jumps) {

    public static final Counting USUAL = new Counting(Map.of(), null, false, null, true, 0, false, null, null, false);

    /** How long windows are taken to be where only the rows say it; for the number of samples to expect. */
    private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

    public Counting {
        besides = Map.copyOf(besides);
    }

    /** What a mapping may ask of a row besides the value. */
    public enum Beside {
        /** The unit's spelling. */
        UNIT,
        /** Length of the value's window in seconds. */
        WINDOW,
        /** What tells a value from the same one sent again. */
        KEY,
        /** When the counter began. */
        STARTED,
        /** What the source calls the value, such as "Baik"; compared, never imported. */
        CLAIM,
        /** When an event's duration began; the value is its end. */
        FROM
    }

    /** Both ends included. */
    public record Range(double low, double high) {
        public boolean holds(double value) {
            return value >= low && value <= high;
        }
    }

    /** How often a value of these semantics can be new, where the feed is asked every {@code every}. */
    Duration rhythm(Duration every) {
        Duration length = window == null ? USUAL_WINDOW : window;
        return length.compareTo(every) > 0 ? length : every;
    }
}
