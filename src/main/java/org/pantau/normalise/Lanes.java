package org.pantau.normalise;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.pantau.measure.ScopePath;
import org.pantau.normalise.Memory.Counter;
import org.pantau.normalise.Memory.Position;

/**
 * Keeps apart what several senders push of one service: cron jobs of two machines name the same full minute, and of two
 * samples of one instant only the first is stored. Each counter has a lane of its own, a microsecond beside the next; what
 * is polled has none.
 */
final class Lanes {

    private static final long APART_NANOS = 1_000;

    private final Counter before;
    private final Step step;
    private final Map<ScopePath, Integer> serviceToLane = new HashMap<>();
    private int next;

    Lanes(Counter before, Step step) {
        this.before = before;
        this.step = step;
        this.next = before.positions().values().stream()
                .mapToInt(position -> position.lane() + 1)
                .max()
                .orElse(0);
    }

    /** A counter that was read just now, in its lane. */
    Position seen(String key, ScopePath service, Position position) {
        if (!step.feed.isPushed()) {
            return position;
        }
        Position was = before.positions().get(key);
        int lane = was == null ? next++ : was.lane();
        serviceToLane.merge(service, lane, Math::min);
        return position.seenAt(step.slot, lane);
    }

    /** Where the increase of a service is stored. */
    Instant instant(ScopePath service) {
        return step.slot.plusNanos(APART_NANOS * serviceToLane.getOrDefault(service, 0));
    }
}
