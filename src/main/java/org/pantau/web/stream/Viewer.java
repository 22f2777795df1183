package org.pantau.web.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One open stream. A reader who does not keep up gets nothing more until it has taken what it has, and then the whole
 * present state: the latest wins, nobody else waits, memory stays bounded.
 */
final class Viewer {

    private final HttpServerResponse response;
    private final Supplier<Numbered> snapshot;
    private final BooleanSupplier mayStillSee;
    private boolean behind;
    /** Number of the last change it knows; what is not newer would take it back in time. */
    private long seq;

    Viewer(HttpServerResponse response, Supplier<Numbered> snapshot, BooleanSupplier mayStillSee) {
        this.response = response;
        this.snapshot = snapshot;
        this.mayStillSee = mayStillSee;
    }

    /** Begins with the whole present state. */
    void begin() {
        Numbered whole = snapshot.get();
        seq = whole.seq();
        send(whole.bytes());
    }

    /** Begins after a change the viewer has. */
    void resume(long after) {
        seq = after;
    }

    /** Sends a change; says whether it was handed over. */
    boolean tell(Numbered change) {
        if (change.seq() <= seq || !write(change.bytes())) {
            return false;
        }
        seq = change.seq();
        return true;
    }

    /** Sends what has no number. */
    void send(Buffer event) {
        boolean unused = write(event);
    }

    private boolean write(Buffer event) {
        if (behind || gone()) {
            return false;
        }
        if (response.writeQueueFull()) {
            behind = true;
            response.drainHandler(drained -> {
                behind = false;
                begin();
            });
            return false;
        }
        // A failed write is followed by the close handler, which removes the viewer.
        response.write(event).onFailure(gone -> {});
        return true;
    }

    boolean sessionOver() {
        return !mayStillSee.getAsBoolean();
    }

    void end() {
        if (!gone()) {
            response.end().onFailure(gone -> {});
        }
    }

    private boolean gone() {
        return response.ended() || response.closed();
    }
}
