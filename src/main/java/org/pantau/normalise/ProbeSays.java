package org.pantau.normalise;

import java.util.Optional;
import org.pantau.measure.FeedState;

/** What the outcome of a probe says of the service. */
final class ProbeSays {

    private ProbeSays() {}

    /** 1 or 0; empty where it says something of us, or of what lies between. */
    static Optional<Integer> up(FeedState state) {
        return switch (state) {
            case OK -> Optional.of(1);
            case UNEXPECTED, ERROR, TIMEOUT, REFUSED, DNS, TLS, TOO_BIG, EMPTY_BODY, NOT_DATA, REDIRECTED, UNREADABLE ->
                Optional.of(0);
            case UNMONITORED,
                    FORBIDDEN_ADDRESS,
                    THROTTLED,
                    AUTH,
                    GATEWAY,
                    STALE,
                    DECRYPT,
                    SHAPE_CHANGED,
                    BLOCKED,
                    NAME_SERVER -> Optional.empty();
        };
    }
}
