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

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
