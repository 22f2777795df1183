package org.pantau.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing. After five wrong passwords for one name from one network, each further one doubles the time to wait,
 * up to a quarter of an hour. One network, whatever the names, has fifty at once and then one every five seconds. A name is
 * never held by what comes from elsewhere, so that nobody can lock its owner out. Kept in memory, bounded. Thread-safe.
 */
final class Throttle {

    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Many work behind one address of an office: this is what they mistype together. */
    static final int OF_A_NETWORK = 50;

    static final Duration REGAINED = Duration.ofSeconds(5);
    private static final int REMEMBERED = 10_000;

    private record Tries(int failures, Instant until) {}

    /** What a network has left at an instant. */
    private record Left(double tries, Instant at) {}

    private final InstantSource clock;
    private final Map<String, Tries> ofNames = new LinkedHashMap<>();
    private final Map<String, Left> ofNetworks = new LinkedHashMap<>();

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * How long this name must wait here; zero when it may try.
     *
     * @param familiar whether this name has logged in from here before: then others beside it do not hold it
     */
    synchronized Duration wait(String username, String network, boolean familiar) {
        Tries known = ofNames.get(key(username, network));
        Instant now = clock.instant();
        Duration ofName =
                known == null || !known.until().isAfter(now) ? Duration.ZERO : Duration.between(now, known.until());
        Duration ofNetwork = familiar ? Duration.ZERO : waitOf(left(network, now));
        return ofName.compareTo(ofNetwork) > 0 ? ofName : ofNetwork;
    }

    /** Counts a try as wrong until {@link #succeeded} says otherwise. */
    synchronized void tried(String username, String network) {
        Instant now = clock.instant();
        String key = key(username, network);
        Tries known = ofNames.remove(key);
        int failures = known == null ? 1 : known.failures() + 1;
        long factor = failures <= FREE ? 0 : 1L << Math.min(20, failures - FREE - 1);
        Duration wait = FIRST.multipliedBy(factor);
        keep(ofNames, key, new Tries(failures, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
        keep(ofNetworks, network, new Left(Math.max(0, left(network, now) - 1), now));
    }

    /** Forgets the tries of this name before, and gives the network back what it took. */
    synchronized void succeeded(String username, String network) {
        Instant now = clock.instant();
        ofNames.remove(key(username, network));
        keep(ofNetworks, network, new Left(Math.min(OF_A_NETWORK, left(network, now) + 1), now));
    }

    private double left(String network, Instant now) {
        Left left = ofNetworks.get(network);
        if (left == null) {
            return OF_A_NETWORK;
        }
        double gained = Math.max(0, Duration.between(left.at(), now).toMillis()) / (double) REGAINED.toMillis();
        return Math.min(OF_A_NETWORK, left.tries() + gained);
    }

    private static Duration waitOf(double left) {
        return left >= 1 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - left) * REGAINED.toMillis()));
    }

    /** The latest last, so that the one that is forgotten has been silent longest. */
    private static <T> void keep(Map<String, T> map, String key, T value) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > REMEMBERED) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private static String key(String username, String network) {
        return username.length() + ":" + username + "@" + network;
    }
}
