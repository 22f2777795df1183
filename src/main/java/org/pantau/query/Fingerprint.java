package org.pantau.query;

import java.util.Arrays;
import java.util.Collection;

/**
 * Tells sets of series from each other. A series that is younger than an answer has no part in it: all it has to say of that
 * time came later and is marked as such. So an answer is held to the series that were there when it was made.
 */
final class Fingerprint {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int[] ids;
    private final long[] prefixes;

    Fingerprint(Collection<Integer> series) {
        ids = series.stream().mapToInt(Integer::intValue).sorted().toArray();
        prefixes = new long[ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            prefixes[i + 1] = mixed(prefixes[i] * 31 + mixed(ids[i]));
        }
    }

    /** Of the series whose number is at most {@code newest}. */
    long upTo(int newest) {
        int found = Arrays.binarySearch(ids, newest);
        return prefixes[found >= 0 ? found + 1 : -found - 1];
    }

    /** Spreads every bit over all others. */
    private static long mixed(long value) {
        long spread = (value + FACTOR) * FACTOR;
        spread ^= spread >>> 32;
        spread *= FACTOR;
        return spread ^ spread >>> 29;
    }
}
