package org.pantau.live.state;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Trust;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Aggregate;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.Sketch;

/** What is remembered of one series: today's samples, today's period values and the last value. */
final class SeriesState {

    private final ScopePath service;
    private final Measure measure;
    private final Origin origin;
    private final @Nullable String of;
    private final FeedClock clock;
    private final BiFunction<Instant, Instant, Duration> openTime;
    private final Duration rhythm;

    private Aggregate today = new Aggregate();
    private double up;
    private double asked;
    private double last = Double.NaN;
    private double lastWeight = 1;
    private @Nullable Instant lastAt;
    private @Nullable Instant seenAt;
    private @Nullable Instant firstAt;
    private boolean oldAtSource;
    private @Nullable PeriodValue day;
    private Map<Instant, Double> hours = Map.of();

    /** @param openTime how long the service is open within a span */
    SeriesState(
            ScopePath service,
            Measure measure,
            Origin origin,
            @Nullable String of,
            FeedClock clock,
            BiFunction<Instant, Instant, Duration> openTime) {
        this.openTime = openTime;
        this.rhythm = clock.feed().measures().stream()
                .filter(mapping -> mapping.measure().equals(measure))
                .map(mapping -> mapping.rhythm(clock.feed().every()))
                .findFirst()
                .orElse(clock.feed().every());
        this.service = service;
        this.measure = measure;
        this.origin = origin;
        this.of = of;
        this.clock = clock;
    }

    boolean is(String name, Origin who) {
        return origin == who && measure.name().equals(name);
    }

    /** Whether both tell the same number, whoever says it. */
    boolean isLike(SeriesState other) {
        return measure.equals(other.measure) && Objects.equals(of, other.of);
    }

    Origin origin() {
        return origin;
    }

    FeedClock clock() {
        return clock;
    }

    /** Slot of the latest data; null where there is none or the source itself called it old. */
    @Nullable
    Instant seenAt() {
        return seenAt;
    }

    @Nullable
    Instant lastAt() {
        return lastAt;
    }

    double last() {
        return last;
    }

    /** Adds a sample seen at {@code slot}; one from before today counts for nothing but the last value. */
    void add(Sample sample, Instant slot, Instant dayStart, boolean open) {
        if (sample.quality() == Quality.SUSPECT) {
            return;
        }
        boolean counted = measure.kind() != Kind.STATE || (open && sample.quality() != Quality.OFF_HOURS);
        if (counted && !sample.at().isBefore(dayStart)) {
            today.add(sample.value(), sample.weight(), measure.kind() == Kind.DURATION && sample.weight() == 1);
            if (measure.kind() == Kind.STATE) {
                asked++;
                up += sample.value() >= 0.5 ? 1 : 0;
            }
        }
        remember(sample);
        oldAtSource = sample.quality() == Quality.STALE;
        if (!oldAtSource) {
            seen(slot);
        }
    }

    /** Takes what is now known of a period; only today's day and hours are kept. */
    void add(PeriodValue value, Instant slot, Instant dayStart) {
        if (value.quality() == Quality.SUSPECT) {
            return;
        }
        if (value.period() == Period.DAY && value.start().equals(dayStart)) {
            day = value;
        } else if (value.period() == Period.HOUR && !value.start().isBefore(dayStart)) {
            if (hours.isEmpty()) {
                hours = new HashMap<>();
            }
            hours.put(value.start(), value.value());
        }
        if (value.closing() == Closing.UNCONFIRMED) {
            // Nothing was seen: what is over has only been called over.
            return;
        }
        if (measure.kind() == Kind.LEVEL || measure.kind() == Kind.SCORE) {
            remember(new Sample(value.series(), value.start(), value.value(), value.quality()));
        }
        oldAtSource = value.quality() == Quality.STALE;
        if (!oldAtSource) {
            seen(slot);
        }
    }

    void restore(PresentSeries present, Instant dayStart) {
        today = present.today();
        Sample sample = present.last();
        if (sample != null) {
            remember(sample);
            oldAtSource = sample.quality() == Quality.STALE;
            seen(sample.at());
        }
        if (measure.kind() == Kind.STATE) {
            asked = today.n();
            up = today.sum();
        }
        present.periods().forEach(value -> add(value, value.seenAt(), dayStart));
        firstAt = present.firstAt() != null ? present.firstAt() : today.n() > 0 ? dayStart : firstAt;
    }

    /** Begins a new day. */
    void newDay() {
        today = new Aggregate();
        up = 0;
        asked = 0;
        day = null;
        hours = Map.of();
    }

