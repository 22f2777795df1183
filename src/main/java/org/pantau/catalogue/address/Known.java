package org.pantau.catalogue.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.measure.ScopePath;

/** The places below one other, found by each way their names are written: a list may bring thousands. */
final class Known {

    private static final int SHORTEST_LIKE = 6;
    private static final int LONGEST_LIKE = 100;

    private final Map<ScopePath, Place> pathToPlace = new LinkedHashMap<>();
    private final Map<String, List<Place>> formToPlaces = new HashMap<>();
    private final Map<String, Place> catalogueNames = new LinkedHashMap<>();

    /** Whether the place was not there yet. */
    boolean add(Place place) {
        if (pathToPlace.putIfAbsent(place.path(), place) != null) {
            return false;
        }
        place.forms().stream()
                .flatMap(Set::stream)
                .distinct()
                .forEach(form -> formToPlaces
                        .computeIfAbsent(form, any -> new ArrayList<>())
                        .add(place));
        String key = Names.key(place.name());
        if (!place.fresh() && key.length() <= LONGEST_LIKE) {
            catalogueNames.putIfAbsent(key, place);
        }
        return true;
    }

    Collection<Place> all() {
        return pathToPlace.values();
    }

    Optional<Place> at(ScopePath path) {
        return Optional.ofNullable(pathToPlace.get(path));
    }

    /** Those that these forms of a text may mean. */
    Match match(List<Set<String>> forms) {
        Set<Place> candidates = new LinkedHashSet<>();
        forms.forEach(each -> each.forEach(form -> candidates.addAll(formToPlaces.getOrDefault(form, List.of()))));
        return Match.of(candidates, forms);
    }

    /** The one of the catalogue that is written almost so; empty for very short and very long names. */
    Optional<Place> like(Place place) {
        String key = Names.key(place.name());
        return key.length() < SHORTEST_LIKE || key.length() > LONGEST_LIKE
                ? Optional.empty()
                : Suggestion.nearest(key, catalogueNames.keySet()).map(catalogueNames::get);
    }
}
