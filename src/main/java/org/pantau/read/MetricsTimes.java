package org.pantau.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a metrics document says of its own times: when the process behind its counters began, and when each group of a
 * push gateway was last pushed. A gateway or exporter tells of counters that are not its own: there the start of its own
 * process says nothing.
 */
final class MetricsTimes {

    static final MetricsTimes NONE = new MetricsTimes(null, List.of());

    private static final String PROCESS_START = "process_start_time_seconds";
    private static final String PUSHED = "push_time_seconds";
    private static final String FOREIGN = "_exporter_build_info";

    private final @Nullable Double processStart;
    private final List<Map<?, ?>> pushed;

    private MetricsTimes(@Nullable Double processStart, List<Map<?, ?>> pushed) {
        this.processStart = processStart;
        this.pushed = pushed;
    }

    static MetricsTimes of(@Nullable Object document) {
        if (!(document instanceof List<?> rows)) {
            return NONE;
        }
        List<Double> starts = new ArrayList<>();
        List<Map<?, ?>> pushed = new ArrayList<>();
        boolean foreign = false;
        for (Object each : rows) {
            if (!(each instanceof Map<?, ?> row) || !(row.get("name") instanceof String name)) {
                continue;
            }
            if (name.equals(PROCESS_START) && row.get("value") instanceof Number seconds) {
                starts.add(seconds.doubleValue());
            } else if (name.equals(PUSHED)) {
                pushed.add(row);
            }
            foreign |= name.endsWith(FOREIGN);
        }
        boolean own = starts.size() == 1 && !foreign && pushed.isEmpty();
        return new MetricsTimes(own ? starts.get(0) : null, pushed);
    }

    /** When a counter began, in epoch milliseconds: by itself where it says so, else with its process. */
    Optional<Object> startOf(@Nullable Object row) {
        if (row instanceof Map<?, ?> metric && metric.get("created") instanceof Number created) {
            return Optional.of(created.longValue());
        }
        return processStart == null || !(processStart > 0)
                ? Optional.empty()
                : Optional.of(Math.round(processStart * 1000));
    }

    /** When the group a row belongs to was last pushed, in epoch seconds; empty where nothing is pushed. */
    Optional<Object> pushOf(@Nullable Object row) {
        if (pushed.isEmpty()
                || !(row instanceof Map<?, ?> metric)
                || !(metric.get("labels") instanceof Map<?, ?> labels)) {
            return Optional.empty();
        }
        for (Map<?, ?> group : pushed) {
            if (group.get("labels") instanceof Map<?, ?> wanted
                    && holds(labels, wanted)
                    && group.get("value") instanceof Number time) {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Map<?, ?> labels, Map<?, ?> wanted) {
        return wanted.entrySet().stream()
                .allMatch(each -> "".equals(each.getValue()) || each.getValue().equals(labels.get(each.getKey())));
    }
}
