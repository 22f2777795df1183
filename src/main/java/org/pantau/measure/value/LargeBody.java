package org.pantau.measure.value;

import java.io.IOException;
import java.io.InputStream;

/** A body that is too large for the memory, kept elsewhere until it is closed. Read by any thread, as often as needed. */
public interface LargeBody extends AutoCloseable {

    /** In bytes. */
    long size();

    /** All of it, from the beginning; the caller closes the stream. */
    InputStream read() throws IOException;

    /** Drops it; may be called again. */
    @Override
    void close();
}
