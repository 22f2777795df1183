package org.pantau.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pantau.measure.Measure.Direction;
import org.pantau.measure.Measure.Kind;

/** The list of known measures: the standard ones, and those a catalogue declares besides. Immutable. */
public final class Measures {

    /** 1, 0 or absent: whether the service answers. */
    public static final Measure UP = new Measure("up", Kind.STATE, Unit.RATIO, Direction.UP);
    /** Share of up in (up + down); derived from {@link #UP}, never stored. */
    public static final Measure AVAILABILITY = new Measure("availability", Kind.STATE, Unit.RATIO, Direction.UP);
    /** Our own exchange with the endpoint, from the first byte sent to the last byte read. */
    public static final Measure RESPONSE = new Measure("response", Kind.DURATION, Unit.MILLISECOND, Direction.DOWN);
    /** What the source says it needs for an answer; never mixed with {@link #RESPONSE}. */
    public static final Measure APP_RESPONSE =
            new Measure("app_response", Kind.DURATION, Unit.MILLISECOND, Direction.DOWN);
    /** Outcome of a poll, one per slot: the ordinal of {@link FeedState}. Kept per feed; shown as states, never as a number. */
    public static final Measure POLL = new Measure("poll", Kind.STATE, Unit.COUNT, Direction.NONE);

    public static final Measure RECEIVED = count("received", Direction.NONE);
    public static final Measure SERVED = count("served", Direction.UP);
    public static final Measure FAILED = count("failed", Direction.DOWN);
    public static final Measure RETURNED = count("returned", Direction.DOWN);
    public static final Measure CANCELLED = count("cancelled", Direction.DOWN);
    public static final Measure PENDING = level("pending", Direction.DOWN);
    public static final Measure WAIT = new Measure("wait", Kind.DURATION, Unit.MILLISECOND, Direction.DOWN);
    public static final Measure HANDLING = new Measure("handling", Kind.DURATION, Unit.MILLISECOND, Direction.DOWN);

    private static final List<Measure> STANDARD = List.of(
            UP,
            AVAILABILITY,
            RESPONSE,
            POLL,
            APP_RESPONSE,
            RECEIVED,
            SERVED,
            FAILED,
            RETURNED,
            CANCELLED,
            PENDING,
            WAIT,
            HANDLING,
            count("within_standard", Direction.UP),
            level("capacity", Direction.NONE),
            level("occupied", Direction.NONE),
            count("complaints_received", Direction.NONE),
            count("complaints_closed", Direction.UP),
            level("complaints_open", Direction.DOWN),
            new Measure("satisfaction", Kind.SCORE, Unit.SCORE, Direction.UP),
            count("visits", Direction.NONE),
            level("staff_present", Direction.NONE),
            level("counters_open", Direction.NONE));

    private final Map<String, Measure> byName;

    private Measures(Map<String, Measure> byName) {
        this.byName = Map.copyOf(byName);
    }

    public static Measures standard() {
        return standardAnd(List.of());
    }

    /** The standard measures and {@code declared} ones; a declared one may not take a standard name. */
    public static Measures standardAnd(Collection<Measure> declared) {
        Map<String, Measure> byName = new LinkedHashMap<>();
        STANDARD.forEach(measure -> byName.put(measure.name(), measure));
        for (Measure measure : declared) {
            if (byName.putIfAbsent(measure.name(), measure) != null) {
                throw new IllegalArgumentException("measure already known: " + measure.name());
            }
        }
        return new Measures(byName);
    }

    public Optional<Measure> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names of all of them, in alphabetical order. */
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /**
     * The measure of this name.
     *
     * @throws IllegalArgumentException when there is no such measure
     */
    public Measure get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("unknown measure: " + name));
    }

    private static Measure count(String name, Direction good) {
        return new Measure(name, Kind.COUNT, Unit.COUNT, good);
    }

    private static Measure level(String name, Direction good) {
        return new Measure(name, Kind.LEVEL, Unit.COUNT, good);
    }
}
