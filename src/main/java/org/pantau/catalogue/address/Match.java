package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places that a text may mean.
 *
 * @param places those that are nearest, all equally; none where the text means no place
 * @param distance how near they are, as {@link Place#distance} has it
 */
record Match(List<Place> places, int distance) {

    static final Match NONE = new Match(List.of(), Place.DEGREES);

    private static final int MOST_NAMED = 5;

    Match {
        places = List.copyOf(places);
    }

    static Match of(Collection<Place> candidates, List<Set<String>> forms) {
        List<Place> nearest = new ArrayList<>();
        int distance = Place.DEGREES;
        for (Place candidate : candidates) {
            int of = candidate.distance(forms);
            if (of < distance) {
                nearest.clear();
                distance = of;
            }
            if (of == distance && of < Place.DEGREES) {
                nearest.add(candidate);
            }
        }
        return new Match(nearest, distance);
    }

    /** The nearer of two; both together where they are equally near. */
    Match or(Match other) {
        if (distance != other.distance) {
            return distance < other.distance ? this : other;
        }
        List<Place> both = new ArrayList<>(places);
        both.addAll(other.places);
        return new Match(both, distance);
    }

    /** The one place that is meant; null where there is none, or where there are several. */
    @Nullable
    Place only() {
        return places.size() == 1 ? places.get(0) : null;
    }

    boolean none() {
        return places.isEmpty();
    }

    /** The candidates, for a person to choose from. */
    String named() {
        String named = places.stream()
                .limit(MOST_NAMED)
                .map(place -> place.name() + " (" + place.path() + ")")
                .collect(Collectors.joining(", "));
        return places.size() <= MOST_NAMED ? named : named + ", …";
    }
}
