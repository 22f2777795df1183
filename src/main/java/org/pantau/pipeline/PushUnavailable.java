package org.pantau.pipeline;

/** A push that cannot be taken now, through no fault of its own; the same push may be taken later. */
public final class PushUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PushUnavailable(String message) {
        super(message, null, false, false);
    }
}
