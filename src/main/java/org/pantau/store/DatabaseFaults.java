package org.pantau.store;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Tells a database that is away, or overruled us this time, from one that refuses the values themselves. */
final class DatabaseFaults {

    /** Constraint, data and statement errors: they would fail the same way again. */
    private static final Set<String> FINAL_CLASSES = Set.of("21", "22", "23", "42");

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

    static boolean duplicate(Throwable fault) {
        return fault instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    static boolean withoutPartition(Throwable fault) {
        return fault instanceof PgException refused && NO_PARTITION.equals(refused.getSqlState());
    }
}
