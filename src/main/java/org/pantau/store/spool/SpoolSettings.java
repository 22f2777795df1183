package org.pantau.store.spool;

/**
 * How much of the disk the spool may take.
 *
 * @param mostBytes size its file may reach, at least 1 MB
 * @param leastFreeBytes of the disk that stay free whatever happens, 0 or more: the database lives on it too
 */
public record SpoolSettings(long mostBytes, long leastFreeBytes) {

    public static final SpoolSettings DEFAULT = new SpoolSettings(2L << 30, 500L << 20);

    private static final long LEAST_BYTES = 1L << 20;

    /** @throws IllegalArgumentException naming the bound that is broken */
    public SpoolSettings {
        if (mostBytes < LEAST_BYTES || leastFreeBytes < 0) {
            throw new IllegalArgumentException("spool of " + mostBytes + " bytes that leaves " + leastFreeBytes
                    + " free, expected at least 1 MB and 0");
        }
    }
}
