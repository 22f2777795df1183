package org.pantau.store;

import java.time.Duration;

/**
 * Bounds of writing.
 *
 * @param gather how long the first batch waits for others to be committed with it, 0 to 1 s
 * @param chunkSamples samples at which a transaction is begun without waiting, 1 to 20,000
 * @param memorySamples samples that wait in memory before they go to the disk, at least {@code chunkSamples}
 * @param queueSamples samples that may wait in memory while the disk does not take them either, at least {@code
 *     memorySamples}; what comes then is refused
 * @param patience how long the database may be away before what waits goes to the disk, at most a minute
 * @param longestPause cap of the pause between two attempts while the database is away
 * @param timeout how long one transaction may take before it is given up and repeated
 */
public record StoreSettings(
        Duration gather,
        int chunkSamples,
        int memorySamples,
        int queueSamples,
        Duration patience,
        Duration longestPause,
        Duration timeout) {

    // Before the defaults, which are checked by it.
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);

    public static final StoreSettings DEFAULT = new StoreSettings(
            Duration.ofMillis(10),
            5_000,
            150_000,
            200_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    /** @throws IllegalArgumentException naming the bound that is broken */
    public StoreSettings {
        if (gather.isNegative() || gather.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("gather " + gather + ", expected 0 to 1 s");
        }
        if (chunkSamples < 1 || chunkSamples > 20_000) {
            throw new IllegalArgumentException("chunk of " + chunkSamples + " samples, expected 1 to 20,000");
        }
        if (memorySamples < chunkSamples || queueSamples < memorySamples) {
            throw new IllegalArgumentException("queue of " + queueSamples + " samples, " + memorySamples
                    + " before the disk, expected at least a chunk and not fewer than that");
        }
        if (patience.isNegative() || patience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException("patience " + patience + ", expected 0 to a minute");
        }
        if (longestPause.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "pause " + longestPause + " and timeout " + timeout + " must be positive");
        }
    }
}
