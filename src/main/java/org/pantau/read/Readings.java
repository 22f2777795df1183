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
        @Nullable Object document) {
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
        this(outcome, zero, rows, bindings, problems, slow, null);
    }

    /** The same, beside what the answer held. */
    Readings of(@Nullable Object held) {
        return new Readings(outcome, zero, rows, bindings, problems, slow, held);
    }
}
