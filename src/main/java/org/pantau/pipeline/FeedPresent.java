package org.pantau.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Lasting;

/**
 * How a feed is doing, for operators. Immutable.
 *
 * @param outcome of its last poll, or of what was pushed last, also before the start; null before the first
 * @param lastPoll slot of its last poll; null before the first
 * @param lastOk slot of its last good poll since the start; null where there was none
 * @param next when it will be asked next
 * @param lasting the state its polls have ended in, and since when; null before the first that was ever known
 * @param failures polls in a row that did not end well
 * @param took the last exchange; null where nothing answered
 * @param problems what of the last answer could not be read, by {@code feed/row/field}
 * @param unconfirmed codes the last answer named that the catalogue does not know
 */
public record FeedPresent(
        String feed,
        @Nullable Outcome outcome,
        @Nullable Instant lastPoll,
        @Nullable Instant lastOk,
        @Nullable Instant next,
        @Nullable Lasting lasting,
        int failures,
        @Nullable Duration took,
        List<String> problems,
        List<String> unconfirmed) {

    public FeedPresent {
        problems = List.copyOf(problems);
        unconfirmed = List.copyOf(unconfirmed);
    }

    static FeedPresent unasked(String feed) {
        return new FeedPresent(feed, null, null, null, null, null, 0, null, List.of(), List.of());
    }

    FeedPresent nextAt(Instant at) {
        return new FeedPresent(feed, outcome, lastPoll, lastOk, at, lasting, failures, took, problems, unconfirmed);
    }

    FeedPresent lasting(@Nullable Lasting known) {
        return new FeedPresent(feed, outcome, lastPoll, lastOk, next, known, failures, took, problems, unconfirmed);
    }

    FeedPresent polled(
            Instant slot, Outcome now, @Nullable Duration exchange, List<String> trouble, List<String> unknown) {
        return new FeedPresent(
                feed,
                now,
                slot,
                now.ok() ? slot : lastOk,
                next,
                Lasting.after(lasting, now.state(), slot),
                now.ok() ? 0 : failures + 1,
                exchange,
                trouble,
                unknown);
    }
}
