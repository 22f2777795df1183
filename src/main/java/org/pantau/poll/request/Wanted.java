package org.pantau.poll.request;

import java.util.Map;

/**
 * One request that a slot asks for.
 *
 * @param keys text of the fan-out's keys, of the day and of {@code today}
 * @param bindings the same and the feed's vars without secrets, as expressions see them
 */
public record Wanted(Map<String, String> keys, Map<String, Object> bindings) {
    public Wanted {
        keys = Map.copyOf(keys);
        bindings = Map.copyOf(bindings);
    }
}
