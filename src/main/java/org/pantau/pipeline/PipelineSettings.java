package org.pantau.pipeline;

import java.time.Duration;

/**
 * Knobs of the pipeline.
 *
 * @param tick how often the board gathers what changed and tells its viewers; 20 ms to 5 s
 * @param startSpread over how long the first asking of all feeds is spread after a start; up to 1 min
 * @param historyAtOnce past days asked for at the same time, over all feeds; 1 to 64
 * @param rollUpEvery how often closed buckets are rolled up; 1 s to 5 min
 * @param upkeepEvery how often partitions are created ahead and old ones dropped
 */
public record PipelineSettings(
        Duration tick, Duration startSpread, int historyAtOnce, Duration rollUpEvery, Duration upkeepEvery) {

    public static final PipelineSettings DEFAULT = new PipelineSettings(
            Duration.ofMillis(100), Duration.ofSeconds(3), 8, Duration.ofSeconds(10), Duration.ofHours(1));

    public PipelineSettings {
        between("tick", tick, Duration.ofMillis(20), Duration.ofSeconds(5));
        between("startSpread", startSpread, Duration.ZERO, Duration.ofMinutes(1));
        between("rollUpEvery", rollUpEvery, Duration.ofSeconds(1), Duration.ofMinutes(5));
        between("upkeepEvery", upkeepEvery, Duration.ofMinutes(1), Duration.ofDays(1));
        if (historyAtOnce < 1 || historyAtOnce > 64) {
            throw new IllegalArgumentException("historyAtOnce " + historyAtOnce + ", expected 1 to 64");
        }
    }

    private static void between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " " + value + ", expected " + least + " to " + most);
        }
    }
}
