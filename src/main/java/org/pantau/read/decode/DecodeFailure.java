package org.pantau.read.decode;

import java.io.IOException;
import org.pantau.measure.FeedState;

/** A body that could not be decoded; the message says why, never what it held. */
public final class DecodeFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final FeedState state;

    DecodeFailure(FeedState state, String message) {
        super(message);
        this.state = state;
    }

    /** What it means for the feed. */
    public FeedState state() {
        return state;
    }
}
