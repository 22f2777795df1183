package org.pantau.measure.value;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.FeedState;

/**
 * A state that a feed has been in without another one between, as far as is known. Slots that Pantau itself missed break
 * nothing.
 *
 * @param since slot of the first poll that ended so
 * @param until slot of the latest
 */
public record Lasting(FeedState state, Instant since, Instant until) {

    /** A host whose name has not existed for so long will hardly come back (the catalogue names a wrong or a dead one). */
    private static final Duration GONE = Duration.ofDays(7);

    public Lasting {
        Objects.requireNonNull(state, "state");
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("until " + until + " is before since " + since);
        }
    }

    /** What it is after a poll. */
    public static @Nullable Lasting after(@Nullable Lasting before, FeedState state, Instant slot) {
        if (state == FeedState.UNMONITORED) {
            return before;
        }
        return before != null && before.state == state && !slot.isBefore(before.until)
                ? new Lasting(state, before.since, slot)
                : new Lasting(state, slot, slot);
    }

    /** Whether the host's name has not existed for so long that the feed may be retired. */
    public boolean suggestsRetirement() {
        return state == FeedState.DNS && Duration.between(since, until).compareTo(GONE) >= 0;
    }
}
