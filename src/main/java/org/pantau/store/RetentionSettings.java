package org.pantau.store;

import java.util.EnumMap;
import java.util.Map;

/**
 * How long values are kept, in days; days and period values are kept for ever.
 *
 * @param samples single samples, packed or not
 * @param fiveMinutes roll-ups of 5 minutes
 * @param hours roll-ups of an hour
 * @param failures reasons of failed polls
 */
public record RetentionSettings(int samples, int fiveMinutes, int hours, int failures) {

    public static final RetentionSettings DEFAULT = new RetentionSettings(400, 60, 1827, 90);

    private static final int LEAST = 8;
    /** Hours of wide places: what is usual at an hour is told of the last twelve weeks. */
    private static final int WIDE_HOURS = 92;

    /** @throws IllegalArgumentException when a span is below 8 days */
    public RetentionSettings {
        if (Math.min(Math.min(samples, fiveMinutes), Math.min(hours, failures)) < LEAST) {
            throw new IllegalArgumentException("values are kept for at least " + LEAST + " days: samples " + samples
                    + ", 5 minutes " + fiveMinutes + ", hours " + hours + ", failures " + failures);
        }
    }

    /** Days for which partitions of a table are kept; a table that is not in it is kept for ever. */
    public Map<Table, Integer> tableToDays() {
        Map<Table, Integer> days = new EnumMap<>(Table.class);
        days.put(Table.SAMPLE, samples);
        days.put(Table.SAMPLE_PACKED, samples);
        days.put(Table.ROLLUP_5M, fiveMinutes);
        days.put(Table.ROLLUP_5M_PACKED, fiveMinutes);
        days.put(Table.ROLLUP_1H, hours);
        days.put(Table.ROLLUP_1H_PACKED, hours);
        days.put(Table.BRANCH_TOTAL_1H, WIDE_HOURS);
        days.put(Table.POLL_FAILURE, failures);
        return days;
    }
}
