package org.pantau.measure;

import java.util.Objects;

/**
 * A known quantity: what it is called, its base unit, how it adds up and which direction is good.
 *
 * @param name lower-case identifier, as in the catalogue ({@code served})
 * @param kind how it rolls up over time and over the tree
 * @param unit base unit values are stored in
 * @param good which direction is good
 */
public record Measure(String name, Kind kind, Unit unit, Direction good) {

    /** How values of a measure combine. */
    public enum Kind {
        /** Whole numbers that add up over time, and over services with counts of the same thing. */
        COUNT,
        /** A level that adds up over services, never over time (queue length, beds). */
        LEVEL,
        /** A time per case: merged as a distribution, or as a weighted mean where only means are reported. */
        DURATION,
        /** 1, 0 or absent; over time and services a share. */
        STATE,
        /** A score: shown per service only, or as a mean with its weight. */
        SCORE
    }

    /** Which direction is good news. */
    public enum Direction {
        UP,
        DOWN,
        NONE
    }

    public Measure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(good, "good");
    }
}
