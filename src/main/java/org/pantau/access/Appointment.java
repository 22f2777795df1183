package org.pantau.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role on a place for a time.
 *
 * @param from when it begins; null for always
 * @param to when it ends; null for never
 * @param by who gave it; empty for Pantau itself
 */
public record Appointment(
        Grant grant,
        Capacity capacity,
        @Nullable Instant from,
        @Nullable Instant to,
        String by) {

    /** Whether it holds at this time: from its beginning, until just before its end. */
    public boolean holds(Instant now) {
        return (from == null || !now.isBefore(from)) && (to == null || now.isBefore(to));
    }
}
