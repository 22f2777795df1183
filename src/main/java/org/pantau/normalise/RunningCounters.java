package org.pantau.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Memory.Counter;
import org.pantau.normalise.Memory.Position;

/**
 * {@code since_start} and {@code total_forever}: counters that only grow until their process restarts, or for ever. The
 * increase is taken per counter first and reduced after, since a sum of counters hides that one of them restarted.
 *
 * <p>At the first read all counters are a baseline. A counter of a process that appears later began at 0 (labels appear
 * with their first event), so its first value is an increase; not so when the mapping or request has changed, which is a
 * first read again, and not so for a total of all time, which may be as old as its register. A counter that was gone for
 * a while goes on from where it stood.
 */
final class RunningCounters {

    private RunningCounters() {}

    /** @param fingerprint of the request and the mapping: positions read by another one say nothing */
    static void take(Mapping mapping, String fingerprint, Step step) {
        String measure = mapping.measure().name();
        Counter stored = step.before.counters().get(measure);
        Counter before = stored == null || !stored.mapping().equals(fingerprint)
                ? new Counter(fingerprint, false, 0, Map.of())
                : stored;
        int own = mapping.counting().ownPolls() ? before.ownPolls() + step.exchanges : 0;
        if (!step.isRead() || step.repeated()) {
            // What came since then counts at the next slot.
            if (own > before.ownPolls() && !step.repeated()) {
                step.after.counter(measure, new Counter(fingerprint, before.known(), own, before.positions()));
            }
            return;
        }
        Map<String, Standing> standings = standings(mapping, step);
        Map<String, Position> positions = new HashMap<>();
        Map<ScopePath, Increase> increases = new LinkedHashMap<>();
        Lanes lanes = new Lanes(before, step);
        standings.forEach((key, standing) -> {
            Position was = before.positions().get(key);
            if (was != null && step.superseded(was.seen())) {
                positions.put(key, was);
                return;
            }
            CounterStep stepped = CounterStep.of(mapping, before.known(), was, standing, step);
            positions.put(key, lanes.seen(key, standing.service, stepped.position()));
            Increase increase = stepped.increase();
            if (increase != null) {
                increases.merge(
                        standing.service,
                        increase,
                        (one, other) -> mapping.reduce() == Reduce.LAST ? other : one.and(other));
            }
        });
        increases.forEach((service, increase) -> store(mapping, service, increase, own, lanes.instant(service), step));
        keepAbsent(before, standings, positions, step);
        boolean known = before.known() || (step.outcome.ok() && !step.flawed(mapping));
        step.after.counter(measure, new Counter(fingerprint, known, 0, positions));
    }

    /** Where one counter stands now. */
    static final class Standing {
        final ScopePath service;
        double value;

        @Nullable
        Instant started;

        @Nullable
        Instant asOf;

        Standing(ScopePath service) {
            this.service = service;
        }

        private void take(Step.Taken taken, boolean add, Step step) {
            value = add ? value + taken.value() : taken.value();
            started = step.time(taken.besides().get(Beside.STARTED));
            asOf = taken.row().asOf().at();
        }
    }

    /**
     * What one counter, or all of a service, grew by.
     *
     * @param takenBack what was counted before and never happened
     * @param doubted whether a counter is left out because it cannot be believed
     */
    record Increase(
            double value,
            Quality quality,
            double takenBack,
            boolean doubted,
            @Nullable Instant asOf) {

        Increase and(Increase other) {
            Instant older = asOf == null || (other.asOf != null && other.asOf.isBefore(asOf)) ? other.asOf : asOf;
            return new Increase(
                    value + other.value,
                    worse(quality, other.quality),
                    takenBack + other.takenBack,
                    doubted || other.doubted,
                    older);
        }

        private static Quality worse(Quality one, Quality other) {
            for (Quality quality : List.of(Quality.RESET, Quality.RESTATED, Quality.ESTIMATED, Quality.CATCH_UP)) {
                if (one == quality || other == quality) {
                    return quality;
                }
            }
            return one;
        }
    }

    private static void store(Mapping mapping, ScopePath service, Increase increase, int own, Instant at, Step step) {
        if (increase.doubted()) {
            step.doubt(
                    mapping,
                    service,
                    increase.value(),
                    "suspect: multiple instances behind one address, the counter goes up and down; give each a label of its"
                            + " own, or an address; kept apart, in no total");
            if (increase.takenBack() > 0) {
                step.sample(new Sample(step.series(service, mapping), at, -increase.takenBack(), Quality.RESTATED));
            }
            return;
        }
        Quality age = step.age(mapping, increase.asOf());
        double value = own > 0 ? Math.max(0, increase.value() - own) : increase.value();
        step.sample(new Sample(
                step.series(service, mapping),
                at,
                value,
                1,
                age == Quality.STALE ? age : increase.quality(),
                age == Quality.STALE ? increase.asOf() : null));
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
            boolean seen = standings.containsKey(key(each));
            // Rows that nothing tells apart are one counter.
            standings
                    .computeIfAbsent(key(each), any -> new Standing(each.row().service()))
                    .take(each, seen && mapping.reduce() == Reduce.SUM, step);
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

    private static void keepAbsent(
            Counter before, Map<String, Standing> standings, Map<String, Position> positions, Step step) {
        before.positions().forEach((key, position) -> {
            if (!standings.containsKey(key)) {
                positions.put(key, position.absent(step.slot));
            }
        });
    }
}
