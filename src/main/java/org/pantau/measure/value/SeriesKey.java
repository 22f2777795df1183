package org.pantau.measure.value;

import java.util.Objects;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

/**
 * Identity of a stored series.
 *
 * @param subject the service, or the feed for what belongs to the feed itself ({@code poll}; {@code response} where it is
 *     nobody's own)
 * @param measure name of the measure
 * @param origin who says so; two origins of one number are two series
 */
public record SeriesKey(ScopePath subject, String measure, Origin origin) {
    public SeriesKey {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(origin, "origin");
    }

    /** Asked for several times per sample stored: the path and the name remember theirs. */
    @Override
    public int hashCode() {
        return (31 * subject.hashCode() + measure.hashCode()) * 31 + origin.code();
    }
}
