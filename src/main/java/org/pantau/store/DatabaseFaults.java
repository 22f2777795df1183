package org.pantau.store;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away, or overruled us this time, from one that refuses the values themselves. */
public final class DatabaseFaults {

    /** Constraint, data and statement errors: they would fail the same way again. */
    private static final Set<String> FINAL_CLASSES = Set.of("21", "22", "23", "42");

    /** Connection lost, too few resources, shutting down. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String NO_PARTITION = "23514";

    private DatabaseFaults() {}

    /** Whether the same write may succeed later. */
    static boolean passing(Throwable fault) {
        if (fault instanceof PgException refused) {
            String state = refused.getSqlState();
            return state == null || state.length() < 2 || !FINAL_CLASSES.contains(state.substring(0, 2));
        }
        // A connection that closed, was refused or did not answer in time; but not a mistake of our own.
        return !(fault instanceof IllegalArgumentException || fault instanceof NullPointerException);
    }

    /** Whether the database could not be reached, or went away before it answered. */
    public static boolean away(Throwable fault) {
        if (fault instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null && state.length() >= 2 && AWAY_CLASSES.contains(state.substring(0, 2));
        }
        return fault instanceof IOException
                || fault instanceof ClosedConnectionException
                || fault instanceof TimeoutException
                // What a pool says when it has no connection to give; it has no type of its own.
                || "Timeout".equals(fault.getMessage());
    }

    static boolean duplicate(Throwable fault) {
        return fault instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    static boolean withoutPartition(Throwable fault) {
        return fault instanceof PgException refused && NO_PARTITION.equals(refused.getSqlState());
    }
}
