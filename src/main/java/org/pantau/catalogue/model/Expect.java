package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe expects of an answer.
 *
 * @param statuses accepted HTTP statuses; empty means any 2xx
 * @param body text the body must contain; null means any body
 * @param certificate warn when the certificate has less than this left; null means do not look
 * @param maxResponse slower than this is degraded (waspada); null means no limit
 */
public record Expect(
        List<Integer> statuses,
        @Nullable String body,
        @Nullable Duration certificate,
        @Nullable Duration maxResponse) {
    public static final Expect ANY_2XX = new Expect(List.of(), null, null, null);

    public Expect {
        statuses = List.copyOf(statuses);
    }
}
