package org.pantau.measure;

import java.util.Locale;

/** How a single stored value came to be. The ordinal is stored: append only. */
public enum Quality {
    /** Read as it was said. */
    OK,
    /** A zero written because the feed's own rule says the answer means zero. */
    ZERO_BY_RULE,
    /** The source's own time is older than its feed allows. */
    STALE,
    /** Replaces what was reported before for the same period. */
    RESTATED,
    /** Kept apart, in no total: implausible until its owner confirms it. */
    SUSPECT,
    /** Computed, not read. */
    ESTIMATED,
    /** First value after a counter restarted. */
    RESET,
    /** Covers more than one slot, because polls before it were missed. */
    CATCH_UP,
    /** A state seen outside service hours or in announced maintenance: kept, in no availability. */
    OFF_HOURS;

    /** Whether a value enters series and totals. */
    public boolean counts() {
        return this != SUSPECT && this != OFF_HOURS;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number it is stored as. */
    @SuppressWarnings("EnumOrdinal") // Constants are only ever appended.
    public int code() {
        return ordinal();
    }

    /**
     * The reverse of {@link #code}.
     *
     * @throws IllegalArgumentException when the number stands for nothing
     */
    @SuppressWarnings("EnumOrdinal") // Constants are only ever appended.
    public static Quality ofCode(int code) {
        if (code < 0 || code >= values().length) {
            throw new IllegalArgumentException("unknown code of Quality: " + code);
        }
        return values()[code];
    }
}
