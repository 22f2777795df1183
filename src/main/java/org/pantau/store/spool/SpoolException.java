package org.pantau.store.spool;

/** The disk does not keep something now: the spool is full, the disk is, or it fails. */
public final class SpoolException extends Exception {

    private static final long serialVersionUID = 1L;

    SpoolException(String message) {
        super(message);
    }

    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
