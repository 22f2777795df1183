package org.pantau.poll.request;

import java.time.Duration;
import java.time.Instant;

/**
 * What a login brought.
 *
 * @param value the secret
 * @param renewAt from when a new one is got before the next use
 * @param endsAt from when it is of no use; {@link Instant#MAX} where only a refusal tells
 */
public record Token(String value, Instant renewAt, Instant endsAt) {

    private static final double SHARE_OF_LIFE = 0.8;

    static Token living(String value, Instant from, Duration life) {
        return new Token(value, from.plusMillis((long) (life.toMillis() * SHARE_OF_LIFE)), from.plus(life));
    }

    static Token until(String value, Instant end) {
        return new Token(value, end, end);
    }

    static Token untilRefused(String value) {
        return until(value, Instant.MAX);
    }

    /** Whether it may be used as it is. */
    public boolean fresh(Instant now) {
        return now.isBefore(renewAt);
    }

    /** Whether it may be used where a new one cannot be had. */
    public boolean alive(Instant now) {
        return now.isBefore(endsAt);
    }

    /** Shows nothing of the secret. */
    @Override
    public String toString() {
        return "Token[until " + endsAt + "]";
    }
}
