package org.pantau.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Outcome;

/**
 * What one answer says.
 *
 * @param outcome OK, or why the answer counts for nothing ({@code not_data}, {@code error}, {@code gateway} …); then
 *     there are no rows
 * @param zero the feed's own rule says this answer means zero for every count mapped
 * @param rows in the order of the answer
 * @param bindings what was asked for, from the answer
 * @param problems what could not be read, each starting with {@code feed/row/field}
 * @param slow a probe that answered as expected but slower than its limit
 * @param extent whether the rows are all that the answer held
 * @param document what the answer held, decoded, columns that are not kept left out; null where nothing could be decoded,
 *     where the feed is a probe and where rows come one after the other (tables)
 */
public record Readings(
        Outcome outcome,
        boolean zero,
        List<Reading> rows,
        Map<String, Object> bindings,
        List<String> problems,
        boolean slow,
        Extent extent,
        @Nullable Object document) {

    /** How much of what an answer held its rows are. */
    public enum Extent {
        WHOLE,
        /** Some rows are damaged, and what they held is not known. */
        DAMAGED,
        /** There is no list, or nothing of it could be taken: that says nothing of what is in it. */
        NO_LIST
    }

    public Readings {
        rows = List.copyOf(rows);
        bindings = Map.copyOf(bindings);
        problems = List.copyOf(problems);
    }

    public Readings(
            Outcome outcome,
            boolean zero,
            List<Reading> rows,
            Map<String, Object> bindings,
            List<String> problems,
            boolean slow) {
        this(outcome, zero, rows, bindings, problems, slow, Extent.WHOLE, null);
    }

    /** The same, beside what the answer held. */
    Readings of(@Nullable Object held) {
        return new Readings(outcome, zero, rows, bindings, problems, slow, extent, held);
    }

    /** The same with these rows. */
    Readings with(List<Reading> taken) {
        return new Readings(outcome, zero, taken, bindings, problems, slow, extent, document);
    }
}
