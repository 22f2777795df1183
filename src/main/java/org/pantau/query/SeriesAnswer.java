package org.pantau.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Measure;
import org.pantau.measure.ScopePath;

/**
 * History of one measure of one place.
 *
 * @param of what the counts count: what was asked for, else the kind most of the services have; null for anything else
 * @param step the step used, which is coarser than the one asked for where that would give too many points
 * @param points one for each bucket of the window that has begun, gaps included, in order of time
 */
public record SeriesAnswer(
        ScopePath subject, Measure measure, @Nullable String of, Step step, List<Point> points) {
    public SeriesAnswer {
        points = List.copyOf(points);
    }
}
