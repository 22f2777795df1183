package org.pantau.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each of many may come: a few a second for long, more for a moment. Bounded. One thread. */
final class Rates {

    private static final int REMEMBERED = 20_000;

    private final double perSecond;
    private final double atOnce;
    private final InstantSource clock;
    private final Map<String, Left> nameToLeft = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Left(double times, Instant at) {}

    Rates(double perSecond, double atOnce, InstantSource clock) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /** Takes one from what is left; fails with 429 where there is none. */
    void take(String name) {
        double left = left(name);
        if (left < 1) {
            throw Problem.tooMany((long) Math.ceil((1 - left) / perSecond));
        }
        nameToLeft.put(name, new Left(left - 1, clock.instant()));
    }

    /** Fails with 429 where nothing is left, and takes nothing. */
    void check(String name) {
        double left = left(name);
        if (left < 1) {
            throw Problem.tooMany((long) Math.ceil((1 - left) / perSecond));
        }
    }

    private double left(String name) {
        Instant now = clock.instant();
        Left left = nameToLeft.get(name);
        if (left == null) {
            return atOnce;
        }
        double gained = Math.max(0, Duration.between(left.at(), now).toMillis() / 1000.0 * perSecond);
        return Math.min(atOnce, left.times() + gained);
    }
}
