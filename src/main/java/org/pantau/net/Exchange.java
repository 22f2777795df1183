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
 * @param body decompressed; empty with a failure; of one that is in a file its beginning
 * @param file all of a body that is too large for the memory, to be closed by whoever takes the exchange; else null
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
        @Nullable Spooled file,
        Duration took,
        Duration waited,
        @Nullable Instant certificateEnds) {

    private static final byte[] NOTHING = {};

    public boolean answered() {
        return failure == null;
    }

    /** Of the whole body. */
    public long size() {
        return file == null ? body.length : file.size();
    }

    static Exchange failed(NetFailure failure, String reason) {
        return failed(failure, reason, 0, Map.of());
    }

    static Exchange failed(NetFailure failure, String reason, int status, Map<String, String> headers) {
        return new Exchange(failure, reason, status, headers, NOTHING, null, Duration.ZERO, Duration.ZERO, null);
    }

    static Exchange answer(
            int status, Map<String, String> headers, Incoming.Body body, @Nullable Instant certificateEnds) {
        Spooled file = body.file();
        byte[] held = file == null ? body.bytes() : file.head();
        return new Exchange(null, "", status, headers, held, file, Duration.ZERO, Duration.ZERO, certificateEnds);
    }

    Exchange timed(Duration waited, Duration took) {
        return new Exchange(failure, reason, status, headers, body, file, took, waited, certificateEnds);
    }
}
