package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Quality;
import org.pantau.measure.Semantics;
import org.pantau.normalise.Memory.Position;
import org.pantau.normalise.RunningCounters.Increase;
import org.pantau.normalise.RunningCounters.Standing;

/**
 * What one running counter did from one read to the next. A start that the source names beats guessing: a later one is a
 * restart even where the value is higher, an earlier one is another process. Without it a fall is a restart, or a wrap
 * where the mapping says so, or two processes behind one address.
 *
 * @param increase null for a baseline
 */
record CounterStep(Position position, @Nullable Increase increase) {

    /** Sources that count a start back from their uptime give it differently by a second each time. */
    private static final Duration SAME_START = Duration.ofSeconds(2);
    /** How far a source's clock may be from ours. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);
    /** From here on whole numbers are no longer exact. */
    private static final double EXACT = 0x1p53;

    static CounterStep of(Mapping mapping, boolean known, @Nullable Position was, Standing now, Step step) {
        boolean forever = mapping.semantics() == Semantics.TOTAL_FOREVER;
        Quality usual = step.late() || (was != null && was.absentSince() != null) ? Quality.CATCH_UP : Quality.OK;
        if (was == null) {
            boolean fromZero = known && !forever && (!step.feed.isPushed() || beganSince(now, step));
            Increase first = fromZero ? grown(now, now.value, usual) : null;
            return new CounterStep(new Position(now.value, null, now.started, null), first);
        }
        double difference = now.value - was.value();
        if (forever) {
            return step(now, was, null, grown(now, difference, difference < 0 ? Quality.RESTATED : usual));
        }
        Start start = start(was, now, step);
        if (start == Start.OTHER) {
            return doubted(now, was);
        }
        if (start == Start.LATER) {
            return was.fall() != null && was.fall().doubted()
                    ? doubted(now, was)
                    : step(now, was, null, grown(now, now.value, Quality.RESET));
        }
        if (difference >= 0) {
            return climbed(now, was, difference, usual);
        }
        int wrap = mapping.counting().wrap();
        if (wrap > 0 && wraps(was.value(), now.value, wrap)) {
            double increase = difference + Math.pow(2, wrap);
            return step(now, was, null, grown(now, increase, was.value() < EXACT ? usual : Quality.ESTIMATED));
        }
        return fallen(now, was);
    }

    /**
     * Several may push by turns: that a counter was not heard of before does not say that it began at 0. It did if it names
     * a start after the last push, or the one of a process heard before, whose counters appear with their first event.
     */
    private static boolean beganSince(Standing now, Step step) {
        Instant started = now.started;
        Instant lastRead = step.before.slot();
        if (started == null || lastRead == null) {
            return false;
        }
        return started.isAfter(lastRead)
                || step.before.counters().values().stream()
                        .flatMap(counter -> counter.positions().values().stream())
                        .anyMatch(position -> started.equals(position.started()));
    }

    private enum Start {
        UNKNOWN,
        SAME,
        LATER,
        OTHER
    }

    private static Start start(Position was, Standing now, Step step) {
        if (was.started() == null || now.started == null) {
            return Start.UNKNOWN;
        }
        Duration moved = Duration.between(was.started(), now.started);
        if (moved.abs().compareTo(SAME_START) <= 0) {
            return Start.SAME;
        }
        Instant heard = was.seen() == null ? step.before.slot() : was.seen();
        Instant lastRead = was.absentSince() == null ? heard : was.absentSince();
        boolean ranBeforeThen = lastRead != null && now.started.isBefore(lastRead.minus(CLOCKS));
        // A process that was already running at the last read, when another one answered.
        return moved.isNegative() || ranBeforeThen ? Start.OTHER : Start.LATER;
    }

    /** From the last quarter of the range to the first. */
    private static boolean wraps(double from, double to, int bits) {
        double size = Math.pow(2, bits);
        return from >= size * 0.75 && to <= size * 0.25;
    }

    private static CounterStep climbed(Standing now, Position was, double difference, Quality usual) {
        Fall fall = was.fall();
        boolean doubted = fall != null && fall.doubted();
        Fall next = fall == null ? null : fall.climbed(difference);
        return doubted
                ? step(now, was, next, new Increase(now.value, Quality.SUSPECT, 0, true, now.asOf))
                : step(now, was, next, grown(now, difference, usual));
    }

    private static CounterStep fallen(Standing now, Position was) {
        Fall fall = was.fall();
        if (fall == null) {
            return step(now, was, Fall.first(was.value(), now.value), grown(now, now.value, Quality.RESET));
        }
        return fall.repeats(was.value(), now.value)
                ? doubted(now, was)
                : step(now, was, fall.again(was.value(), now.value), grown(now, now.value, Quality.RESET));
    }

    private static CounterStep doubted(Standing now, Position was) {
        Fall fall = was.fall();
        double counted = fall == null ? 0 : fall.counted();
        Fall doubt = (fall == null ? Fall.first(was.value(), now.value) : fall).doubt();
        return step(now, was, doubt, new Increase(now.value, Quality.SUSPECT, counted, true, now.asOf));
    }

    private static Increase grown(Standing now, double value, Quality quality) {
        return new Increase(value, quality, 0, false, now.asOf);
    }

    private static CounterStep step(Standing now, Position was, @Nullable Fall fall, Increase increase) {
        Instant started = now.started == null ? was.started() : now.started;
        return new CounterStep(new Position(now.value, null, started, fall), increase);
    }
}
