package org.pantau.realinput;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it to the next slot. */
final class Slots implements InstantSource {

    /** A Monday morning in Magelang. */
    static final Instant FIRST = Instant.parse("2026-11-23T02:00:00Z");

    private final Duration every;
    private volatile Instant now = FIRST;

    /** @param every rhythm of the feed, so that no slot is missed between two */
    Slots(Duration every) {
        this.every = every;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void next() {
        now = now.plus(every);
    }
}
