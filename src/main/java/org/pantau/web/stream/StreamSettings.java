package org.pantau.web.stream;

import java.time.Duration;

/**
 * Knobs of the live stream.
 *
 * @param maxViewers more than this are told to come back later: a process has a bounded number of connections; at least 1
 * @param ping how often a quiet stream says that it lives, and a session that is over ends its streams; 10 ms to 1 min
 * @param keep how long the last changes of a place nobody looks at any more are kept to resume from; not negative
 */
public record StreamSettings(int maxViewers, Duration ping, Duration keep) {

    public static final StreamSettings DEFAULT =
            new StreamSettings(5_000, Duration.ofSeconds(15), Duration.ofMinutes(2));

    public StreamSettings {
        if (maxViewers < 1) {
            throw new IllegalArgumentException("maxViewers " + maxViewers + ", expected at least 1");
        }
        if (ping.compareTo(Duration.ofMillis(10)) < 0 || ping.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("ping " + ping + ", expected 10 ms to 1 min");
        }
        if (keep.isNegative()) {
            throw new IllegalArgumentException("keep " + keep + ", expected none or more");
        }
    }
}
