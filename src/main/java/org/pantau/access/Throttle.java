package org.pantau.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: after five wrong passwords for one name from one address, each further one doubles the time to
 * wait, up to a quarter of an hour. Kept in memory, bounded. Thread-safe.
 */
final class Throttle {

    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private record Tries(int failures, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>();

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this name must wait; zero when it may try. */
    synchronized Duration wait(String username, String address) {
        Tries known = tries.get(key(username, address));
        Instant now = clock.instant();
        return known == null || !known.until().isAfter(now) ? Duration.ZERO : Duration.between(now, known.until());
    }

    /** Counts a try as wrong until {@link #succeeded} says otherwise. */
    synchronized void tried(String username, String address) {
        String key = key(username, address);
        Tries known = tries.remove(key);
        int failures = known == null ? 1 : known.failures() + 1;
        long factor = failures <= FREE ? 0 : 1L << Math.min(20, failures - FREE - 1);
        Duration wait = FIRST.multipliedBy(factor);
        tries.put(key, new Tries(failures, clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
        if (tries.size() > REMEMBERED) {
            tries.remove(tries.keySet().iterator().next());
        }
    }

    /** Forgets the tries before. */
    synchronized void succeeded(String username, String address) {
        tries.remove(key(username, address));
    }

    private static String key(String username, String address) {
        return username.length() + ":" + username + "@" + address;
    }
}
