package org.pantau.net;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knobs of the outgoing client.
 *
 * @param userAgent sent with every request
 * @param perHost exchanges at a time with one host and port
 * @param queuePerHost requests that may wait for that; more are turned away
 * @param keepAlive how long an unused connection stays open; longer than the usual minute between polls
 * @param connect most a TCP connection may take, whatever the request allows
 * @param keepNames how long a resolved name is used
 * @param spool where answers go that are too large for the memory; null where none may be
 * @param trusted PEM file of certificates trusted beside the usual ones; null for none
 */
public record NetSettings(
        String userAgent,
        int perHost,
        int queuePerHost,
        Duration keepAlive,
        Duration connect,
        Duration keepNames,
        @Nullable Spool spool,
        @Nullable Path trusted) {

    public NetSettings {
        if (perHost < 1 || queuePerHost < 0) {
            throw new IllegalArgumentException(
                    "perHost must be at least 1 and queuePerHost at least 0: " + perHost + ", " + queuePerHost);
        }
    }

    public static NetSettings defaults(String version) {
        return new NetSettings(
                "Pantau/" + version + " (+pemantauan layanan publik)",
                8,
                1_000,
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                null,
                null);
    }

    public NetSettings trusting(Path pem) {
        return new NetSettings(userAgent, perHost, queuePerHost, keepAlive, connect, keepNames, spool, pem);
    }

    public NetSettings spooling(Spool into) {
        return new NetSettings(userAgent, perHost, queuePerHost, keepAlive, connect, keepNames, into, trusted);
    }
}
