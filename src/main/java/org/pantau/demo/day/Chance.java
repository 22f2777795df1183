package org.pantau.demo.day;

/**
 * Repeatable chance: the same name and number always draw the same lot, so that an endpoint answers for a past day what
 * it answered on that day.
 */
public final class Chance {

    private Chance() {}

    /** A number in [0, 1) drawn by name and number. */
    public static double of(String name, long number) {
        long mixed = name.hashCode() * 0x9E3779B97F4A7C15L + number * 0xC2B2AE3D27D4EB4FL;
        mixed ^= mixed >>> 31;
        mixed *= 0x94D049BB133111EBL;
        mixed ^= mixed >>> 29;
        mixed *= 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 32;
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** A roughly normal number with mean 0 and deviation 1 (sum of six draws). */
    public static double normal(String name, long number) {
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += of(name, number * 7 + i);
        }
        return (sum - 3) * Math.sqrt(2);
    }
}
