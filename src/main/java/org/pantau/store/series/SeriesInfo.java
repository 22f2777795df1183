package org.pantau.store.series;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure;

/**
 * What is kept about a series beside its key.
 *
 * @param zone zone its days are cut in
 * @param every rhythm of its feed
 * @param kind how its values combine
 * @param counts what a count counts; null for anything else
 */
public record SeriesInfo(
        ZoneId zone,
        Duration every,
        Measure.Kind kind,
        @Nullable String counts) {
    public SeriesInfo {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(kind, "kind");
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("rhythm of a series: " + every);
        }
    }

    float everySeconds() {
        return every.toMillis() / 1000f;
    }
}
