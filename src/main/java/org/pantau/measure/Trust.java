package org.pantau.measure;

import java.util.Locale;

/** How far a figure can be trusted. */
public enum Trust {
    OK,
    /** Some of what it should rest on is missing. */
    PARTIAL,
    /** Older than its feed allows. */
    STALE,
    /** Nothing to show. */
    NONE;

    /** From this share of expected samples on, what is made of them is complete. */
    public static final double COMPLETE = 0.9;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
