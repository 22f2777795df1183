package org.pantau.measure.value;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A mergeable sketch of a distribution of times: every percentile within 1 %, bounded to 1,024 buckets (the lowest
 * collapse first). Mutable, not thread-safe.
 */
public final class Sketch {

    private static final double ACCURACY = 0.01;
    private static final int BUCKETS = 1024;

    private final DDSketch sketch;

    private Sketch(DDSketch sketch) {
        this.sketch = sketch;
    }

    public static Sketch empty() {
        return new Sketch(DDSketches.collapsingLowestDense(ACCURACY, BUCKETS));
    }

    /**
     * Restores a sketch from its stored form.
     *
     * @throws IllegalArgumentException when the bytes are not a sketch written by {@link #encode}
     */
    public static Sketch decode(byte[] bytes) {
        Sketch sketch = empty();
        sketch.mergeEncoded(bytes);
        return sketch;
    }

    /** Adds one value; negative ones (a clock that ran back) count as 0, not-a-number and infinity are ignored. */
    public void add(double value) {
        if (Double.isFinite(value)) {
            sketch.accept(Math.max(0, value));
        }
    }

    public void merge(Sketch other) {
        sketch.mergeWith(other.sketch);
    }

    /** Merges a sketch in its stored form. */
    public void mergeEncoded(byte[] bytes) {
        try {
            sketch.decodeAndMergeWith(ByteArrayInput.wrap(bytes));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not a sketch: " + bytes.length + " bytes", e);
        }
    }

    public boolean isEmpty() {
        return sketch.isEmpty();
    }

    /** How many values it holds. */
    public double count() {
        return sketch.getCount();
    }

    /**
     * The value below which the share {@code q} (0..1) lies.
     *
     * @throws java.util.NoSuchElementException when empty
     */
    public double quantile(double q) {
        return sketch.getValueAtQuantile(q);
    }

    /** The stored form, to be read by {@link #decode}. */
    public byte[] encode() {
        GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketch.encode(out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.trimmedCopy();
    }
}
