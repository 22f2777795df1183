package org.pantau.normalise.text;

/**
 * What a cell comes to, in the base unit of its measure.
 *
 * @param kind whether there is a value, and how far it can be believed
 * @param value 0 where there is none
 * @param weight cases the value stands for, more than 0
 * @param problem why it is suspect or unreadable, without the value itself; else empty
 */
public record Quantity(Kind kind, double value, double weight, String problem) {

    /** How far a cell can be believed. */
    public enum Kind {
        /** The source says nothing: a gap, never zero. */
        NOTHING,
        OK,
        /** Implausible: kept apart, in no total. */
        SUSPECT,
        /** There is something, but it is no value. */
        UNREADABLE
    }

    /** No value. */
    public static final Quantity NOTHING = new Quantity(Kind.NOTHING, 0, 1, "");

    static Quantity unreadable(String problem) {
        return new Quantity(Kind.UNREADABLE, 0, 1, problem);
    }
}
