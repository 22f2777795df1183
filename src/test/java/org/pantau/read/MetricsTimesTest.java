package org.pantau.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTimesTest {

    private static Map<String, Object> row(String name, double value, Map<String, String> labels) {
        return Map.of("name", name, "value", value, "labels", labels);
    }

    @Test
    void aCountersOwnStartShouldComeBeforeItsProcess() {
        MetricsTimes target = MetricsTimes.of(List.of(row("process_start_time_seconds", 1.7e9, Map.of())));

        assertThat(target.startOf(Map.of("name", "a", "created", 1_700_000_123_000L)))
                .contains(1_700_000_123_000L);
        assertThat(target.startOf(row("a", 1, Map.of()))).contains(1_700_000_000_000L);
        assertThat(MetricsTimes.NONE.startOf(row("a", 1, Map.of()))).isEmpty();
        assertThat(MetricsTimes.of(Map.of()).startOf(row("a", 1, Map.of()))).isEmpty();
    }

    @Test
    void severalProcessesOrForeignCountersShouldSayNothingOfAStart() {
        var own = row("process_start_time_seconds", 1.7e9, Map.of());
        var other = row("process_start_time_seconds", 1.6e9, Map.of("job", "b"));
        var exporter = row("postgres_exporter_build_info", 1, Map.of());
        var pushed = row("push_time_seconds", 1.7e9, Map.of("job", "b"));

        for (var beside : List.of(other, exporter, pushed)) {
            assertThat(MetricsTimes.of(List.of(own, beside)).startOf(row("a", 1, Map.of())))
                    .isEmpty();
        }
    }

    @Test
    void aRowShouldBeAsOldAsTheLastPushOfItsGroup() {
        MetricsTimes target = MetricsTimes.of(List.of(
                row("push_time_seconds", 100, Map.of("job", "a", "instance", "")),
                row("push_time_seconds", 200, Map.of("job", "b", "instance", "x"))));

        assertThat(target.pushOf(row("n", 1, Map.of("job", "a", "kode", "1")))).isEqualTo(Optional.of(100.0));
        assertThat(target.pushOf(row("n", 1, Map.of("job", "b", "instance", "x"))))
                .isEqualTo(Optional.of(200.0));
        assertThat(target.pushOf(row("n", 1, Map.of("job", "c")))).isEmpty();
        assertThat(target.pushOf("no row")).isEmpty();
    }
}
