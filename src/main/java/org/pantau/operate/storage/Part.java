package org.pantau.operate.storage;

import java.time.Duration;
import java.time.Instant;
import org.pantau.store.Table;

/**
 * A partition as it lies on the disk.
 *
 * @param from what it holds begins here at the earliest
 * @param to and ends before
 * @param bytes with its indexes
 * @param used whether anything is in it; those of the days to come are empty
 */
record Part(Table table, Instant from, Instant to, long bytes, boolean used) {

    /** When its values begin, where none of ours are older than {@code first} unless they were read in later. */
    Instant begins(Instant first) {
        return first.isAfter(from) && first.isBefore(to) ? first : from;
    }

    /** Days of it, none of them after {@code until}. */
    double days(Instant first, Instant until) {
        Duration span = Duration.between(begins(first), ends(until));
        return span.isNegative() ? 0 : span.toSeconds() / 86_400.0;
    }

    Instant ends(Instant until) {
        return until.isBefore(to) ? until : to;
    }
}
