package org.pantau.read.fuzz;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How Jazzer ended with one target.
 *
 * @param exit its status; 0 when it found nothing
 * @param said everything it printed
 */
record JazzerRun(int exit, String said) {

    private static final Pattern PROGRESS = Pattern.compile("(?m)^#(\\d+)\\s+\\w+\\s+cov: (\\d+) ");

    /** How often the target was called, by its own word; 0 where it says nothing. */
    long executions() {
        return last(1);
    }

    /** How many places of the instrumented classes it has reached. */
    long coverage() {
        return last(2);
    }

    private long last(int group) {
        return PROGRESS.matcher(said)
                .results()
                .reduce((earlier, later) -> later)
                .map((MatchResult found) -> Long.parseLong(found.group(group)))
                .orElse(0L);
    }
}
