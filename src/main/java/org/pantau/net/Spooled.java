package org.pantau.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A body in a file, which is gone once this is closed. Written by one thread, then read by any, as often as needed. Whoever
 * is given it closes it.
 */
public final class Spooled implements AutoCloseable {

    /** Most bytes of the beginning that are held besides, to tell what it is. */
    public static final int HEAD_BYTES = 64 * 1024;

    private final Spool spool;
    private final FileChannel file;
    private byte[] head = {};
    private long size;

    private Spooled(Spool spool, FileChannel file) {
        this.spool = spool;
        this.file = file;
    }

    static Spooled open(Spool spool) throws IOException {
        return new Spooled(spool, spool.open());
    }

    /** @throws NoRoomException when the disk is nearly full */
    synchronized void write(byte[] bytes) throws IOException {
        // asked once a megabyte, for chunks are small
        boolean asked = size > 0 && size >> 20 == (size + bytes.length) >> 20;
        if (!asked && !spool.hasRoom()) {
            throw new NoRoomException();
        }
        size += bytes.length;
        if (head.length < HEAD_BYTES) {
            int more = Math.min(HEAD_BYTES - head.length, bytes.length);
            byte[] longer = Arrays.copyOf(head, head.length + more);
            System.arraycopy(bytes, 0, longer, head.length, more);
            head = longer;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    public synchronized long size() {
        return size;
    }

    /** Its first bytes, at most {@link #HEAD_BYTES}; read-only by agreement. */
    public synchronized byte[] head() {
        return head;
    }

    /** All of it, from the beginning. */
    public InputStream read() {
        return new Reading(file);
    }

    /** Drops the file; may be called again. */
    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It has no name any more: at the latest it goes with the process.
        }
    }

    /** The disk, or what we allow ourselves of it, is full. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("no room for large answers");
        }
    }

    /** Reads at a place of its own, so that several can read at once. */
    private static final class Reading extends InputStream {

        private final FileChannel file;
        private long at;

        Reading(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = file.read(ByteBuffer.wrap(bytes, from, length), at);
            at += Math.max(0, count);
            return count;
        }
    }
}
