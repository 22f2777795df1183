package org.pantau.operate.storage;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the disk will fill at the present pace. What a kind takes in {@code d} days is what it takes now and {@code d} times its
 * pace, but no more than its pace for as long as it is kept (and a partition longer, since only whole ones are dropped); fresh
 * rows and everything that does not grow by the day stay as they are. The sum is the database's size. PostgreSQL's log of
 * changes and other programs on the disk are not in it. Pure.
 *
 * @param bytesPerDay what the database grows by in the next day
 * @param settled the day from which as much is dropped as comes
 * @param settledBytes the database's size on that day
 * @param settledBytesPerDay what it grows by after that, of what is kept for ever
 * @param full the day the disk has no room left; null where that is not before {@code settled}, or nobody knows
 */
public record Forecast(
        double bytesPerDay,
        LocalDate settled,
        double settledBytes,
        double settledBytesPerDay,
        Verdict verdict,
        @Nullable LocalDate full) {

    /** What becomes of the disk. */
    public enum Verdict {
        FULL,
        NEVER,
        UNKNOWN_DISK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param freeBytes on the disk; null where it is not ours to see */
    static Forecast of(List<Growth> growths, long databaseBytes, LocalDate today, @Nullable Long freeBytes) {
        long settles = growths.stream().mapToLong(Growth::settlesAfter).max().orElse(0);
        LocalDate full = freeBytes == null ? null : full(growths, settles, today, freeBytes);
        return new Forecast(
                grown(growths, 1),
                today.plusDays(settles),
                databaseBytes + grown(growths, settles),
                grown(growths, settles + 1) - grown(growths, settles),
                freeBytes == null ? Verdict.UNKNOWN_DISK : full == null ? Verdict.NEVER : Verdict.FULL,
                full);
    }

    private static @Nullable LocalDate full(List<Growth> growths, long settles, LocalDate today, long freeBytes) {
        for (long day = 0; day <= settles; day++) {
            if (grown(growths, day) >= freeBytes) {
                return today.plusDays(day);
            }
        }
        return null;
    }

    private static double grown(List<Growth> growths, long days) {
        return growths.stream().mapToDouble(growth -> growth.after(days)).sum();
    }
}
