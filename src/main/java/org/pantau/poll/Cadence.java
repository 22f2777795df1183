package org.pantau.poll;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a feed is due: every interval at its own phase, pinned to the epoch. The phase comes from the feed's id, so feeds
 * spread over the interval and two nodes, or one before and after a restart, agree on the slots.
 */
public record Cadence(long phaseMs, long everyMs) {

    /** Phases fall on this grid, so that feeds due at nearly the same time share one wake-up of the event loop. */
    private static final long GRID_MS = 20;

    public Cadence {
        if (everyMs < 1 || phaseMs < 0 || phaseMs >= everyMs) {
            throw new IllegalArgumentException("no rhythm: phase " + phaseMs + " ms of " + everyMs + " ms");
        }
    }

    public static Cadence of(String id, Duration every) {
        long everyMs = every.toMillis();
        long phase = Long.remainderUnsigned(hash(id), everyMs);
        return new Cadence(phase - phase % GRID_MS, everyMs);
    }

    /** The latest slot that is not after {@code time}. */
    public Instant slotAt(Instant time) {
        long ms = time.toEpochMilli();
        return Instant.ofEpochMilli(ms - Math.floorMod(ms - phaseMs, everyMs));
    }

    /** The first slot after {@code after}. */
    public Instant next(Instant after) {
        return slotAt(after).plusMillis(everyMs);
    }

    /** The slots strictly between the last one done and now's own slot: at most {@code most}, the latest ones. */
    public List<Instant> missed(Instant lastDone, Instant now, int most) {
        long current = slotAt(now).toEpochMilli();
        long first = next(lastDone).toEpochMilli();
        long bound = current - everyMs * (long) most;
        List<Instant> slots = new ArrayList<>();
        for (long ms = Math.max(first, bound); ms < current; ms += everyMs) {
            slots.add(Instant.ofEpochMilli(ms));
        }
        return slots;
    }

    /** FNV-1a, then mixed (Stafford 13): ids that differ in one letter must not fall side by side. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
