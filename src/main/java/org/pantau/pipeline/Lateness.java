package org.pantau.pipeline;

import org.pantau.measure.value.Sketch;

/** How late slots are served, as a distribution. Thread-safe. */
public final class Lateness {

    private Sketch sketch = Sketch.empty();

    synchronized void add(double millis) {
        sketch.add(millis);
    }

    /** Begins anew. */
    public synchronized void reset() {
        sketch = Sketch.empty();
    }

    /** Milliseconds below which the share {@code q} (0..1) of slots lies; 0 before the first slot. */
    public synchronized double millis(double q) {
        return sketch.isEmpty() ? 0 : sketch.quantile(q);
    }
}
