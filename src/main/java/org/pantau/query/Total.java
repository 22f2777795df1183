package org.pantau.query;

import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.OriginParts;

/**
 * What a bucket comes to, before it is said which share of it is covered: the rest of its {@link Point}.
 *
 * @param value null where nothing is known
 * @param seconds covered by what is known, over all services
 * @param parts who has said it
 */
record Total(
        @Nullable Double value,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Long n,
        double seconds,
        OriginParts parts,
        Point.@Nullable Other other) {

    /** What is known to be nothing. */
    static final Total GAP = new Total(null, null, null, null, null, null, null, 0, new OriginParts(), null);

    /** Whether nothing is known. */
    boolean isGap() {
        return parts.least() == null;
    }
}
