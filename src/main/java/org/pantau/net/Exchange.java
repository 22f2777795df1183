package org.pantau.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request: an answer read whole, or why there is none.
 *
 * @param failure null for an answer
 * @param reason short plain text without secrets; empty for an answer
 * @param status HTTP status; 0 where no headers came
 * @param headers by lower-case name, the first of each; empty where no headers came
 * @param body decompressed; empty with a failure
 * @param took the exchange alone, from a free place for this host to the last byte; zero where nothing was sent
 * @param waited in our own queue before that
 * @param certificateEnds end of the certificate's validity; null without TLS or without an answer
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by agreement; copying every body would cost
public record Exchange(
        @Nullable NetFailure failure,
        String reason,
        int status,
        Map<String, String> headers,
        byte[] body,
        Duration took,
        Duration waited,
        @Nullable Instant certificateEnds) {

    private static final byte[] NOTHING = {};

    public boolean answered() {
        return failure == null;
    }

    static Exchange failed(NetFailure failure, String reason) {
        return failed(failure, reason, 0, Map.of());
    }

    static Exchange failed(NetFailure failure, String reason, int status, Map<String, String> headers) {
        return new Exchange(failure, reason, status, headers, NOTHING, Duration.ZERO, Duration.ZERO, null);
    }

    static Exchange answer(int status, Map<String, String> headers, byte[] body, @Nullable Instant certificateEnds) {
        return new Exchange(null, "", status, headers, body, Duration.ZERO, Duration.ZERO, certificateEnds);
    }

    Exchange timed(Duration waited, Duration took) {
        return new Exchange(failure, reason, status, headers, body, took, waited, certificateEnds);
    }
}
