package org.pantau.measure.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * @param body empty where there was none; of one that is kept elsewhere its beginning
 * @param large all of a body that is too large for the memory; else null
 * @param bindings what was asked for: fan-out keys, {@code day}, {@code today} and the feed's vars without secrets; bound
 *     in expressions as {@code $name}
 * @param askedAt when the exchange began
 * @param took the exchange alone, from the connection being asked for to the last byte; zero where nothing was sent
 * @param certificateEnds end of the certificate's validity; null without TLS
 * @param retryAfter how long the endpoint asked us to stay away; null where it did not
 * @param incomplete why the answers this one belongs to do not hold all there is (a page is missing, the total differs);
 *     empty where they do. The values read are right, sums and counts over them are not.
 * @param hint what an operator should know should this answer say that access is refused; empty for nothing
 * @param keys what the feed's decoders take
 */
@SuppressWarnings("ArrayRecordComponent") // answers are passed on, never compared
public record Answer(
        Outcome outcome,
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable LargeBody large,
        Map<String, Object> bindings,
        Instant askedAt,
        Duration took,
        @Nullable Instant certificateEnds,
        @Nullable Duration retryAfter,
        String incomplete,
        String hint,
        DecodeKeys keys) {

    public Answer {
        Objects.requireNonNull(outcome, "outcome");
        headers = Map.copyOf(headers);
        bindings = Map.copyOf(bindings);
    }

    /** An answer that stands for itself and needs no keys to be read. */
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
        this(
                outcome,
                status,
                headers,
                body,
                null,
                bindings,
                askedAt,
                took,
                certificateEnds,
                retryAfter,
                "",
                "",
                DecodeKeys.NONE);
    }

    /** Of the whole body, in bytes. */
    public long size() {
        return large == null ? body.length : large.size();
    }

    /** The whole body, from its beginning; the caller closes the stream. */
    public InputStream read() throws IOException {
        return large == null ? new ByteArrayInputStream(body) : large.read();
    }

    /** Lets go of a large body, once the answer has been read or nobody wants it. */
    public void close() {
        if (large != null) {
            large.close();
        }
    }

    /** Whether the answers this one belongs to hold all there is. */
    public boolean complete() {
        return incomplete.isEmpty();
    }

    /** The same answer, of answers that do not hold all there is. */
    public Answer incomplete(String why) {
        return with(outcome, status, headers, body, large, why, hint, keys);
    }

    /** The same answer with something to know should it say that access is refused. */
    public Answer hinting(String known) {
        return with(outcome, status, headers, body, large, incomplete, known, keys);
    }

    /** The same answer, with what its feed's decoders take. */
    public Answer keyed(DecodeKeys taken) {
        return with(outcome, status, headers, body, large, incomplete, hint, taken);
    }

    /** The same exchange, ended otherwise. */
    public Answer ended(Outcome otherwise) {
        return with(otherwise, status, headers, body, large, incomplete, hint, keys);
    }

    /** The same exchange, whose body is kept elsewhere but for its beginning. */
    public Answer of(LargeBody whole) {
        return with(outcome, status, headers, body, whole, incomplete, hint, keys);
    }

    /** The same exchange with what an earlier one brought, for an endpoint that says nothing has changed since. */
    public Answer repeating(Answer earlier) {
        return with(outcome, earlier.status, earlier.headers, earlier.body, null, incomplete, hint, earlier.keys);
    }

    private Answer with(
            Outcome outcome,
            int status,
            Map<String, String> headers,
            byte[] body,
            @Nullable LargeBody large,
            String incomplete,
            String hint,
            DecodeKeys keys) {
        return new Answer(
                outcome,
                status,
                headers,
                body,
                large,
                bindings,
                askedAt,
                took,
                certificateEnds,
                retryAfter,
                incomplete,
                hint,
                keys);
    }
}
