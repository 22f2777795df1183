package org.pantau.measure;

import java.util.Locale;
import java.util.Optional;

/** What a reported number means over time (the rules and why: the section on value semantics in the manual). */
public enum Semantics {
    /** A level: the last value holds until it is stale; never summed over time. */
    GAUGE,
    /** A counter since the process started; a decrease is a restart. */
    SINCE_START,
    /** A counter since a boundary in local time (midnight), restated until the period is closed; a decrease is a correction. */
    SINCE_BOUNDARY,
    /** The total of the period the row names. */
    PER_PERIOD,
    /** What happened since it was last read, or sent; each value is added once. */
    DELTA_READ;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Semantics> parse(String word) {
        for (Semantics semantics : values()) {
            if (semantics.word().equals(word)) {
                return Optional.of(semantics);
            }
        }
        return Optional.empty();
    }
}
