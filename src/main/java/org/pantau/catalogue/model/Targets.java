package org.pantau.catalogue.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agency promised of a service.
 *
 * @param response longest acceptable response of the system; null where none is set
 * @param availability smallest acceptable share of time up, 0..1; null where none is set
 */
public record Targets(@Nullable Duration response, @Nullable Double availability) {
    public static final Targets NONE = new Targets(null, null);
}
