package org.pantau.operate.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one more day takes, from the newest days that are there: whole partitions, the newest first, until they cover a week. A
 * gap among them counts as days. Pure.
 *
 * @param days that were looked at
 * @param bytes they take
 */
public record Pace(double days, long bytes) {

    /** With fewer days one busy or quiet one would decide. */
    public static final int LEAST_DAYS = 4;

    private static final int ENOUGH_DAYS = 7;

    /**
     * Of a table.
     *
     * @param first since when anything is watched
     * @param until up to when its days are complete
     */
    static Pace of(List<Part> parts, Instant first, Instant until) {
        double days = 0;
        long bytes = 0;
        for (Part part : parts.stream()
                .sorted(Comparator.comparing(Part::from).reversed())
                .toList()) {
            double more = part.days(first, until);
            if (more > 0 && days < ENOUGH_DAYS) {
                days += more;
                bytes += part.used() ? part.bytes() : 0;
            }
        }
        return new Pace(days, bytes);
    }

    /** Empty while too few days are known. */
    public OptionalDouble bytesPerDay() {
        return days < LEAST_DAYS ? OptionalDouble.empty() : OptionalDouble.of(bytes / days);
    }
}
