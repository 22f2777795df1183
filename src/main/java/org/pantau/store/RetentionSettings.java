package org.pantau.store;

/**
 * How long values are kept, in days; days and period values are kept for ever.
 *
 * @param samples single samples, packed or not
 * @param fiveMinutes roll-ups of 5 minutes, and hours of wide places
 * @param hours roll-ups of an hour
 * @param failures reasons of failed polls
 */
public record RetentionSettings(int samples, int fiveMinutes, int hours, int failures) {

    public static final RetentionSettings DEFAULT = new RetentionSettings(400, 60, 1827, 90);

    private static final int LEAST = 8;

    /** @throws IllegalArgumentException when a span is below 8 days */
    public RetentionSettings {
        if (Math.min(Math.min(samples, fiveMinutes), Math.min(hours, failures)) < LEAST) {
            throw new IllegalArgumentException("values are kept for at least " + LEAST + " days: samples " + samples
                    + ", 5 minutes " + fiveMinutes + ", hours " + hours + ", failures " + failures);
        }
    }
}
