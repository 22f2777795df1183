package org.pantau.query;

import java.time.Duration;
import java.time.Instant;

/** A span of time, {@code from} included, {@code to} not. */
public record Window(Instant from, Instant to) {
    /** @throws IllegalArgumentException when it does not begin before it ends */
    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("window from " + from + " to " + to);
        }
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
