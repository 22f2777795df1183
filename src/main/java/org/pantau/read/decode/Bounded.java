package org.pantau.read.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.pantau.measure.FeedState;

/** Ends with {@code too_big} once more has come than allowed, so that a small packed body cannot fill the memory. */
final class Bounded extends FilterInputStream {

    private final long most;
    private long left;

    Bounded(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long read) throws DecodeFailure {
        left -= read;
        if (left < 0) {
            throw new DecodeFailure(FeedState.TOO_BIG, "more than " + most + " bytes when unpacked");
        }
    }
}
