package org.pantau.store.spool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the spool holds.
 *
 * @param entries things kept and not yet written to the database
 * @param samples in them
 * @param bytes they take, without the file's own structure
 * @param since when the oldest was kept; null where there is none
 * @param setAside files put aside because they could not be understood; they stay until somebody takes them away
 * @param fault why nothing can be kept now (full, or the disk's own words); empty while all is well
 */
public record SpoolState(
        long entries, long samples, long bytes, @Nullable Instant since, int setAside, String fault) {

    public static final SpoolState EMPTY = new SpoolState(0, 0, 0, null, 0, "");
}
