package org.pantau.access;

import java.util.Locale;
import java.util.Optional;

/** In what capacity somebody holds an office; officials who stand in are named with their prefix (Plt., Plh., Pj., Pjs.). */
public enum Capacity {
    DEFINITIVE,
    PLT,
    PLH,
    PJ,
    PJS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none. */
    public static Optional<Capacity> parse(String word) {
        for (Capacity capacity : values()) {
            if (capacity.word().equals(word)) {
                return Optional.of(capacity);
            }
        }
        return Optional.empty();
    }
}
