package org.pantau.pipeline;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * One timer a feed: each slot is served at its own phase, never queued, never overlapping. A slot that comes while the
 * request before is under way is recorded as unmonitored.
 */
final class FeedTimers {

    /** A request ends a little after its deadline, on a busy machine a little more. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Cycle cycle;
    private final PipelineCounters counters;
    private final InstantSource clock;
    private final Lateness lateness = new Lateness();
    private final Map<String, Long> timers = new HashMap<>();
    private boolean stopped;

    FeedTimers(Vertx vertx, Cycle cycle, PipelineCounters counters, InstantSource clock) {
        this.vertx = vertx;
        this.cycle = cycle;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Asks each feed once, spread over {@code spread}, then keeps it at its phase. One whose own slot follows so soon that
     * the first request might still be under way waits for that slot. One that was watched until just now goes on with the
     * slot after its last.
     */
    void start(Collection<FeedLine> lines, Duration spread) {
        long step = spread.toMillis() * 1_000 / Math.max(1, lines.size());
        long atMicros = 0;
        Instant now = clock.instant();
        for (FeedLine line : lines) {
            if (line.goesOn) {
                schedule(line, lastServed(line, now));
                continue;
            }
            atMicros += step;
            long afterMs = Math.max(1, atMicros / 1_000);
            Instant asked = now.plusMillis(afterMs);
            Instant ended = asked.plus(line.feed.timeout()).plus(MARGIN);
            if (!line.cadence.next(asked).isAfter(ended)) {
                schedule(line, now);
            } else {
                timers.put(line.feed.id(), vertx.setTimer(afterMs, id -> first(line)));
            }
        }
    }

    private static Instant lastServed(FeedLine line, Instant now) {
        Instant last = line.lastSlot;
        Instant oneBefore = now.minus(line.feed.every());
        return last == null || last.isBefore(oneBefore) ? now : last;
    }

    Lateness lateness() {
        return lateness;
    }

    void stop() {
        stopped = true;
        timers.values().forEach(vertx::cancelTimer);
        timers.clear();
    }

    private void first(FeedLine line) {
        Instant now = clock.instant();
        try {
            serve(line, line.cadence.slotAt(now));
        } finally {
            schedule(line, now);
        }
    }

    private void schedule(FeedLine line, Instant after) {
        if (stopped) {
            return;
        }
        Instant slot = line.cadence.next(after);
        line.present = line.present.nextAt(slot);
        long delay = Duration.between(clock.instant(), slot).toMillis();
        // The wall clock may have jumped back: never wait longer than one interval.
        long bounded = Math.max(1, Math.min(delay, line.feed.every().toMillis()));
        timers.put(line.feed.id(), vertx.setTimer(bounded, id -> due(line, slot)));
    }

    private void due(FeedLine line, Instant slot) {
        Instant now = clock.instant();
        lateness.add(Math.max(0, Duration.between(slot, now).toNanos() / 1e6));
        try {
            serve(line, slot);
        } finally {
            // whatever became of this slot, the next one comes
            schedule(line, slot.isAfter(now) ? slot : now);
        }
    }

    private void serve(FeedLine line, Instant slot) {
        if (stopped || !line.isNew(slot)) {
            return;
        }
        counters.due.increment();
        if (line.busy) {
            cycle.missed(line, slot);
        } else if (line.backOff.due(slot)) {
            cycle.run(line, slot);
        } else {
            counters.heldBack.increment();
        }
    }
}
