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
 * @param folded what is known of the rows of the answer where {@code rows} are what they were added up to; null where they
 *     are the answer's own
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
        @Nullable Folded folded,
        @Nullable Object document) {

    /** How much of what an answer held its rows are. */
    public enum Extent {
        WHOLE,
        /** Some rows are damaged, and what they held is not known. */
        DAMAGED,
        /** There is no list, or nothing of it could be taken: that says nothing of what is in it. */
        NO_LIST
    }

    /**
     * Rows that were too many to be kept.
     *
     * @param count how many there were
     * @param first the first of them
     */
    public record Folded(long count, List<Reading> first) {
        public Folded {
            first = List.copyOf(first);
        }
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
        this(outcome, zero, rows, bindings, problems, slow, Extent.WHOLE, null, null);
    }

    /** How many rows the answer has. */
    public long count() {
        return folded == null ? rows.size() : folded.count();
    }

    /** Rows of the answer itself, from the first; where there are very many not all of them. */
    public List<Reading> shown() {
        return folded == null ? rows : folded.first();
    }

    /** The same, with what its rows come to. */
    public Readings folded(List<Reading> into, Folded from) {
        return new Readings(outcome, zero, into, bindings, problems, slow, extent, from, document);
    }

    /** The same, ended otherwise and without its rows. */
    public Readings ended(Outcome otherwise) {
        return new Readings(otherwise, false, List.of(), bindings, problems, slow, extent, null, null);
    }

    /** The same, beside what the answer held. */
    Readings of(@Nullable Object held) {
        return new Readings(outcome, zero, rows, bindings, problems, slow, extent, folded, held);
    }

    /** The same with these rows. */
    Readings with(List<Reading> taken) {
        return new Readings(outcome, zero, taken, bindings, problems, slow, extent, null, document);
    }
}
