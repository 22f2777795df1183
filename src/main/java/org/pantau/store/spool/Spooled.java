package org.pantau.store.spool;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One thing that is kept until the database takes it.
 *
 * @param number its place in the order; kept things of one number are the same thing
 * @param since when it was kept, to the millisecond
 * @param samples how many samples are in it, 0 or more
 * @param content what it is; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: its number says which it is.
public record Spooled(long number, Instant since, int samples, byte[] content) {

    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    byte[] toBytes() {
        return ByteBuffer.allocate(HEAD_BYTES + content.length)
                .putLong(since.toEpochMilli())
                .putInt(samples)
                .put(content)
                .array();
    }

    static Spooled of(long number, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant since = Instant.ofEpochMilli(buffer.getLong());
        int samples = buffer.getInt();
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return new Spooled(number, since, samples, content);
    }
}
