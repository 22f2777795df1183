package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.SeriesKey;

/**
 * What a feed must remember from one slot to the next: where its running counters stood, which periods were watched while
 * they ran, and the last values of recent periods. Immutable.
 *
 * <p>The values of periods are not part of the stored form: after a start they are {@linkplain #recall recalled} from the
 * period values themselves.
 */
public final class Memory {

    /** A feed never read before. */
    public static final Memory EMPTY = new Memory(null, Map.of(), List.of(), Map.of(), Map.of());

    /** How long after its end a period is remembered. */
    static final Duration RECENT = Duration.ofDays(8);
    /** How long a counter that is no longer reported keeps its position. */
    private static final Duration ABSENT = Duration.ofDays(30);

    private final @Nullable Instant slot;
    private final Map<String, Counter> counters;
    private final List<Watched> watched;
    private final Map<String, String> notes;
    private final Map<SeriesKey, List<PeriodValue>> periods;

    Memory(
            @Nullable Instant slot,
            Map<String, Counter> counters,
            List<Watched> watched,
            Map<String, String> notes,
            Map<SeriesKey, List<PeriodValue>> periods) {
        this.slot = slot;
        this.notes = notes;
        this.counters = counters;
        this.watched = watched;
        this.periods = periods;
    }

    /**
     * The running counters of one measure.
     *
     * @param mapping fingerprint of the request and mapping they were read by; another one makes them incomparable
     * @param known whether all of them have been seen once, so that a new one is known to have begun at 0
     * @param ownPolls our own requests since the last read, where they are among what is counted
     * @param positions by service and identity
     */
    record Counter(String mapping, boolean known, int ownPolls, Map<String, Position> positions) {}

    /**
     * Where one running counter stood.
     *
     * @param absentSince slot from which on it was no longer reported; null while it is
     * @param started when the source says that it began; null where it does not
     * @param fall its last restart that may have been none; null where none was lately
     * @param seen when it stood there, where others of the feed are seen at times of their own (pushed); else null
     * @param lane what tells it from the others that are pushed, from 0: increases seen at one instant must not meet
     */
    record Position(
            double value,
            @Nullable Instant absentSince,
            @Nullable Instant started,
            @Nullable Fall fall,
            @Nullable Instant seen,
            int lane) {

        Position(double value, @Nullable Instant absentSince, @Nullable Instant started, @Nullable Fall fall) {
            this(value, absentSince, started, fall, null, 0);
        }

        Position seenAt(Instant at, int in) {
            return new Position(value, absentSince, started, fall, at, in);
        }

        Position absent(Instant since) {
            return new Position(value, absentSince == null ? since : absentSince, started, fall, seen, lane);
        }
    }

    /** A period during which the feed was read at least once. */
    record Watched(Period period, Instant start) {}

    /**
     * The stored form read back.
     *
     * @throws IllegalArgumentException when the text was not written by {@link #toJson}
     */
    public static Memory fromJson(String json) {
        return MemoryJson.read(json);
    }

    /** Everything but the values of periods, and so of bounded size for a feed without running counters. */
    public String toJson() {
        return MemoryJson.write(this);
    }

    /**
     * The same, with these stored values of periods.
     *
     * @param stored of the feed's series: those of every period not over yet, and of periods over since less than 8 days.
     *     A value of a running period left out here would be counted a second time.
     */
    public Memory recall(Collection<PeriodValue> stored) {
        Draft draft = new Draft(this);
        stored.stream().filter(value -> value.quality() != Quality.SUSPECT).forEach(draft::remember);
        return draft.finish(slot);
    }

    /** The same, knowing that everything up to slot {@code last} is stored: nothing is counted for it again. */
    public Memory after(Instant last) {
        return slot != null && !last.isAfter(slot) ? this : new Memory(last, counters, watched, notes, periods);
    }

    /** The services that rows of the feed named by themselves. */
    public Set<ScopePath> services() {
        return SeriesSeen.services(this);
    }

    /** The last slot that was read; null before the first. */
    @Nullable
    Instant slot() {
        return slot;
    }

    Map<String, Counter> counters() {
        return counters;
    }

    List<Watched> watched() {
        return watched;
    }

    /** What single rules remember, by a name of their own; of bounded number. */
    Map<String, String> notes() {
        return notes;
    }

    /** Null where nothing is noted. */
    @Nullable
    String note(String name) {
        return notes.get(name);
    }

