package org.pantau.poll;

import java.time.Duration;
import org.pantau.net.OutgoingRequest;
import org.pantau.net.address.AddressPolicy;

/**
 * Knobs of asking.
 *
 * @param perFeed requests of one feed at a time
 * @param connect deadline of a connection, where the feed's own timeout is not shorter
 * @param maxBytes most bytes of one answer
 * @param maxBytesPerSlot most bytes of all answers of one slot together
 * @param policy which addresses feeds may name
 */
public record PollSettings(int perFeed, Duration connect, long maxBytes, long maxBytesPerSlot, AddressPolicy policy) {

    public static final PollSettings DEFAULT = new PollSettings(
            4,
            Duration.ofSeconds(10),
            OutgoingRequest.DEFAULT_MAX_BYTES,
            4 * OutgoingRequest.DEFAULT_MAX_BYTES,
            AddressPolicy.CATALOGUE_FILE);

    /** The same under another rule for addresses. */
    public PollSettings under(AddressPolicy other) {
        return new PollSettings(perFeed, connect, maxBytes, maxBytesPerSlot, other);
    }

    public PollSettings {
        if (perFeed < 1 || maxBytes < 1 || maxBytesPerSlot < maxBytes) {
            throw new IllegalArgumentException("perFeed, maxBytes at least 1 and maxBytesPerSlot at least maxBytes: "
                    + perFeed + ", " + maxBytes + ", " + maxBytesPerSlot);
        }
    }
}
