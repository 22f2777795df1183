package org.pantau.demo.day;

import java.time.Instant;
import java.util.Optional;

/**
 * When an endpoint fails, and how: faults come and go, drawn per endpoint and two-hour window, so that at any moment a few
 * of a hundred endpoints are in trouble.
 *
 * @param name the endpoint
 * @param share chance that a window holds a fault, 0..1
 */
public record Faults(String name, double share) {

    private static final long WINDOW_SECONDS = 7_200;
    private static final Fault[] KINDS = Fault.values();

    /** The fault at this moment, empty when all is well. */
    public Optional<Fault> at(Instant now) {
        long window = Math.floorDiv(now.getEpochSecond(), WINDOW_SECONDS);
        if (Chance.of(name + "#fault", window) >= share) {
            return Optional.empty();
        }
        long minutes = 4 + (long) (Math.pow(Chance.of(name + "#length", window), 2) * 90);
        long begin = (long) (Chance.of(name + "#begin", window) * (WINDOW_SECONDS - minutes * 60));
        long second = Math.floorMod(now.getEpochSecond(), WINDOW_SECONDS);
        if (second < begin || second >= begin + minutes * 60) {
            return Optional.empty();
        }
        return Optional.of(KINDS[(int) (Chance.of(name + "#kind", window) * KINDS.length)]);
    }
}
