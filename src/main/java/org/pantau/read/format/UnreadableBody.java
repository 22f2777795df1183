package org.pantau.read.format;

/** A body that is not what it should be; the message says what and where, never the data. */
public final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableBody(String message) {
        super(message);
    }
}
