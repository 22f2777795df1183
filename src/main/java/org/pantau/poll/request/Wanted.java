package org.pantau.poll.request;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request that a slot asks for.
 *
 * @param keys text of the fan-out's keys, of the day, of {@code today}, of the window's ends and of the page
 * @param bindings the same and the feed's vars without secrets, as expressions see them
 * @param link the address an earlier page has named, asked in place of the feed's own; null for none
 */
public record Wanted(
        Map<String, String> keys,
        Map<String, Object> bindings,
        @Nullable URI link) {
    public Wanted {
        keys = Map.copyOf(keys);
        bindings = Map.copyOf(bindings);
    }

    /** The same request for one of its pages. */
    public Wanted page(Map<String, String> asking) {
        Map<String, String> more = new HashMap<>(keys);
        more.putAll(asking);
        Map<String, Object> bound = new HashMap<>(bindings);
        bound.putAll(asking);
        return new Wanted(more, bound, null);
    }

    /** The same request, asked at the address an earlier page has named. */
    public Wanted at(URI link) {
        return new Wanted(keys, bindings, link);
    }
}
