package org.pantau.access;

import java.time.Duration;

/**
 * Knobs of sessions.
 *
 * @param idle a session unused for this long ends; 5 min to 7 d
 * @param absolute a session ends after this long in any case; at least {@code idle}
 */
public record AccessSettings(Duration idle, Duration absolute) {

    public static final AccessSettings DEFAULT = new AccessSettings(Duration.ofHours(12), Duration.ofDays(7));

    public AccessSettings {
        if (idle.compareTo(Duration.ofMinutes(5)) < 0 || idle.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("idle " + idle + ", expected 5 minutes to 7 days");
        }
        if (absolute.compareTo(idle) < 0) {
            throw new IllegalArgumentException("absolute " + absolute + ", expected at least idle " + idle);
        }
    }
}
