package org.pantau.operate.manual;

import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * What somebody says of one figure of a day.
 *
 * @param value null: "tidak ada laporan", which is neither zero nor nothing said
 */
public record Said(
        ScopePath service, String measure, @Nullable Double value) {

    /** The figure it is about. */
    public Figure figure() {
        return new Figure(service, measure);
    }

    /** A figure of a report. */
    public record Figure(ScopePath service, String measure) {}
}
