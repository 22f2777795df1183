package org.pantau.measure;

import java.util.Objects;

/**
 * How a poll ended and why, in words an operator can act on.
 *
 * @param state the class of the outcome
 * @param reason short plain text without secrets or bodies; empty when all is well
 */
public record Outcome(FeedState state, String reason) {

    public static final Outcome OK = new Outcome(FeedState.OK, "");

    public Outcome {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }

    public boolean ok() {
        return state == FeedState.OK;
    }
}
