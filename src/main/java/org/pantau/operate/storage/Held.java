package org.pantau.operate.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of one kind.
 *
 * @param freshBytes in rows, with indexes
 * @param packedBytes packed, with indexes; 0 for a kind that is never packed
 * @param oldest when the first of it begins; null where nothing is there
 * @param newest when the last of it ends, now at the latest; null where nothing is there
 * @param keptDays for how long; null is for ever
 * @param partitions that are there, also empty ones
 * @param stepDays for so long at most the oldest day stays longer: whole partitions are dropped
 * @param pace of what lasts: packed, where it is packed
 */
public record Held(
        Kind kind,
        long freshBytes,
        long packedBytes,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        @Nullable Integer keptDays,
        int partitions,
        long stepDays,
        Pace pace) {

    public long bytes() {
        return freshBytes + packedBytes;
    }

    /** How it will grow; only where its pace is known. */
    Growth growth(double bytesPerDay) {
        if (keptDays == null) {
            return new Growth(bytesPerDay, null);
        }
        long lasting = kind.isPacked() ? packedBytes : freshBytes;
        return new Growth(bytesPerDay, Math.max(0, bytesPerDay * (keptDays + stepDays) - lasting));
    }
}
