package org.pantau.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Semantics;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;

/**
 * The rows of one push, by the instants they were seen at. Running counters are told apart by what the rows of one
 * reading name together: those of several instants are one reading, until a counter comes a second time.
 */
final class PushOrder {

    private PushOrder() {}

    /**
     * What is normalised at once.
     *
     * @param running whether a reading of running counters is complete with these rows
     */
    record Group(Instant at, List<Reading> rows, boolean running) {}

    static boolean running(Mapping mapping) {
        return mapping.semantics() == Semantics.SINCE_START || mapping.semantics() == Semantics.TOTAL_FOREVER;
    }

    /** Oldest first. */
    static List<Group> of(Map<Reading, Instant> rows, List<Mapping> measures) {
        Set<String> running = new HashSet<>();
        measures.stream()
                .filter(PushOrder::running)
                .forEach(mapping -> running.add(mapping.measure().name()));
        SortedMap<Instant, List<Reading>> byInstant = new TreeMap<>();
        rows.forEach((row, at) ->
                byInstant.computeIfAbsent(at, any -> new ArrayList<>()).add(row));
        List<Group> groups = new ArrayList<>();
        Set<String> counters = new HashSet<>();
        List<Reading> reading = new ArrayList<>();
        byInstant.forEach((at, each) -> {
            Set<String> mine = counters(each, running);
            boolean again = mine.stream().anyMatch(counters::contains);
            if (again) {
                close(groups, reading, running);
                counters.clear();
            }
            counters.addAll(mine);
            reading.addAll(each);
            groups.add(new Group(at, only(each, running, false), false));
        });
        close(groups, reading, running);
        return groups;
    }

    /** The last group so far completes a reading of running counters. */
    private static void close(List<Group> groups, List<Reading> reading, Set<String> running) {
        List<Reading> counters = only(reading, running, true);
        if (!counters.isEmpty()) {
            Group last = groups.remove(groups.size() - 1);
            List<Reading> rows = new ArrayList<>(last.rows());
            rows.addAll(counters);
            groups.add(new Group(last.at(), rows, true));
        }
        reading.clear();
    }

    private static Set<String> counters(List<Reading> rows, Set<String> running) {
        Set<String> keys = new HashSet<>();
        for (Reading row : rows) {
            for (String measure : row.cells().keySet()) {
                if (running.contains(measure)) {
                    keys.add(measure + "\n" + row.code() + "\n" + row.identity());
                }
            }
        }
        return keys;
    }

    /** The same rows with only the cells of running counters, or only the others. */
    private static List<Reading> only(List<Reading> rows, Set<String> running, boolean wanted) {
        List<Reading> kept = new ArrayList<>();
        for (Reading row : rows) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            row.cells().forEach((measure, cell) -> {
                if (running.contains(measure) == wanted) {
                    cells.put(measure, cell);
                }
            });
            if (!cells.isEmpty()) {
                kept.add(new Reading(row.row(), row.code(), row.name(), row.at(), row.asOf(), row.identity(), cells));
            }
        }
        return kept;
    }
}
