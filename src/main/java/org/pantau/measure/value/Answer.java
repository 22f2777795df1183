package org.pantau.measure.value;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Outcome;

/**
 * What one request brought back, bounded in size and time; or why it brought nothing.
 *
 * @param outcome how the exchange itself ended; {@link Outcome#OK} for any HTTP answer that was read whole, whatever its
 *     status
 * @param status HTTP status, 0 where there was no answer
 * @param headers by lower-case name, the first of each
 * @param body empty where there was none
 * @param bindings what was asked for: fan-out keys, {@code day}, {@code today} and the feed's vars without secrets; bound
 *     in expressions as {@code $name}
 * @param askedAt when the exchange began
 * @param took the exchange alone, from the connection being asked for to the last byte; zero where nothing was sent
 * @param certificateEnds end of the certificate's validity; null without TLS
 * @param retryAfter how long the endpoint asked us to stay away; null where it did not
 * @param keys what the feed's decoders take
 */
@SuppressWarnings("ArrayRecordComponent") // answers are passed on, never compared
public record Answer(
        Outcome outcome,
        int status,
        Map<String, String> headers,
        byte[] body,
        Map<String, Object> bindings,
        Instant askedAt,
        Duration took,
        @Nullable Instant certificateEnds,
        @Nullable Duration retryAfter,
        DecodeKeys keys) {

    public Answer {
        Objects.requireNonNull(outcome, "outcome");
        headers = Map.copyOf(headers);
        bindings = Map.copyOf(bindings);
    }

    /** An answer that needs no keys to be read. */
    public Answer(
            Outcome outcome,
            int status,
            Map<String, String> headers,
            byte[] body,
            Map<String, Object> bindings,
            Instant askedAt,
            Duration took,
            @Nullable Instant certificateEnds,
            @Nullable Duration retryAfter) {
        this(outcome, status, headers, body, bindings, askedAt, took, certificateEnds, retryAfter, DecodeKeys.NONE);
    }
}
