package org.pantau.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
final class HandClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-23T03:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void forward(Duration by) {
        Instant later = now.plus(by);
        now = later;
    }
}
