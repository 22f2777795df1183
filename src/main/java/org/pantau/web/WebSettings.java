package org.pantau.web;

import org.pantau.web.door.DoorSettings;
import org.pantau.web.stream.StreamSettings;

/**
 * Knobs of the HTTP edge.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param demo whether this is the demonstration: its accounts are offered and every page says so
 * @param version of Pantau, shown in {@code /health/ready}
 * @param stream knobs of the live stream
 * @param door knobs of the connections
 */
public record WebSettings(
        String host, int port, boolean demo, String version, StreamSettings stream, DoorSettings door) {
    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ", expected 0 to 65535");
        }
    }

    public WebSettings(String host, int port, boolean demo, String version) {
        this(host, port, demo, version, StreamSettings.DEFAULT, DoorSettings.DEFAULT);
    }
}
