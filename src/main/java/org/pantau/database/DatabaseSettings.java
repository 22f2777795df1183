package org.pantau.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where measured values are kept.
 *
 * @param dataFolder holds the embedded server under {@code postgres/}; created where it is missing
 * @param url an external server, {@code postgresql://user:password@host:port/database}; null means embedded
 * @param poolSize connections in the pool, 2 to 100
 * @param serverParameters settings of the embedded server that win over Pantau's own ({@code shared_buffers} …)
 */
public record DatabaseSettings(
        Path dataFolder, @Nullable String url, int poolSize, Map<String, String> serverParameters) {

    public static final int DEFAULT_POOL_SIZE = 6;

    /** @throws IllegalArgumentException naming the bound that is broken */
    public DatabaseSettings {
        Objects.requireNonNull(dataFolder, "dataFolder");
        if (poolSize < 2 || poolSize > 100) {
            throw new IllegalArgumentException("pool size " + poolSize + ", expected 2 to 100");
        }
        serverParameters = Map.copyOf(serverParameters);
    }

    /** An embedded server with the defaults. */
    public static DatabaseSettings embedded(Path dataFolder) {
        return new DatabaseSettings(dataFolder, null, DEFAULT_POOL_SIZE, Map.of());
    }

    /** An external server with the defaults. */
    public static DatabaseSettings external(Path dataFolder, String url) {
        return new DatabaseSettings(dataFolder, url, DEFAULT_POOL_SIZE, Map.of());
    }

    /** Without the address: it holds a password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + (url == null ? "embedded in " + dataFolder : "external") + "]";
    }
}
