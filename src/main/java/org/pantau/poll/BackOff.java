package org.pantau.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;

/**
 * How long a failing feed is left alone: 1, 2, 4, 8 … intervals, up to a quarter of an hour, up to an hour where no data
 * comes at all (a captcha, a log-in page). A probe keeps its rhythm, for it is how an outage's end is seen; only an
 * endpoint that asks for peace gets it from probes too, for an hour at most.
 *
 * @param failures in a row
 * @param until slots before this are not asked
 */
public record BackOff(Duration every, boolean probe, int failures, Instant until) {

    private static final Duration CAP = Duration.ofMinutes(15);
    private static final Duration LONG_CAP = Duration.ofHours(1);

    public static BackOff none(Feed feed) {
        return new BackOff(feed.every(), feed.isProbe(), 0, Instant.MIN);
    }

    /** Whether a slot is to be asked. */
    public boolean due(Instant slot) {
        return !slot.isBefore(until);
    }

    /**
     * After a slot was asked.
     *
     * @param retryAfter what the endpoint asked for; null where it did not
     * @param slot the slot that was asked
     */
    public BackOff after(FeedState state, @Nullable Duration retryAfter, Instant slot) {
        if (retryAfter != null && !retryAfter.isNegative() && state != FeedState.OK) {
            return with(failures + 1, slot.plus(shorter(retryAfter, LONG_CAP)));
        }
        return switch (state) {
            case OK, STALE -> with(0, Instant.MIN);
            case UNMONITORED -> this;
            case THROTTLED -> with(failures + 1, slot.plus(pause(CAP)));
            case NOT_DATA, BLOCKED ->
                probe ? with(failures + 1, Instant.MIN) : with(failures + 1, slot.plus(pause(LONG_CAP)));
            default -> probe ? with(failures + 1, Instant.MIN) : with(failures + 1, slot.plus(pause(CAP)));
        };
    }

    private Duration pause(Duration cap) {
        Duration longest = every.compareTo(cap) > 0 ? every : cap;
        Duration doubled = every.multipliedBy(1L << Math.min(failures, 20));
        return shorter(doubled, longest);
    }

    private BackOff with(int failures, Instant until) {
        return new BackOff(every, probe, failures, until);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
