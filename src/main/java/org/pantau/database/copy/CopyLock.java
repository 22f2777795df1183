package org.pantau.database.copy;

/**
 * While a copy of the database is made no partition may be dropped or packed: what moves from one table to another after the
 * copy's snapshot was taken would be in neither. Ends with its session or transaction, also when that is killed.
 */
public final class CopyLock {

    private static final String KEY = "hashtext('pantau partitions')";

    /** Waits for whoever is dropping or packing right now, then holds such work off for as long as the session lasts. */
    static final String HOLD = "select pg_advisory_lock_shared(" + KEY + ")::text";

    /** For who drops or packs, first thing in the transaction: false while a copy is made, or somebody else is at it. */
    public static final String MAY_DROP = "select pg_try_advisory_xact_lock(" + KEY + ")";

    private CopyLock() {}
}
