package org.pantau.live.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Trust;
import org.pantau.measure.value.OriginParts;
import org.pantau.measure.value.Sketch;

/**
 * A number of one place in a form that can be added up the tree.
 *
 * @param of what a count counts; null for anything else
 * @param value what is shown; NaN where nothing is known
 * @param sum counts and levels: the value; shares: samples up; durations and scores: the sum of value times weight
 * @param weight samples or cases a mean or share rests on
 * @param sketch the distribution, only where every case is in it; shared with the series, so read within one tick only
 * @param p95 NaN without a distribution
 * @param inputs services that should have their part in it; 0 where nothing is due yet
 * @param covered sum of the inputs' coverage
 * @param good how many inputs are known and young enough
 * @param old how many inputs are too old
 * @param missing services whose part is unknown or too old, at most {@link #MISSING_LIMIT}
 * @param other what another origin says of the same time; null above services
 * @param parts what each origin has said of it; null for a service, whose number has the one {@code origin}
 */
public record Tally(
        Measure measure,
        @Nullable String of,
        Origin origin,
        double value,
        double sum,
        double weight,
        @Nullable Sketch sketch,
        double p95,
        Trust trust,
        @Nullable Instant asOf,
        int inputs,
        double covered,
        int good,
        int old,
        List<ScopePath> missing,
        @Nullable Other other,
        @Nullable OriginParts parts) {

    /** How many missing services are named. */
    public static final int MISSING_LIMIT = 20;

    public Tally {
        missing = List.copyOf(missing);
    }

    /** The same number from another origin, as it stood at {@code asOf}. */
    public record Other(
            Origin origin, double value, @Nullable Instant asOf) {}

    public boolean known() {
        return !Double.isNaN(value);
    }

    /** Share of what it should rest on, 0..1 in hundredths, so that passing time alone seldom changes it. */
    public double coverage() {
        return inputs == 0 ? (known() ? 1 : 0) : Math.floor(covered / inputs * 100 + 1e-9) / 100;
    }

    /** Adds what each origin has said of this number. */
    void addTo(OriginParts all) {
        if (parts != null) {
            all.add(parts);
        } else if (known()) {
            boolean summed = measure.kind() == Kind.COUNT || measure.kind() == Kind.LEVEL;
            all.add(origin, summed ? Math.abs(value) : weight, 1);
        }
    }

    /**
     * What counts where a less automatic origin tells the same number: this one, if it is known, with the other beside
     * it. What holds until the next word, a level or a score, gives way once it has grown old: it speaks of another time
     * than one that is young.
     */
    Tally against(Tally lessAutomatic) {
        boolean yields = outlived() && !lessAutomatic.outlived();
        if (!known() || (yields && lessAutomatic.known())) {
            return lessAutomatic;
        }
        boolean comparable = lessAutomatic.known() && lessAutomatic.outlived() == outlived();
        return comparable && other == null ? besides(lessAutomatic) : this;
    }

    private boolean outlived() {
        return trust == Trust.STALE && (measure.kind() == Kind.LEVEL || measure.kind() == Kind.SCORE);
    }

    private Tally besides(Tally another) {
        return new Tally(
                measure,
                of,
                origin,
                value,
                sum,
                weight,
                sketch,
                p95,
                trust,
                asOf,
                inputs,
                covered,
                good,
                old,
                missing,
                new Other(another.origin, another.value, another.asOf),
                parts);
    }
}
