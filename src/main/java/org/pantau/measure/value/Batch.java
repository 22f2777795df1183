package org.pantau.measure.value;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Outcome;

/**
 * Everything one poll brought, written in one transaction and published after it.
 *
 * @param feed id of the feed
 * @param slot the instant the poll was due
 * @param outcome how it ended; a failed poll is recorded like any other
 * @param samples empty where nothing could be read
 * @param periods values of named periods
 * @param memory what the feed must remember to go on after a restart (counter positions), as JSON; null when unchanged
 */
public record Batch(
        String feed,
        Instant slot,
        Outcome outcome,
        List<Sample> samples,
        List<PeriodValue> periods,
        @Nullable String memory) {
    public Batch {
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(outcome, "outcome");
        samples = List.copyOf(samples);
        periods = List.copyOf(periods);
    }
}
