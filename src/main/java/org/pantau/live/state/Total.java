package org.pantau.live.state;

import java.time.Instant;
import java.util.ArrayList;
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
 * Adds up tallies of one measure and one kind of thing counted. Counts and levels are summed, times merged as
 * distributions or, where one of them is only a mean, as means by weight, shares by their samples. What is too old is
 * still in the sum (it was true once) and named as missing. The least automatic origin of what is known speaks for all.
 */
public final class Total {

    private final Measure measure;
    private final @Nullable String of;
    private Origin awaited = Origin.MEASURED;
    private final OriginParts parts = new OriginParts();
    private double sum;
    private double weight;
    private @Nullable Sketch sketch;
    private boolean distribution = true;
    private @Nullable Tally first;
    private @Nullable Instant asOf;
    private int known;
    private int inputs;
    private double covered;
    private int good;
    private int old;
    private boolean partial;
    private final List<ScopePath> missing = new ArrayList<>();

    public Total(Measure measure, @Nullable String of) {
        this.measure = measure;
        this.of = of;
    }

    public void add(Tally tally) {
        inputs += tally.inputs();
        covered += tally.covered();
        good += tally.good();
        old += tally.old();
        partial |= tally.trust() == Trust.PARTIAL;
        for (int i = 0; i < tally.missing().size() && missing.size() < Tally.MISSING_LIMIT; i++) {
            missing.add(tally.missing().get(i));
        }
        if (tally.origin().compareTo(awaited) > 0) {
            awaited = tally.origin();
        }
        if (!tally.known()) {
            return;
        }
        known++;
        tally.addTo(parts);
        sum += tally.sum();
        weight += tally.weight();
        merge(tally);
        Instant time = tally.asOf();
        if (time != null && (asOf == null || time.isAfter(asOf))) {
            asOf = time;
        }
    }

    public Tally result() {
        Sketch merged = merged();
        Origin said = parts.least();
        return new Tally(
                measure,
                of,
                said == null ? awaited : said,
                value(merged),
                sum,
                weight,
                merged,
                merged == null ? Double.NaN : merged.quantile(0.95),
                trust(),
                asOf,
                inputs,
                covered,
                good,
                old,
                missing,
                null,
                parts);
    }

    /** A distribution is copied only when a second one comes: most agencies have one or two. */
    private void merge(Tally tally) {
        Sketch other = tally.sketch();
        if (other == null) {
            distribution = false;
        } else if (!distribution) {
            return;
        } else if (first == null) {
            first = tally;
        } else {
            if (sketch == null) {
                sketch = Sketch.empty();
                Sketch held = first.sketch();
                if (held != null) {
                    sketch.merge(held);
                }
            }
            sketch.merge(other);
        }
    }

    private @Nullable Sketch merged() {
        if (!distribution || known == 0) {
            return null;
        }
        return sketch != null || first == null ? sketch : first.sketch();
    }

    private double value(@Nullable Sketch merged) {
        if (known == 0) {
            return Double.NaN;
        }
        if (measure.kind() == Kind.COUNT || measure.kind() == Kind.LEVEL) {
            return sum;
        }
        return merged != null ? merged.quantile(0.5) : sum / weight;
    }

    private Trust trust() {
        if (known == 0) {
            return Trust.NONE;
        }
        if (good == inputs) {
            return partial ? Trust.PARTIAL : Trust.OK;
        }
        return good == 0 && old > 0 ? Trust.STALE : Trust.PARTIAL;
    }
}
