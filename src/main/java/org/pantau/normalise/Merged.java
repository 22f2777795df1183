package org.pantau.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.ScopePath;

/**
 * The rows of one service (and one period) as one value, by the mapping's {@code reduce}: counts and levels are summed,
 * times and scores merged by weight, of states the worst counts; {@code last} is the row with the latest time, else the
 * last of the answer. Mutable, lives within one step.
 */
final class Merged {

    final ScopePath service;
    /** First instant of the period; null where the rows name none and it is still to be found out. */
    final @Nullable Instant start;

    double value;
    double weight = 1;
    boolean zeroByRule;
    /** Oldest time the source gave for its figures. */
    @Nullable
    Instant asOf;

    private @Nullable Instant newest;
    private int rows;
    private int lastNumber = -1;

    private Merged(ScopePath service, @Nullable Instant start) {
        this.service = service;
        this.start = start;
    }

    /** What single events come to: their number, or their mean and for how many it stands. */
    static Merged counted(ScopePath service, Instant start, double value, double weight) {
        Merged merged = new Merged(service, start);
        merged.value = value;
        merged.weight = weight;
        return merged;
    }

    /** Of no row so far. */
    static Merged empty(ScopePath service, @Nullable Instant start) {
        return new Merged(service, start);
    }

    private record Place(ScopePath service, @Nullable Instant start) {}

    /**
     * Groups what was taken. Where two rows fall together and the mapping does not say what that means, the group is left
     * out and said so; so is one of which a row could not be taken, for the rest of a sum is no sum, and what stood before
     * the last is not the last.
     *
     * @param start the first instant of the period a row is about
     */
    static Collection<Merged> of(
            Mapping mapping, List<Step.Taken> taken, Step step, Function<Step.Row, @Nullable Instant> start) {
        if (mapping.reduce() == Reduce.ERROR) {
            return ofParts(mapping, taken, step, start);
        }
        List<Merged> whole = new ArrayList<>(ofParts(mapping, taken, step, start));
        whole.removeIf(group -> {
            boolean part = (mapping.reduce() == Reduce.SUM && step.hasLost(group.service))
                    || step.flaws(mapping).stream().anyMatch(row -> group.misses(mapping, row, start.apply(row)));
            if (part) {
                step.problem(mapping, "no value of " + group.service + ", for a part of its rows could not be taken");
            }
            return part;
        });
        return whole;
    }

    /** The same, taking what there is where each row counts by itself. */
    static Collection<Merged> ofParts(
            Mapping mapping, List<Step.Taken> taken, Step step, Function<Step.Row, @Nullable Instant> start) {
        if (taken.isEmpty()) {
            return List.of();
        }
        Map<Place, Merged> groups = new LinkedHashMap<>();
        for (Step.Taken each : taken) {
            Place place = new Place(each.row().service(), start.apply(each.row()));
            groups.computeIfAbsent(place, any -> new Merged(place.service(), place.start()))
                    .add(mapping, each);
        }
        if (mapping.reduce() != Reduce.ERROR) {
            return groups.values();
        }
        List<Merged> single = new ArrayList<>(groups.values());
        single.removeIf(group -> {
            if (group.rows > 1) {
                step.problem(mapping, group.rows + " rows of " + group.service + "; say what they come to with reduce");
            }
            return group.rows > 1;
        });
        return single;
    }

    /** Whether a row that could not be taken would have changed this. */
    private boolean misses(Mapping mapping, Step.Row row, @Nullable Instant about) {
        if (!row.service().equals(service) || !Objects.equals(about, start)) {
            return false;
        }
        Instant time = row.at().at();
        boolean earlier = (time != null && newest != null) ? time.isBefore(newest) : row.number() < lastNumber;
        return mapping.reduce() != Reduce.LAST || !earlier;
    }

    void add(Mapping mapping, Step.Taken taken) {
        rows++;
        lastNumber = Math.max(lastNumber, taken.row().number());
        Instant rowAsOf = taken.row().asOf().at();
        Instant time = taken.row().at().at();
        if (rows == 1) {
            take(taken, rowAsOf);
            newest = time;
        } else if (mapping.reduce() == Reduce.LAST) {
            if (newest == null || time == null || !time.isBefore(newest)) {
                take(taken, rowAsOf);
                newest = time;
            }
        } else {
            combine(mapping.measure().kind(), taken);
            zeroByRule &= taken.row().zero();
            asOf = asOf == null || (rowAsOf != null && rowAsOf.isBefore(asOf)) ? rowAsOf : asOf;
        }
    }

    private void take(Step.Taken taken, @Nullable Instant rowAsOf) {
        value = taken.value();
        weight = taken.weight();
        zeroByRule = taken.row().zero();
        asOf = rowAsOf;
    }

    private void combine(Kind kind, Step.Taken taken) {
        switch (kind) {
            case COUNT, LEVEL -> value += taken.value();
            case STATE -> value = Math.min(value, taken.value());
            case DURATION, SCORE -> {
                double both = weight + taken.weight();
                value = (value * weight + taken.value() * taken.weight()) / both;
                weight = both;
            }
        }
    }
}
