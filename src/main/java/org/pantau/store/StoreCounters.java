package org.pantau.store;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many samples passed through the store since the start. The sum rule: <b>accepted = written + dropped + waiting +
 * spooled</b>, the last two being {@link StoreState#queuedSamples} and {@code StoreState.spool().samples()}. A sample that
 * was stored already counts as written. Period values and the rest are not counted. Thread-safe; while a write is under way
 * they may be seen a moment apart.
 */
public final class StoreCounters {

    final LongAdder accepted = new LongAdder();
    final LongAdder written = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder transactions = new LongAdder();

    StoreCounters() {}

    /** Samples handed in, whatever became of them, and those an earlier process left on the disk. */
    public long accepted() {
        return accepted.sum();
    }

    /** Samples that are committed. */
    public long written() {
        return written.sum();
    }

    /**
     * Samples refused because nothing more could wait, or that the database would not take, or that were on the disk and
     * could not be read; the last two are set aside.
     */
    public long dropped() {
        return dropped.sum();
    }

    /** Transactions committed. */
    public long transactions() {
        return transactions.sum();
    }
}