    Map<SeriesKey, List<PeriodValue>> periods() {
        return periods;
    }

    boolean watched(Period period, Instant start) {
        for (Watched each : watched) {
            if (each.period() == period && each.start().equals(start)) {
                return true;
            }
        }
        return false;
    }

    /** What is known of a period; null where nothing is, or no longer. */
    @Nullable
    PeriodValue last(SeriesKey series, Period period, Instant start) {
        for (PeriodValue value : periods.getOrDefault(series, List.of())) {
            if (value.period() == period && value.start().equals(start)) {
                return value;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Memory that
                && Objects.equals(slot, that.slot)
                && counters.equals(that.counters)
                && watched.equals(that.watched)
                && notes.equals(that.notes)
                && periods.equals(that.periods);
    }

    @Override
    public int hashCode() {
        return Objects.hash(slot, counters, watched, notes, periods);
    }

    @Override
    public String toString() {
        return "Memory " + toJson();
    }

    /** The next memory in the making; copies only what changes. */
    static final class Draft {

        private final Memory from;
        private Map<String, Counter> counters;
        private List<Watched> watched;
        private Map<String, String> notes;
        private Map<SeriesKey, List<PeriodValue>> periods;
        private boolean changed;

        Draft(Memory from) {
            this.from = from;
            counters = from.counters;
            watched = from.watched;
            notes = from.notes;
            periods = from.periods;
        }

        /** Whether what is stored differs from what was. */
        boolean changed() {
            return changed;
        }

        void counter(String measure, Counter counter) {
            if (counter.equals(counters.get(measure))) {
                return;
            }
            if (counters == from.counters) {
                counters = new HashMap<>(counters);
            }
            counters.put(measure, counter);
            changed = true;
        }

        void watch(Period period, Instant start) {
            Watched now = new Watched(period, start);
            if (!watched.contains(now)) {
                watched = new ArrayList<>(watched);
                watched.add(now);
                changed = true;
            }
        }

        /** Notes something; null strikes it out. */
        void note(String name, @Nullable String text) {
            if (Objects.equals(notes.get(name), text)) {
                return;
            }
            if (notes == from.notes) {
                notes = new HashMap<>(notes);
            }
            if (text == null) {
                notes.remove(name);
            } else {
                notes.put(name, text);
            }
            changed = true;
        }

        Map<String, String> notes() {
            return notes;
        }

        void remember(PeriodValue value) {
            if (periods == from.periods) {
                periods = new HashMap<>(periods);
            }
            List<PeriodValue> others = new ArrayList<>(periods.getOrDefault(value.series(), List.of()));
            others.removeIf(old -> old.period() == value.period() && old.start().equals(value.start()));
            others.add(value);
            periods.put(value.series(), others);
        }

        /** Drops what is too old to matter, once a day. */
        void forget(Instant slot, ZoneId zone) {
            if (from.slot != null && Period.DAY.start(from.slot, zone).equals(Period.DAY.start(slot, zone))) {
                return;
            }
            Instant oldest = slot.minus(RECENT);
            List<Watched> recent = new ArrayList<>(watched);
            // The period before the running one says whether this one was watched from its beginning.
            recent.removeIf(each -> each.period()
                    .end(each.period().end(each.start(), zone), zone)
                    .isBefore(oldest));
            watched = recent.size() == watched.size() ? watched : recent;
            Map<SeriesKey, List<PeriodValue>> kept = new HashMap<>();
            periods.forEach((series, values) -> {
                List<PeriodValue> young = new ArrayList<>(values);
                young.removeIf(value -> value.period().end(value.start(), zone).isBefore(oldest));
                if (!young.isEmpty()) {
                    kept.put(series, young);
                }
            });
            periods = kept;
            forgetCounters(slot.minus(ABSENT));
        }

        private void forgetCounters(Instant oldest) {
            List.copyOf(counters.entrySet()).forEach(entry -> {
                Map<String, Position> positions = new HashMap<>(entry.getValue().positions());
                positions
                        .values()
                        .removeIf(each ->
                                each.absentSince() != null && each.absentSince().isBefore(oldest));
                counter(
                        entry.getKey(),
                        new Counter(
                                entry.getValue().mapping(),
                                entry.getValue().known(),
                                entry.getValue().ownPolls(),
                                positions));
            });
        }

        Memory finish(@Nullable Instant slot) {
            return new Memory(slot, counters, watched, notes, periods);
        }
    }
}
