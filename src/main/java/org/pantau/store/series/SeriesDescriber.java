package org.pantau.store.series;

import org.pantau.measure.value.SeriesKey;

/** Says what is known about a series; must answer for any key, also one the catalogue does not hold (any longer). */
@FunctionalInterface
public interface SeriesDescriber {
    SeriesInfo describe(SeriesKey key);
}
