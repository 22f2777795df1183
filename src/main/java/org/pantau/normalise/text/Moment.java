package org.pantau.normalise.text;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time as a source gave it.
 *
 * @param at null where the source said none, or what it said cannot be read
 * @param whole whether it names a whole day, month or year, whose first instant {@code at} then is
 * @param problem why it cannot be read, without the text itself; empty when it can, or when there is none
 */
public record Moment(@Nullable Instant at, boolean whole, String problem) {

    /** The source said no time. */
    public static final Moment NONE = new Moment(null, false, "");

    static Moment problem(String problem) {
        return new Moment(null, false, problem);
    }

    /** Whether a time was given that cannot be read. */
    public boolean flawed() {
        return !problem.isEmpty();
    }
}
