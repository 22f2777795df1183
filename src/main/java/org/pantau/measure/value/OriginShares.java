package org.pantau.measure.value;

import org.jspecify.annotations.Nullable;
import org.pantau.measure.Origin;

/**
 * How much of a number each origin has said: shares from 0 to 1 in thousandths, which come to 1 but for rounding. Null
 * where an origin has no part in it; 0 where what it said was zero, or next to nothing.
 */
public record OriginShares(
        @Nullable Double measured,
        @Nullable Double reported,
        @Nullable Double uploaded,
        @Nullable Double entered) {

    /** Null where this origin has no part in it. */
    public @Nullable Double of(Origin origin) {
        return switch (origin) {
            case MEASURED -> measured;
            case REPORTED -> reported;
            case UPLOADED -> uploaded;
            case ENTERED -> entered;
        };
    }
}
