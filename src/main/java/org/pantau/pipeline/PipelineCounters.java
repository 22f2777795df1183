package org.pantau.pipeline;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the pipeline counts of itself. Sum rules, true whenever no cycle is under way: {@code due = asked + missed +
 * heldBack}; {@code asked = read + failed}; {@code asked + missed = stored + unstored}.
 */
public final class PipelineCounters {
    /** Slots that came. */
    public final LongAdder due = new LongAdder();
    /** Slots in which the endpoint was asked. */
    public final LongAdder asked = new LongAdder();
    /** Slots missed by us: the previous request was still under way. */
    public final LongAdder missed = new LongAdder();
    /** Slots left out because the endpoint failed before (back-off) or asked us to stay away. */
    public final LongAdder heldBack = new LongAdder();
    /** Polls whose answer was good. */
    public final LongAdder read = new LongAdder();
    /** Polls that did not end well, for whatever reason. */
    public final LongAdder failed = new LongAdder();
    /** Polls and missed slots written and published. */
    public final LongAdder stored = new LongAdder();
    /** Pushes written and published. */
    public final LongAdder pushesStored = new LongAdder();
    /** Pushes refused for what is in them. */
    public final LongAdder pushesRefused = new LongAdder();
    /** Pushes that could not be written: the sender was told so. */
    public final LongAdder pushesUnstored = new LongAdder();
    /** Polls and missed slots that could not be written: our fault, and data lost. */
    public final LongAdder unstored = new LongAdder();
}
