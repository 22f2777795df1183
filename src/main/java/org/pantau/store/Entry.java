package org.pantau.store;

import io.vertx.core.Promise;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.StatusChange;

/**
 * Something that waits to be written, whole or not at all.
 *
 * @param number its place in the order of what was accepted
 * @param batch null where there is none
 * @param read a past day that was read; null where there is none
 * @param keys of what was pushed, to be remembered with it
 * @param committed completed after the commit, or once it is on the disk
 */
record Entry(
        long number,
        @Nullable Batch batch,
        List<StatusChange> changes,
        @Nullable DayRead read,
        List<PushKey> keys,
        Promise<Void> committed) {

    /** A past day of a feed that has been read once. */
    record DayRead(String feed, LocalDate day) {}

    int samples() {
        return batch == null ? 0 : batch.samples().size();
    }

    /** Samples, or 1 for the work of what has none. */
    int size() {
        return Math.max(1, samples() + (batch == null ? 0 : batch.periods().size()) + keys.size());
    }
}
