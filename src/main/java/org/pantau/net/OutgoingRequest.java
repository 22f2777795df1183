package org.pantau.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.net.address.AddressPolicy;

/**
 * One request and its bounds.
 *
 * @param method GET, POST or HEAD, in capitals
 * @param uri absolute, http or https
 * @param headers sent as they are; may hold secrets
 * @param body null for none
 * @param totalDeadline from a free place for this host to the last byte, redirects included; also the longest wait for
 *     that place
 * @param connectDeadline for the connection alone
 * @param maxBytes most bytes of body, after decompression
 * @param spooled whether a good answer that is too large for the memory goes to a file; others are then bounded by
 *     {@link #DEFAULT_MAX_BYTES}
 * @param tls certificates of its own; null for the usual ones
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by agreement
public record OutgoingRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        Duration totalDeadline,
        Duration connectDeadline,
        long maxBytes,
        boolean spooled,
        AddressPolicy policy,
        @Nullable ClientTls tls) {

    public static final long DEFAULT_MAX_BYTES = 8L * 1024 * 1024;

    public OutgoingRequest {
        headers = Map.copyOf(headers);
        if (totalDeadline.toMillis() < 1 || connectDeadline.toMillis() < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("deadlines must be at least 1 ms and maxBytes at least 1: "
                    + totalDeadline + ", " + connectDeadline + ", " + maxBytes);
        }
    }

    /** A GET with the usual bounds. */
    public static OutgoingRequest get(URI uri, Duration totalDeadline, AddressPolicy policy) {
        return new OutgoingRequest(
                "GET", uri, Map.of(), null, totalDeadline, totalDeadline, DEFAULT_MAX_BYTES, false, policy, null);
    }

    /** The same request with certificates of its own. */
    public OutgoingRequest with(@Nullable ClientTls tls) {
        return new OutgoingRequest(
                method, uri, headers, body, totalDeadline, connectDeadline, maxBytes, spooled, policy, tls);
    }

    /** The same request with another bound on its answer. */
    public OutgoingRequest atMost(long maxBytes) {
        return new OutgoingRequest(
                method, uri, headers, body, totalDeadline, connectDeadline, maxBytes, spooled, policy, tls);
    }

    /** The same request, whose answer may be larger than the memory. */
    public OutgoingRequest spooledUpTo(long maxBytes) {
        return new OutgoingRequest(
                method, uri, headers, body, totalDeadline, connectDeadline, maxBytes, true, policy, tls);
    }

    /** The same request for another place; without its body where the method becomes one that has none. */
    OutgoingRequest to(String method, URI uri) {
        byte @Nullable [] kept = method.equals(this.method) ? body : null;
        return new OutgoingRequest(
                method, uri, headers, kept, totalDeadline, connectDeadline, maxBytes, spooled, policy, tls);
    }
}
