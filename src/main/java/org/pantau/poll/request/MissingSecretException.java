package org.pantau.poll.request;

/** A secret that the catalogue names is not there. */
public final class MissingSecretException extends Exception {

    private static final long serialVersionUID = 1L;

    MissingSecretException(String message) {
        super(message, null, false, false);
    }
}
