package org.pantau.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether, since when and for how long the database is away. Said once when it goes and once when it is back. Thread-safe. */
final class Absence {

    private static final Logger log = LoggerFactory.getLogger(Absence.class);

    private final InstantSource clock;
    private @Nullable Instant since;
    private long sinceNanos;

    Absence(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void noticed(Throwable cause) {
        if (since == null) {
            since = clock.instant();
            sinceNanos = System.nanoTime();
            log.warn("the database does not take writes; they wait: {}", cause.toString());
        }
    }

    synchronized void over() {
        if (since != null) {
            log.info("the database takes writes again; it was away since {}", since);
            since = null;
        }
    }

    /** Null while it is there. */
    synchronized @Nullable Instant since() {
        return since;
    }

    /** Whether it is away, and has been for this long; whatever the clock on the wall says. */
    synchronized boolean lasts(Duration patience) {
        return since != null && System.nanoTime() - sinceNanos >= patience.toNanos();
    }
}
