package org.pantau.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the store is doing.
 *
 * @param awaySince since when the database does not take writes; null while all is well
 * @param queuedSamples samples accepted and not yet committed
 */
public record StoreState(@Nullable Instant awaySince, int queuedSamples) {
    public boolean ok() {
        return awaySince == null;
    }
}
