package org.pantau.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.time.Period;

/** How long a bucket of history is. From hours on it is cut in the government's zone; weeks begin on Monday. */
public enum Step {
    /** Single samples. */
    RAW("raw", Duration.ofMillis(1), null, "%s"),
    FIVE_MINUTES("5m", Duration.ofMinutes(5), null, "date_bin('5 minutes', %s, timestamptz '2000-01-01 00:00+00')"),
    HOUR("1h", Duration.ofHours(1), Period.HOUR, "date_trunc('hour', %s, $zone)"),
    DAY("1d", Duration.ofDays(1), Period.DAY, "date_trunc('day', %s, $zone)"),
    WEEK("1w", Duration.ofDays(7), Period.WEEK, "date_trunc('week', %s, $zone)"),
    MONTH("1M", Duration.ofDays(31), Period.MONTH, "date_trunc('month', %s, $zone)");

    private final String word;
    private final Duration longest;
    private final @Nullable Period period;
    private final String bucket;

    Step(String word, Duration longest, @Nullable Period period, String bucket) {
        this.word = word;
        this.longest = longest;
        this.period = period;
        this.bucket = bucket;
    }

    /** As written in addresses and answers: {@code 5m}, {@code 1M} … */
    public String word() {
        return word;
    }

    public static Optional<Step> parse(String word) {
        for (Step step : values()) {
            if (step.word.equals(word)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** The next longer one; itself where there is none. */
    Step coarser() {
        for (Step step : values()) {
            if (step.compareTo(this) > 0) {
                return step;
            }
        }
        return this;
    }

    /** Length of its longest bucket. */
    Duration longest() {
        return longest;
    }

    /** The calendar period it equals; null for finer ones. */
    @Nullable
    Period period() {
        return period;
    }

    /** Start of the bucket {@code time} falls in. */
    Instant floor(Instant time, ZoneId zone) {
        if (period != null) {
            return period.start(time, zone);
        }
        long millis = time.toEpochMilli();
        return Instant.ofEpochMilli(Math.floorDiv(millis, longest.toMillis()) * longest.toMillis());
    }

    /** Start of the bucket after the one that begins at {@code start}. */
    Instant next(Instant start, ZoneId zone) {
        return period != null ? period.end(start, zone) : start.plus(longest);
    }

    /** The SQL expression for the start of a bucket; {@code $zone} stands for the zone's parameter. */
    String bucketOf(String time) {
        return bucket.formatted(time);
    }

    /** The buckets that {@code window} has a part in, whole; single samples have none. */
    Window around(Window window, ZoneId zone) {
        if (this == RAW) {
            return window;
        }
        Instant end = floor(window.to(), zone);
        return new Window(floor(window.from(), zone), end.equals(window.to()) ? end : next(end, zone));
    }

    /** How many buckets the window has a part in; of months about. */
    long parts(Window window, ZoneId zone) {
        long millis = around(window, zone).length().toMillis();
        return (millis + longest.toMillis() - 1) / longest.toMillis();
    }

    /** About how many buckets a window has. */
    long buckets(Window window) {
        return window.length().toMillis() / longest.toMillis() + 1;
    }
}
