package org.pantau.query;

import java.util.List;
import org.pantau.measure.Origin;

/**
 * Whose word an answer rests on.
 *
 * @param origins origins that have a series in it, from the most to the least automatic
 * @param single whether the series belong to one subject, so that origins can be compared with each other
 */
record Speakers(List<Origin> origins, boolean single) {
    Speakers {
        origins = List.copyOf(origins);
    }

    /** Whether it matters who has said which bucket. */
    boolean several() {
        return origins.size() > 1;
    }

    /** Whether each bucket has to say what the origin next to the one that counts has to say of it. */
    boolean rivals() {
        return several() && single;
    }
}