    boolean young(Instant now) {
        return !oldAtSource && seenAt != null && !now.isAfter(clock.oldAt(seenAt));
    }

    /** The number of this series as it stands now. {@code open}: whether the service was open at any time today. */
    Tally tally(Instant now, Instant dayStart, boolean openToday) {
        boolean single = isDistribution();
        Sketch sketch = single ? today.distribution() : null;
        double weight = weight();
        double value = value(sketch);
        boolean known = !Double.isNaN(value);
        Trust trust = trust(known, now, dayStart);
        boolean due = known || (!clock.notDueYet(now) && (measure.kind() != Kind.STATE || openToday));
        boolean good = trust == Trust.OK || trust == Trust.PARTIAL;
        return new Tally(
                measure.kind() == Kind.STATE ? Measures.AVAILABILITY : measure,
                of,
                origin,
                value,
                known ? sum(value, weight) : 0,
                known ? weight : 0,
                sketch,
                sketch == null ? Double.NaN : sketch.quantile(0.95),
                trust,
                seenAt != null ? seenAt : lastAt,
                due ? 1 : 0,
                due && good ? coverage(now, dayStart) : 0,
                due && good ? 1 : 0,
                due && trust == Trust.STALE ? 1 : 0,
                due && !good ? List.of(service) : List.of(),
                null,
                null);
    }

    private void remember(Sample sample) {
        if (lastAt == null || !sample.at().isBefore(lastAt)) {
            last = sample.value();
            lastWeight = sample.weight();
            lastAt = sample.at();
        }
    }

    private void seen(Instant slot) {
        if (firstAt == null) {
            firstAt = slot;
        }
        if (seenAt == null || slot.isAfter(seenAt)) {
            seenAt = slot;
        }
    }

    private boolean isDistribution() {
        Sketch sketch = today.distribution();
        return measure.kind() == Kind.DURATION && day == null && sketch != null && sketch.count() >= today.n();
    }

    private double value(@Nullable Sketch sketch) {
        return switch (measure.kind()) {
            case COUNT -> count();
            case LEVEL, SCORE -> last;
            case STATE -> asked > 0 ? up / asked : Double.NaN;
            case DURATION -> day != null ? day.value() : sketch != null ? sketch.quantile(0.5) : today.mean();
        };
    }

    private double count() {
        if (day != null) {
            return day.value();
        }
        if (!hours.isEmpty()) {
            return hours.values().stream().mapToDouble(Double::doubleValue).sum();
        }
        return today.n() > 0 ? today.sum() : Double.NaN;
    }

    private double weight() {
        return switch (measure.kind()) {
            case COUNT, LEVEL -> 1;
            case SCORE -> lastWeight;
            case STATE -> asked;
            case DURATION -> day != null ? day.weight() : today.weight();
        };
    }

    /** What adds up the tree. A median does not: the mean's numerator stands in for it where a distribution is missing. */
    private double sum(double value, double weight) {
        return switch (measure.kind()) {
            case COUNT, LEVEL -> value;
            case SCORE -> value * weight;
            case STATE -> up;
            case DURATION -> day != null ? value * weight : today.weightedSum();
        };
    }

    private Trust trust(boolean known, Instant now, Instant dayStart) {
        if (!known) {
            return Trust.NONE;
        }
        if (!young(now)) {
            return Trust.STALE;
        }
        boolean increases = measure.kind() == Kind.COUNT && day == null && hours.isEmpty();
        return increases && coverage(now, dayStart) < Trust.COMPLETE ? Trust.PARTIAL : Trust.OK;
    }

    /**
     * Samples seen over samples expected since midnight; 1 where whole periods are reported, and for a level, which rests
     * on its newest reading alone. Times and states expect nothing from before they were first watched, counts do: their
     * sum lacks it.
     */
    private double coverage(Instant now, Instant dayStart) {
        boolean present = measure.kind() == Kind.LEVEL || measure.kind() == Kind.SCORE;
        if (present || day != null || !hours.isEmpty() || clock.feed().due() != null) {
            return 1;
        }
        Instant from =
                measure.kind() != Kind.COUNT && firstAt != null && firstAt.isAfter(dayStart) ? firstAt : dayStart;
        Duration due = measure.kind() == Kind.STATE ? openTime.apply(from, now) : Duration.between(from, now);
        double expected = due.toMillis() / (double) rhythm.toMillis();
        return expected < 2 ? 1 : Math.min(1, today.n() / Math.floor(expected));
    }
}
