package org.pantau.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Memory.Counter;
import org.pantau.normalise.Memory.Position;

/**
 * {@code since_start}: counters since a process started. The increase is taken per counter first and reduced after, since
 * a sum of counters hides that one of them restarted. A decrease is a restart: everything since counts.
 *
 * <p>At the first read all counters are a baseline. A counter that appears later began at 0 (labels appear with their
 * first event), so its first value is an increase; not so when the mapping or request has changed, which is a first read
 * again. A counter that was gone for a while goes on from where it stood.
 */
final class RunningCounters {

    private RunningCounters() {}

    /** @param fingerprint of the request and the mapping: positions read by another one say nothing */
    static void take(Mapping mapping, String fingerprint, Step step) {
        if (!step.isRead() || step.repeated()) {
            // What came since then counts at the next slot.
            return;
        }
        Map<String, Standing> standings = standings(mapping, step);
        Counter stored = step.before.counters().get(mapping.measure().name());
        Counter before = stored == null || !stored.mapping().equals(fingerprint)
                ? new Counter(fingerprint, false, Map.of())
                : stored;
        Map<ScopePath, Increase> increases = new LinkedHashMap<>();
        standings.forEach((key, standing) -> {
            Increase increase = increase(before, before.positions().get(key), standing.value, step);
            if (increase != null) {
                increases.merge(
                        standing.service,
                        increase,
                        (one, other) -> mapping.reduce() == Reduce.LAST ? other : one.and(other));
            }
        });
        increases.forEach((service, increase) -> step.sample(
                new Sample(step.series(service, mapping), step.slot, increase.value(), increase.quality())));
        boolean known = before.known() || (step.outcome.ok() && !step.flawed(mapping));
        step.after.counter(
                mapping.measure().name(), new Counter(fingerprint, known, positions(before, standings, step)));
    }

    /** Where one counter stands now. */
    private static final class Standing {
        final ScopePath service;
        double value;

        Standing(ScopePath service, double value) {
            this.service = service;
            this.value = value;
        }
    }

    private record Increase(double value, Quality quality) {
        Increase and(Increase other) {
            boolean restarted = quality == Quality.RESET || other.quality == Quality.RESET;
            boolean late = quality == Quality.CATCH_UP || other.quality == Quality.CATCH_UP;
            return new Increase(value + other.value, restarted ? Quality.RESET : late ? Quality.CATCH_UP : Quality.OK);
        }
    }

    private static Map<String, Standing> standings(Mapping mapping, Step step) {
        List<Step.Taken> taken = new ArrayList<>(step.takenNow(mapping));
        // A rule that an answer means zero says nothing of where a counter stands.
        taken.removeIf(each -> each.row().zero());
        if (mapping.reduce() == Reduce.ERROR) {
            removeDoubles(mapping, taken, step);
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Step.Taken each : taken) {
            ScopePath service = each.row().service();
            Standing standing = standings.get(key(each));
            if (standing == null) {
                standings.put(key(each), new Standing(service, each.value()));
            } else {
                // Rows that nothing tells apart are one counter.
                standing.value = mapping.reduce() == Reduce.SUM ? standing.value + each.value() : each.value();
            }
        }
        return standings;
    }

    private static void removeDoubles(Mapping mapping, List<Step.Taken> taken, Step step) {
        Map<ScopePath, Integer> rows = new LinkedHashMap<>();
        taken.forEach(each -> rows.merge(each.row().service(), 1, Integer::sum));
        rows.values().removeIf(count -> count == 1);
        rows.forEach((service, count) ->
                step.problem(mapping, count + " rows of " + service + "; say what they come to with reduce"));
        taken.removeIf(each -> rows.containsKey(each.row().service()));
    }

    private static String key(Step.Taken taken) {
        return taken.row().service().value() + "|" + taken.row().identity();
    }

    /** Null for a baseline. */
    private static @Nullable Increase increase(Counter before, @Nullable Position was, double value, Step step) {
        Quality usual = step.late() ? Quality.CATCH_UP : Quality.OK;
        if (was == null) {
            // Several may push by turns: that one was not heard of before does not say that it began at 0.
            return before.known() && !step.feed.isPushed() ? new Increase(value, usual) : null;
        }
        if (value < was.value()) {
            return new Increase(value, Quality.RESET);
        }
        return new Increase(value - was.value(), was.absentSince() == null ? usual : Quality.CATCH_UP);
    }

    private static Map<String, Position> positions(Counter before, Map<String, Standing> standings, Step step) {
        Map<String, Position> positions = new HashMap<>();
        before.positions().forEach((key, position) -> {
            if (!standings.containsKey(key)) {
                positions.put(
                        key, position.absentSince() != null ? position : new Position(position.value(), step.slot));
            }
        });
        standings.forEach((key, standing) -> positions.put(key, new Position(standing.value, null)));
        return positions;
    }
}
