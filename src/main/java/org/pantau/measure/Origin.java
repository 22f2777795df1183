package org.pantau.measure;

import java.util.Locale;

/**
 * Who says so. Declared from the most to the least automatic: where two origins report the same number, the first counts
 * and the difference is shown.
 */
public enum Origin {
    /** Measured by Pantau itself. */
    MEASURED,
    /** Reported by the agency's own system. */
    REPORTED,
    /** Taken from a file. */
    UPLOADED,
    /** Typed by a person. */
    ENTERED;

    /** The word used in answers and the catalogue. */
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
    public static Origin ofCode(int code) {
        if (code < 0 || code >= values().length) {
            throw new IllegalArgumentException("unknown code of Origin: " + code);
        }
        return values()[code];
    }
}
