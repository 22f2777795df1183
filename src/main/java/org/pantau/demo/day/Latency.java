package org.pantau.demo.day;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** How long an endpoint takes to answer: its own base, slower in busy hours, with the long tail real ones have. */
public final class Latency {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private Latency() {}

    /** Milliseconds, 15 to 6,000. */
    public static long millis(String endpoint, Instant now) {
        double base = 45 + 260 * Math.pow(Chance.of(endpoint + "#base", 0), 2);
        double busy = 1
                + 0.9
                        * Math.max(
                                0,
                                Rhythm.OFFICE.share(
                                                LocalTime.ofInstant(now, ZONE).toSecondOfDay() + 1800)
                                        - Rhythm.OFFICE.share(Math.max(
                                                0,
                                                LocalTime.ofInstant(now, ZONE).toSecondOfDay() - 1800)))
                        * 6;
        double slowSpell = Chance.of(endpoint + "#spell", now.getEpochSecond() / 1_800) < 0.04 ? 3.2 : 1;
        double tail = Math.exp(0.38 * Chance.normal(endpoint + "#tail", now.toEpochMilli() / 50));
        return (long) Math.max(15, Math.min(6_000, base * busy * slowSpell * tail));
    }
}
