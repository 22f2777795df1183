package org.pantau.poll.request;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.net.ClientTls;

/**
 * A request ready to be sent; holds secrets.
 *
 * @param body null for none
 * @param tls certificates of its own; null for the usual ones
 */
@SuppressWarnings("ArrayRecordComponent") // built for one use
public record Prepared(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        @Nullable ClientTls tls) {

    /** Names the method only: the rest may hold secrets. */
    @Override
    public String toString() {
        return "Prepared[" + method + "]";
    }
}
