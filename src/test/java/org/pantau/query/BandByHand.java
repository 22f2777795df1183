package org.pantau.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pantau.query.Recorded.Value;

/** What a band of values comes to, worked out in tenths. */
final class BandByHand {

    private static final int FEW = 4;

    private BandByHand() {}

    /** What was recorded from one hour of a day until another, in order of time. */
    static List<Value> rows(Map<Instant, List<Value>> byHour, LocalDate day, ZoneId zone, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(hour -> day.atTime(hour, 0).atZone(zone).toInstant())
                .flatMap(start -> byHour.getOrDefault(start, List.of()).stream())
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    static void same(String what, @Nullable Band band, List<Double> values) {
        Band found = Objects.requireNonNull(band, what);
        assertThat(found.n()).as(what).isEqualTo(values.size());
        if (values.size() < FEW) {
            assertThat(found).as(what).isEqualTo(new Band(null, null, null, values.size()));
            return;
        }
        List<Double> sorted = values.stream().sorted().toList();
        assertThat(found.low()).as(what).isCloseTo(between(sorted, 1), within(1e-6));
        assertThat(found.median()).as(what).isCloseTo(between(sorted, 5), within(1e-6));
        assertThat(found.high()).as(what).isCloseTo(between(sorted, 9), within(1e-6));
    }

    private static double between(List<Double> sorted, int tenths) {
        int rank = (sorted.size() - 1) * tenths;
        double below = sorted.get(rank / 10);
        double above = sorted.get(Math.min(rank / 10 + 1, sorted.size() - 1));
        return below * (10 - rank % 10) / 10 + above * (rank % 10) / 10;
    }
}
