package org.pantau.measure.value;

import org.jspecify.annotations.Nullable;

/**
 * What a bucket of samples of one series comes to; the same form in memory, in roll-ups and in answers. Mutable, not
 * thread-safe. Samples must be added in time order, aggregates merged in time order, for {@code last} to be right.
 */
public final class Aggregate {

    private long n;
    private double weight;
    private double sum;
    private double weightedSum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last = Double.NaN;
    private double expected;
    private @Nullable Sketch sketch;

    /** Adds one sample; {@code sketched} also enters its value into the distribution (single times only). */
    public void add(double value, double sampleWeight, boolean sketched) {
        n++;
        weight += sampleWeight;
        sum += value;
        weightedSum += value * sampleWeight;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        if (sketched) {
            sketch().add(value);
        }
    }

    /** Merges a later bucket of the same series, or the same bucket of another series (then {@code last} means nothing). */
    public void merge(Aggregate later) {
        n += later.n;
        weight += later.weight;
        sum += later.sum;
        weightedSum += later.weightedSum;
        min = Math.min(min, later.min);
        max = Math.max(max, later.max);
        expected += later.expected;
        if (later.n > 0) {
            last = later.last;
        }
        if (later.sketch != null) {
            sketch().merge(later.sketch);
        }
    }

    /** Restores a stored bucket. */
    public static Aggregate of(
            long n,
            double weight,
            double sum,
            double weightedSum,
            double min,
            double max,
            double last,
            double expected,
            byte @Nullable [] sketch) {
        Aggregate aggregate = new Aggregate();
        aggregate.n = n;
        aggregate.weight = weight;
        aggregate.sum = sum;
        aggregate.weightedSum = weightedSum;
        aggregate.min = min;
        aggregate.max = max;
        aggregate.last = last;
        aggregate.expected = expected;
        aggregate.sketch = sketch == null ? null : Sketch.decode(sketch);
        return aggregate;
    }

    /** Says how many samples the bucket should have had: its length over the feed's rhythm. */
    public void expect(double samples) {
        expected += samples;
    }

    public long n() {
        return n;
    }

    /** Cases the samples stand for; equals {@link #n} for single values. */
    public double weight() {
        return weight;
    }

    public double sum() {
        return sum;
    }

    public double weightedSum() {
        return weightedSum;
    }

    public double expected() {
        return expected;
    }

    /** Meaningless when {@link #n} is 0, like {@link #max} and {@link #last}. */
    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    public double last() {
        return last;
    }

    /** Weighted mean; NaN when empty. */
    public double mean() {
        return weight > 0 ? weightedSum / weight : Double.NaN;
    }

    /** Share of expected samples that are there, 0..1; 1 where nothing was expected and something came. */
    public double coverage() {
        if (expected <= 0) {
            return n > 0 ? 1 : 0;
        }
        return Math.min(1, n / expected);
    }

    /** The distribution of single values, null where there is none. */
    public @Nullable Sketch distribution() {
        return sketch == null || sketch.isEmpty() ? null : sketch;
    }

    private Sketch sketch() {
        if (sketch == null) {
            sketch = Sketch.empty();
        }
        return sketch;
    }
}
