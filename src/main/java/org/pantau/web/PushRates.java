package org.pantau.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How often each feed may push: a few a second for long, more for a moment. One thread. */
final class PushRates {

    static final double PER_SECOND = 5;
    static final double AT_ONCE = 30;

    private final InstantSource clock;
    private final Map<String, Left> feedToLeft = new HashMap<>();

    private record Left(double pushes, Instant at) {}

    PushRates(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes one from what a feed has left. */
    void take(String feed) {
        Instant now = clock.instant();
        Left left = feedToLeft.getOrDefault(feed, new Left(AT_ONCE, now));
        double gained = Math.max(0, Duration.between(left.at(), now).toMillis() / 1000.0 * PER_SECOND);
        double pushes = Math.min(AT_ONCE, left.pushes() + gained);
        if (pushes < 1) {
            throw Problem.tooMany(1);
        }
        feedToLeft.put(feed, new Left(pushes - 1, now));
    }
}
