package org.pantau.normalise;

import org.jspecify.annotations.Nullable;

/**
 * A running counter that fell, and what has become of it since. A process that restarts climbs from there; two processes
 * behind one address, each with a counter of its own, go up and down: what was counted since the first fall never
 * happened, and is taken back.
 *
 * @param high where it stood before it fell
 * @param low where it fell to
 * @param counted increases counted since, the fall's own included
 * @param leap the largest of them in one read, without the fall's own
 * @param reads reads since without another fall
 * @param doubted whether it is two processes; then nothing is counted
 */
record Fall(double high, double low, double counted, double leap, int reads, boolean doubted) {

    /** After so many reads without another fall it was a restart, or is over. */
    private static final int CALM = 10;

    /** Back up at once, and not by climbing: the share of the fall that one read makes good. */
    private static final double AT_ONCE = 0.8;

    static Fall first(double high, double low) {
        return new Fall(high, low, low, 0, 0, false);
    }

    /** Whether falling from {@code from} to {@code to} is the second leg of going up and down. */
    boolean repeats(double from, double to) {
        return doubted || (from >= high && to >= low && leap >= (high - low) * AT_ONCE);
    }

    /** Another fall that may still be a restart. */
    Fall again(double from, double to) {
        return new Fall(from, to, counted + to, 0, 0, false);
    }

    Fall doubt() {
        return new Fall(high, low, 0, 0, 0, true);
    }

    /** A read without a fall; null once it is calm. */
    @Nullable
    Fall climbed(double increase) {
        return reads + 1 >= CALM
                ? null
                : new Fall(high, low, doubted ? 0 : counted + increase, Math.max(leap, increase), reads + 1, doubted);
    }
}
