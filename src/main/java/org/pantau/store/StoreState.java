package org.pantau.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.store.spool.SpoolState;

/**
 * How the store is doing.
 *
 * @param awaySince since when the database does not take writes; null while all is well
 * @param queuedSamples samples accepted that wait in memory
 * @param spool what waits on the disk
 */
public record StoreState(@Nullable Instant awaySince, int queuedSamples, SpoolState spool) {

    /** Nothing on the disk. */
    public StoreState(@Nullable Instant awaySince, int queuedSamples) {
        this(awaySince, queuedSamples, SpoolState.EMPTY);
    }

    /** Whether the database takes writes. */
    public boolean ok() {
        return awaySince == null;
    }
}
