package org.pantau.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be started, reached or migrated; the message tells an operator why and what to do. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
