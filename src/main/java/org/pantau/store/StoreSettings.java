package org.pantau.store;

import java.time.Duration;

/**
 * Bounds of writing.
 *
 * @param gather how long the first batch waits for others to be committed with it, 0 to 1 s
 * @param chunkSamples samples at which a transaction is begun without waiting, 1 to 20,000
 * @param queueSamples samples that may wait while the database is away, at least {@code chunkSamples}
 * @param longestPause cap of the pause between two attempts while the database is away
 * @param timeout how long one transaction may take before it is given up and repeated
 */
public record StoreSettings(
        Duration gather, int chunkSamples, int queueSamples, Duration longestPause, Duration timeout) {

    public static final StoreSettings DEFAULT =
            new StoreSettings(Duration.ofMillis(10), 2_000, 200_000, Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException naming the bound that is broken */
    public StoreSettings {
        if (gather.isNegative() || gather.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("gather " + gather + ", expected 0 to 1 s");
        }
        if (chunkSamples < 1 || chunkSamples > 20_000) {
            throw new IllegalArgumentException("chunk of " + chunkSamples + " samples, expected 1 to 20,000");
        }
        if (queueSamples < chunkSamples) {
            throw new IllegalArgumentException("queue of " + queueSamples + " samples, expected at least a chunk");
        }
        if (longestPause.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "pause " + longestPause + " and timeout " + timeout + " must be positive");
        }
    }
}
