package org.pantau.query;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * What still runs in a wide place, as it was found a moment ago: when hundreds open the province's charts at half past seven,
 * each is put together once in a few seconds. Bounded. Thread-safe.
 */
final class Recent {

    /** Buckets of an hour and longer move by far less in this time than their last digit shows. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final int MOST = 500;

    private final InstantSource clock;
    private final Map<Key, Found> found = new LinkedHashMap<>();

    Recent(InstantSource clock) {
        this.clock = clock;
    }

    /** One question, to the end of the buckets it asks for. */
    private record Key(
            ScopePath subject, String stored, @Nullable String counts, Step step, List<Window> spans) {}

    private record Found(Instant at, Future<Map<Instant, Total>> totals) {}

    /** What was found just now, or else what {@code read} finds. A failure is not kept. */
    Future<Map<Instant, Total>> of(
            Sources sources, Step step, List<Window> spans, Supplier<Future<Map<Instant, Total>>> read) {
        Key key = new Key(sources.subject(), sources.stored(), sources.chosen().of(), step, spans);
        Instant now = clock.instant();
        Found fresh;
        synchronized (found) {
            found.values()
                    .removeIf(each ->
                            !now.isBefore(each.at().plus(FRESH)) || each.at().isAfter(now));
            Found known = found.get(key);
            if (known != null) {
                return known.totals();
            }
            fresh = new Found(now, read.get());
            if (found.size() < MOST) {
                found.put(key, fresh);
            }
        }
        return fresh.totals().onFailure(fault -> {
            synchronized (found) {
                found.remove(key, fresh);
            }
        });
    }
}
