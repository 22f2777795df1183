package org.pantau.web.door;

import java.time.Duration;

/**
 * How many connections are kept and how long they may take. Trusted proxies are not counted: they do this themselves.
 *
 * @param most more than this push out the one that has said nothing longest; at least 1
 * @param ofOneNetwork connections of one address (of IPv6 one /64); at least 1
 * @param head a new connection asks something within this
 * @param idle one that has asked before asks again within this
 * @param body a request has sent its body within this, and one second more for each {@code bytesPerSecond}
 * @param bytesPerSecond a body slower than this is cut off; at least 1
 */
public record ConnectionSettings(
        int most, int ofOneNetwork, Duration head, Duration idle, Duration body, int bytesPerSecond) {

    public static final int MOST = 10_000;
    public static final int OF_ONE_NETWORK = 500;

    public static final ConnectionSettings DEFAULT = bounded(MOST, OF_ONE_NETWORK);

    public ConnectionSettings {
        if (most < 1 || ofOneNetwork < 1) {
            throw new IllegalArgumentException(
                    "most " + most + ", ofOneNetwork " + ofOneNetwork + ", expected at least 1");
        }
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond " + bytesPerSecond + ", expected at least 1");
        }
    }

    /** The usual times, with these bounds. */
    public static ConnectionSettings bounded(int most, int ofOneNetwork) {
        return new ConnectionSettings(
                most, ofOneNetwork, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), 1024);
    }
}
